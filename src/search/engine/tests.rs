mod filtering;

use std::collections::HashSet;
use std::sync::OnceLock;

use super::*;
use crate::catalog::{Retry, user};
use crate::lang::Lang;
use crate::search::{Field, Index};
use crate::text::held::Hold;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Arc::new(Catalog::embedded())))
}

fn found(text: &str) -> Vec<(&'static str, Field)> {
    let engine = engine();
    let hits = engine.search(&Query::parse(text, engine.catalog()), None).hits;
    hits.iter().map(|hit| (engine.catalog().entry(hit.entry).code(), hit.matched)).collect()
}

fn first(text: &str) -> &'static str {
    found(text).first().map_or("", |(code, _)| code)
}

#[test]
fn each_field_stands_in_its_place() {
    for (text, code, field) in [
        ("throttling", "Throttling", Field::Code),
        ("invalid instance id notfound", "InvalidInstanceId.NotFound", Field::Code),
        ("notfound-invalidinstanceid", "InvalidInstanceId.NotFound", Field::Code),
        ("invalid_diskid", "InvalidDiskId.NotFound", Field::Code),
        ("INVALIDINSTANCEID.NOTFOUND", "InvalidInstanceId.NotFound", Field::Code),
        ("invdbinstidnf", "InvalidDBInstanceId.NotFound", Field::Code),
        ("Throttlign", "Throttling", Field::Typo),
        ("invalid dbinstanceid notfuond", "InvalidDBInstanceId.NotFound", Field::Typo),
        ("does not conform to Aliyun", "IncompleteSignature", Field::Message),
        ("短时间内请求过多", "Throttling", Field::Explanation),
        ("qianmingguifan", "IncompleteSignature", Field::Pinyin),
    ] {
        assert_eq!(found(text).first(), Some(&(code, field)), "{text}");
    }
}

#[test]
fn a_product_s_name_finds_its_entries_before_codes_that_hold_it() {
    let engine = engine();
    for (name, product) in [
        ("redis", "R-kvstore"),
        ("redi", "R-kvstore"),
        ("rds", "Rds"),
        ("mysql", "Rds"),
        ("oss", "Oss"),
        ("slb", "Slb"),
        ("ram", "Ram"),
        ("polar", "polardb"),
        ("vpc", "Vpc"),
    ] {
        let hits = engine.search(&Query::parse(name, engine.catalog()), None).hits;
        let products = hits.iter().take(5).map(|hit| engine.catalog().entry(hit.entry).product().id());
        assert_eq!(products.collect::<HashSet<_>>(), HashSet::from([product]), "{name}");
    }
}

#[test]
fn a_part_of_a_product_s_name_finds_its_entries() {
    let engine = engine();
    for (text, lang, product) in [
        ("百炼", Lang::Zh, "DashScope"),
        ("大模型服务平台百炼", Lang::Zh, "DashScope"),
        ("数字证书", Lang::Zh, "cas"),
        ("消息队列", Lang::Zh, "Mns"),
        ("云数据库", Lang::Zh, "Dds"),
        ("人工智能", Lang::Zh, "DashScope"),
        ("大数据计算", Lang::Zh, "MaxCompute"),
        ("model studio", Lang::En, "DashScope"),
        ("certificate management", Lang::En, "cas"),
        ("expenses", Lang::En, "BssOpenApi"),
        ("expenses", Lang::Zh, "BssOpenApi"),
        ("message queue", Lang::En, "Mns"),
        ("key management", Lang::En, "Kms"),
    ] {
        let catalog = engine.catalog();
        let hits = engine.search(&Query::of(text.into(), lang, catalog), None).hits;
        let product = catalog.product(catalog.product_of_id(product).expect("an embedded product"));
        let found: HashSet<EntryId> = hits.iter().map(|hit| hit.entry).collect();
        assert!(product.entries().len() > 0, "{}", product.id());
        assert!(product.entries().all(|id| found.contains(&id)), "{text} finds all of {}", product.id());
    }
}

#[test]
fn an_ordinary_word_does_not_find_the_products_whose_names_have_it() {
    let engine = engine();
    let catalog = engine.catalog();
    for (text, lang) in [
        ("cloud", Lang::En),
        ("service", Lang::En),
        ("management", Lang::En),
        ("云", Lang::Zh),
        ("服务", Lang::Zh),
    ] {
        let hits = engine.search(&Query::of(text.into(), lang, catalog), None).hits;
        assert!(hits.len() * 4 < catalog.len(), "{text} finds {}", hits.len());
    }
}

#[test]
fn a_code_that_its_document_misspells_stands_behind_the_others() {
    assert!(first("quota").starts_with("QuotaExceed"));
    assert_eq!(first("quotaexcee"), "QuotaExcee");
    assert_eq!(first("status:403 slb"), "Forbidden");
}

#[test]
fn a_line_that_holds_a_code_finds_it() {
    for text in [
        "Error: InvalidInstanceId.NotFound",
        "code=InvalidInstanceId.NotFound",
        "CODE=INVALIDINSTANCEID.NOTFOUND zzzz",
        "{\"Code\":\"InvalidInstanceId.NotFound\"}",
        "错误码是 InvalidInstanceId.NotFound，怎么办",
        "https://api.aliyun.com/troubleshoot?q=InvalidInstanceId.NotFound&product=Slb",
    ] {
        assert_eq!(found(text).first(), Some(&("InvalidInstanceId.NotFound", Field::Code)), "{text}");
    }
    assert_eq!(found("PRODUCT:INSUFFICIENTSTOCK")[0], ("PRODUCT.INSUFFICIENT_STOCK", Field::Code));
}

#[test]
fn errors_side_by_side_are_forgiven_where_nothing_else_is_found() {
    for text in [
        "RealNameAuetnticationError",
        "invalidruild.notfound",
        "regionnotpsport",
        "userprofilencoomplete",
        "InvaliadckupSetID.NotFound",
    ] {
        let nearest = engine().near_codes(text, 1);
        let found = found(text);
        assert_eq!(found.first(), Some(&(nearest[0], Field::Typo)), "{text}");
    }
}

#[test]
fn fields_are_ranked_in_their_order() {
    let order = [
        Field::Code,
        Field::Typo,
        Field::Message,
        Field::Meaning,
        Field::Explanation,
        Field::Description,
        Field::Pinyin,
    ];
    let place = |field: Field| order.iter().position(|&other| other == field);
    // Descriptions rank below explanations and above pinyin; words spread over several fields belong to no one field.
    for text in ["quota", "backup", "Forbidden.SubUser", "slbcz", "engine", "arrearage"] {
        let places: Vec<_> = found(text).iter().map(|(_, field)| place(*field)).collect();
        assert!(places.is_sorted(), "{text}: {places:?}");
    }
}

#[test]
fn published_misspellings_and_right_spellings_find_each_other() {
    for (text, code) in [
        ("Forbidden.SubUser", "Forbbiden.SubUser"),
        ("Forbbiden.SubUser", "Forbidden.SubUser"),
        ("QuotaExceed", "QuotaExcee"),
        ("InvalidEngineInRegion.NotAvailable", "InvaildEngineInRegion.NotAvailable"),
        ("InvalidEngineInRegion", "InvaildEngineInRegion.NotAvailable"),
    ] {
        assert!(found(text).iter().any(|(other, _)| *other == code), "{text} -> {code}");
    }
}

#[test]
fn a_named_product_comes_first_and_the_others_are_still_there() {
    let engine = engine();
    let catalog = engine.catalog();
    let products = |text: &str| -> Vec<&str> {
        let hits = engine.search(&Query::parse(text, catalog), None).hits;
        hits.iter().map(|hit| catalog.entry(hit.entry).product().id()).collect()
    };
    for (text, product) in
        [("redis 白名单", "R-kvstore"), ("slb quota", "Slb"), ("mongodb", "Dds"), ("负载均衡 配额", "Slb")]
    {
        assert_eq!(products(text).first(), Some(&product), "{text}");
    }
    assert!(products("mongodb").len() >= 55);
}

#[test]
fn the_name_of_a_category_finds_its_entries() {
    let hits = found("限流");
    assert!(hits.iter().any(|(code, _)| *code == "Throttling"));
    assert!(hits.iter().all(|(_, field)| *field == Field::Explanation));
}

#[test]
fn a_status_among_words_is_found_beside_words_of_any_field() {
    let codes: Vec<&str> = found("404 instance").into_iter().map(|(code, _)| code).collect();
    // In the message, and in the code.
    assert!(codes.contains(&"Forbidden.InstanceNotFound"));
    assert!(codes.contains(&"InvalidInstanceId.NotFound"));
}

#[test]
fn a_message_never_beats_a_code() {
    let hits = found("quota exceeded");
    let first_message = hits.iter().position(|(_, field)| *field == Field::Message);
    let last_code = hits.iter().rposition(|(_, field)| *field == Field::Code);
    assert!(first_message > last_code);
    assert_eq!(first("notfound"), "NotFound");
    assert!(first("lockmode").ends_with(".LockMode"));
}

#[test]
fn near_codes_are_the_nearest_ones() {
    let engine = engine();
    assert_eq!(engine.near_codes("InvalidDBInstanceId.NotFuond", 1), ["InvalidDBInstanceId.NotFound"]);
    assert_eq!(engine.near_codes("Forbiden", 1), ["Forbidden"]);
    assert!(engine.near_codes("Invalid", 3).len() == 3);
    assert_eq!(engine.near_codes("qwertzuiopqwertz", 3), Vec::<&str>::new());
    assert_eq!(engine.near_codes("", 3), Vec::<&str>::new());
}

#[test]
fn whatever_is_typed_hits_stand_in_order_and_each_once() {
    for text in
        ["\"", "-", "--", ":", "status:", "“”", "\u{301}", "a\u{301}", "ß İ", "*.[", "0", "％ｓ", "实", "🦀"]
    {
        let hits = engine().search(&Query::parse(text, engine().catalog()), None).hits;
        assert!(hits.is_sorted_by_key(|hit| std::cmp::Reverse(hit.score)), "{text}");
        let entries: HashSet<EntryId> = hits.iter().map(|hit| hit.entry).collect();
        assert_eq!(entries.len(), hits.len(), "{text}");
    }
    let empty = Engine::new(Arc::new(Catalog::default()));
    for text in ["", "invalid", "实例", "slbcz", "status:404 x"] {
        let query = Query::parse(text, empty.catalog());
        assert_eq!(empty.search(&query, None), Hits::default(), "{text}");
    }
}

#[test]
fn a_status_alone_finds_its_entries() {
    assert_eq!(found("449"), [("SystemBusy", Field::Explanation)]);
    let of_status = engine().catalog().entries().filter(|e| e.status().map(|s| s.get()) == Some(404)).count();
    assert_eq!(found("404").len(), of_status);
    assert_eq!(found("999"), []);
}

/// The entries that a query finds, for a reader of a language.
fn entries_in(lang: Lang, text: &str) -> Vec<EntryId> {
    let engine = engine();
    let query = Query::of(text.into(), lang, engine.catalog());
    engine.search(&query, None).hits.into_iter().map(|hit| hit.entry).collect()
}

#[test]
fn english_words_find_what_the_chinese_ones_find() {
    for (english, chinese) in [
        ("timeout", "超时"),
        ("whitelist", "白名单"),
        ("permission denied", "没有权限"),
        ("retry", "重试"),
        ("too many requests", "限流"),
        ("no stock", "库存"),
    ] {
        let found = entries_in(Lang::En, english);
        let wanted = entries_in(Lang::Zh, chinese);
        assert!(!wanted.is_empty(), "{chinese}");
        assert!(wanted.iter().all(|id| found.contains(id)), "{english} finds what {chinese} finds");
    }
}

#[test]
fn english_explanations_are_searched() {
    let engine = engine();
    let said = |id: EntryId| engine.catalog().entry(id).explained(Lang::En).unwrap_or_default().to_owned();
    let wordless = engine.catalog().entries().find(|entry| {
        entry.message().is_none() && entry.explained(Lang::En).is_some_and(|said| said.split(' ').count() > 6)
    });
    let wanted = wordless.expect("an entry without a message").id();
    let words: Vec<String> = said(wanted).split(' ').take(6).map(str::to_owned).collect();
    let query = Query::of(words.join(" ").into(), Lang::En, engine.catalog());
    let hits = engine.search(&query, None).hits;
    let hit = hits.iter().find(|hit| hit.entry == wanted).expect("found by its English explanation");
    assert_eq!((hit.matched, hit.matched.id()), (Field::Meaning, "explanation"));
}

#[test]
fn the_name_of_a_product_is_not_read_as_initials() {
    let engine = engine();
    let of_slb = engine.catalog().product_of_id("Slb").expect("an embedded product");
    for text in ["slb", "status:403 slb"] {
        let hits = engine.search(&Query::parse(text, engine.catalog()), None).hits;
        assert!(hits.iter().any(|hit| engine.catalog().entry(hit.entry).product_ix() == of_slb), "{text}");
        assert!(hits.iter().all(|hit| hit.matched != Field::Pinyin), "{text}");
    }
    let hits = engine.search(&Query::parse("slb", engine.catalog()), None).hits;
    let entries = engine.catalog().product(of_slb).entries();
    assert!(entries.into_iter().all(|id| hits.iter().any(|hit| hit.entry == id)));
}

#[test]
fn chinese_is_read_aloud_to_english_readers_only_where_nothing_else_is_found() {
    let engine = engine();
    let by_sound = |text: &str| {
        let query = Query::of(text.into(), Lang::En, engine.catalog());
        engine.search(&query, None).hits.iter().any(|hit| hit.matched == Field::Pinyin)
    };
    assert!(!by_sound("slb"));
    assert!(by_sound("qianmingguifan"));
}

#[test]
fn traditional_characters_find_simplified_text() {
    for (traditional, simplified) in
        [("實例不存在", "实例不存在"), ("權限不足", "权限不足"), ("產品:負載均衡", "产品:负载均衡")]
    {
        assert_eq!(entries_in(Lang::Zh, traditional), entries_in(Lang::Zh, simplified), "{traditional}");
    }
}

#[test]
fn letters_scattered_over_a_code_do_not_hide_a_misspelt_word() {
    let engine = engine();
    let hits = engine.search(&Query::parse("qutoa", engine.catalog()), None);
    assert_eq!(hits.mended.as_deref(), Some("quota"));
    assert!(hits.hits.len() > 100, "{}", hits.hits.len());
    // An abbreviation stays one.
    let hits = engine.search(&Query::parse("invdbinstidnf", engine.catalog()), None);
    assert_eq!(hits.mended, None);
}

#[test]
fn a_mended_spelling_is_told_and_marked() {
    let engine = engine();
    let query = Query::parse("qouta", engine.catalog());
    let hits = engine.search(&query, None);
    assert_eq!(hits.mended.as_deref(), Some("quota"));
    let query = query.answered_by(&hits);
    let marks = query.marks(crate::search::Shown::Message, "The quota is exceeded.");
    assert_eq!((marks.first(), marks.len()), (Some(&(4..9)), 1));
    let found = engine.search(&Query::parse("quota", engine.catalog()), None);
    assert_eq!(found.mended, None);
}

#[test]
fn the_right_spelling_comes_before_the_published_misspelling() {
    let codes: Vec<&str> = found("Forbiden.SubUser").into_iter().map(|(code, _)| code).collect();
    let place = |code: &str| codes.iter().position(|other| *other == code);
    assert!(place("Forbidden.SubUser").is_some() && place("Forbbiden.SubUser").is_some(), "{codes:?}");
    assert!(place("Forbidden.SubUser") < place("Forbbiden.SubUser"), "{codes:?}");
}

#[test]
fn what_is_told_at_once_is_part_of_the_whole_answer() {
    let catalog = Arc::clone(engine().catalog());
    for text in ["notfound", "quota", "实例", "msg:lock", "\"not found\"", "slb quota", ""] {
        let fresh = Engine::new(Arc::clone(&catalog));
        let query = Query::parse(text, &catalog);
        let at_once = fresh.search_at_once(&query, None).hits;
        let whole = fresh.search(&query, None).hits;
        let found = |id: EntryId| whole.iter().any(|hit| hit.entry == id);
        assert!(at_once.iter().all(|hit| found(hit.entry)), "{text}");
    }
}

#[test]
fn a_query_asks_only_for_the_indexes_it_needs() {
    let engine = Engine::new(Arc::clone(engine().catalog()));
    let asked = |text: &str| {
        let query = Query::parse(text, engine.catalog());
        let fresh = Engine::new(Arc::clone(engine.catalog()));
        std::iter::from_fn(|| fresh.missing(&query).inspect(|&index| fresh.build(index))).collect::<Vec<_>>()
    };
    assert_eq!(asked(""), []);
    assert_eq!(asked("status:404 product:slb"), []);
    assert_eq!(asked("实例不存在"), [Index::Explanations]);
    assert_eq!(asked("msg:locked"), [Index::Messages]);
    assert!(asked("notfound").contains(&Index::Codes));
}

#[test]
fn indexes_that_were_kept_answer_as_those_that_are_built() {
    let folder = std::env::temp_dir().join(format!("alierr-kept-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of our own");
    let file = serde_json::json!({
        "product": {"id": "P", "name": {"zh": "产品", "en": "Product"}, "group": {"zh": "组", "en": "Group"}},
        "entries": [{"code": "Kept.Once", "status": 400, "message": "It was kept once.", "sources": [],
            "explanation": {"zh": "它被保存了一次。", "origin": "official"}}],
    });
    std::fs::write(folder.join("P.json"), file.to_string()).expect("a file of our own");
    let answers = || {
        let (catalog, faults) = user::load(&folder, Hold::Briefly);
        assert!(faults.is_empty());
        let engine = Engine::new(Arc::new(catalog));
        let answer = |text: &str| engine.search(&Query::parse(text, engine.catalog()), None);
        ["kept", "it was kept", "保存", "baocunle", "quota", "Kept.Once"].map(answer)
    };
    let built = answers();
    assert!(folder.join(".compiled-pinyin").exists());
    assert_eq!(answers(), built);
    std::fs::remove_dir_all(&folder).expect("a folder of our own");
}
