use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::*;
use crate::lang::Lang;

/// The products whose documents are embedded, and how many entries these have.
const DOCUMENTED: [(&str, usize); 5] =
    [("gpdb", 135), ("R-kvstore", 55), ("Dds", 55), ("Eci", 54), ("Slb", 205)];

/// The entries that stand in a document.
fn documented(catalog: &Catalog) -> impl Iterator<Item = Entry<'_>> {
    catalog.entries().filter(|entry| !entry.is_written_here())
}

#[test]
fn every_document_has_its_entries() {
    let catalog = Catalog::embedded();
    let of = |id: &str| documented(&catalog).filter(|entry| entry.product().id() == id).count();
    assert_eq!(DOCUMENTED.map(|(id, _)| (id, of(id))), DOCUMENTED);
    assert_eq!(documented(&catalog).count(), 504);
}

#[test]
fn every_row_of_the_documents_stands_behind_one_entry() {
    let catalog = Catalog::embedded();
    let run = |range: std::ops::RangeInclusive<u32>| range.collect::<Vec<u32>>();
    let mut rows: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for source in catalog.entries().flat_map(Entry::sources) {
        rows.entry(source.document).or_default().extend(&source.rows);
    }
    rows.values_mut().for_each(|rows| rows.sort_unstable());
    assert_eq!(rows["gpdb"], [run(7..=28), run(34..=148)].concat());
    assert_eq!(rows["r-kvstore"], run(7..=61));
    assert_eq!(rows["dds"], run(7..=61));
    assert_eq!(rows["eci"], [run(3..=24 - 2), run(28..=75)].concat());
    assert_eq!(rows["slb"], run(7..=211));
    assert_eq!(rows.values().map(Vec::len).sum::<usize>(), 520);
}

#[test]
fn no_two_entries_are_the_same_error() {
    let catalog = Catalog::embedded();
    let mut seen = BTreeSet::new();
    for entry in catalog.entries() {
        let identity = (entry.product().id(), entry.code(), entry.status(), entry.message());
        assert!(seen.insert(identity), "{identity:?}");
    }
}

#[test]
fn every_entry_is_explained_in_both_languages_and_says_by_whom() {
    let catalog = Catalog::embedded();
    for entry in catalog.entries() {
        let own = entry.own_explanation();
        for (said, lang) in [(own.zh, Lang::Zh), (own.en, Lang::En)] {
            let said = said.unwrap_or_else(|| panic!("{} is not explained in {lang:?}", entry.code()));
            assert!(!said.text.trim().is_empty(), "{}", entry.code());
            assert_ne!(said.origin, Origin::Rule, "{}", entry.code());
        }
    }
}

#[test]
fn an_english_reader_meets_no_chinese_and_a_chinese_reader_no_english_sentence() {
    let catalog = Catalog::embedded();
    for entry in catalog.entries() {
        let texts = |lang| {
            let both = [entry.advice(), entry.note(), entry.repair()].into_iter().flatten();
            let own = both.filter_map(move |both| both.get(lang)).map(str::to_owned);
            let steps =
                entry.steps().into_iter().filter_map(move |step| step.text.get(lang).map(str::to_owned));
            let said = entry.explanation(lang).map(|said| said.text.into_owned());
            own.chain(steps).chain(said).collect::<Vec<_>>()
        };
        for text in texts(Lang::En) {
            // What a document had is quoted as it was.
            let unquoted: String = text.split('`').step_by(2).collect();
            assert!(!has_han(&unquoted), "{}: {text}", entry.code());
        }
        for text in texts(Lang::Zh) {
            assert!(has_han(&text), "{}: {text}", entry.code());
        }
        for section in entry.sections() {
            assert!(section.zh.is_some() && section.en.is_some_and(|en| !has_han(en)), "{}", entry.code());
        }
    }
}

#[test]
fn our_own_sentences_are_set_as_chinese_and_english_are() {
    let catalog = Catalog::embedded();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for entry in catalog.entries() {
        let own = entry.own_explanation();
        let ours =
            |said: Option<Said>| said.filter(|said| said.origin == Origin::Project).map(|said| said.text);
        let advice = |lang| entry.advice().and_then(|advice| advice.get(lang)).map(Text::from);
        for zh in [ours(own.zh), advice(Lang::Zh)].into_iter().flatten() {
            assert!(zh.ends_with('。'), "{zh}");
            // Commands and names between backticks are set as they are typed.
            let prose: String = zh.split('`').step_by(2).collect::<Vec<_>>().join("``");
            let chars: Vec<char> = prose.chars().collect();
            for pair in chars.windows(2) {
                let beside_han = han(pair[0]) || han(pair[1]);
                let half_width = pair.iter().any(|c| ",;:?!()".contains(*c));
                assert!(!(beside_han && half_width), "half-width mark in {zh}");
                let latin = pair.iter().any(|c| c.is_ascii_alphanumeric());
                assert!(!(beside_han && latin), "no blank between Han and Latin in {zh}");
            }
        }
        for en in [ours(own.en), advice(Lang::En)].into_iter().flatten() {
            assert!(en.ends_with('.'), "{en}");
        }
    }
}

#[test]
fn a_repaired_text_says_what_it_was() {
    let catalog = Catalog::embedded();
    let repaired = |code: &str| {
        let id = catalog.by_code(code).find(|&id| catalog.entry(id).repair().is_some());
        catalog.entry(id.unwrap_or_else(|| panic!("{code} was repaired")))
    };
    let split = repaired("InvalidConnectionString.Duplicate");
    assert_eq!(split.message(), Some("Specified connection string already exists in the Aliyun RDS."));
    let blank = repaired("ORDER.BID_USER_ORDER_FORBIDDEN");
    for lang in [Lang::Zh, Lang::En] {
        let was = |entry: Entry| entry.repair().unwrap().to_both().get(lang).unwrap().to_owned();
        assert!(was(split).contains("`InvalidConnectionString.Duplicate Specified`"));
        assert!(was(blank).contains("`ORDER.BID_USER_ ORDER_FORBIDDEN`"));
    }
}

#[test]
fn published_misspellings_are_kept() {
    let catalog = Catalog::embedded();
    for code in [
        "Forbedden.NotSupportRAM",
        "Forbbiden.SubUser",
        "InvaildEngineInRegion.NotAvailable",
        "IncorrecttVpcId.Mismatch",
        "InvalideStatus.Format",
        "QuotaExcee",
        "QuotaExceed",
        "InvalidParamater",
        "PURCHASE.NO_VAILD_PURCHASE",
        "bpcIzNoNotEqualsRdsMultIzNo",
        "IncorrectListenerAccessControlStatusStatus",
    ] {
        assert_ne!(catalog.by_code(code).count(), 0, "{code}");
    }
}

#[test]
fn a_code_of_many_messages_keeps_them_all() {
    let catalog = Catalog::embedded();
    let slb = catalog.find_product("slb").unwrap();
    let in_document =
        |id: &EntryId| catalog.entry(*id).product_ix() == slb && !catalog.entry(*id).is_written_here();
    let of_slb = catalog.by_code("invalidparameter").filter(in_document);
    assert_eq!(of_slb.count(), 49);
    let busy = catalog.by_code("SystemBusy").map(|id| catalog.entry(id));
    let statuses: Vec<u16> = busy
        .filter(|entry| entry.product_ix() == slb)
        .filter_map(Entry::status)
        .map(HttpStatus::get)
        .collect();
    assert_eq!(statuses, [449]);
}

#[test]
fn products_are_found_by_the_words_people_use() {
    let catalog = Catalog::embedded();
    for (name, id) in [
        ("slb", "Slb"),
        ("CLB", "Slb"),
        ("负载均衡", "Slb"),
        ("redis", "R-kvstore"),
        ("mongodb", "Dds"),
        ("rds", "Rds"),
        ("云数据库 Tair", "R-kvstore"),
        ("ApsaraDB for MongoDB", "Dds"),
        ("弹性容器实例 ECI", "Eci"),
        ("AnalyticDB", "gpdb"),
        ("Elastic container instance", "Eci"),
    ] {
        let found = catalog.find_product(name).map(|ix| catalog.product(ix).id());
        assert_eq!(found, Some(id), "{name}");
    }
    assert_eq!(catalog.find_product("nonesuch"), None);
}

#[test]
fn a_word_that_another_product_is_called_finds_both() {
    let catalog = Catalog::embedded();
    let gpdb = catalog.product(catalog.product_of_id("gpdb").unwrap());
    assert!(gpdb.also().any(|word| word == "rds"), "its codes are those of RDS");
}

#[test]
fn the_table_of_products_has_no_word_twice() {
    let catalog = Catalog::embedded();
    assert!(catalog.products().len() >= 120);
    let words: [fn(Product<'_>) -> Vec<&str>; 4] = [
        |product| product.said().chain(product.formerly()).chain([product.id()]).collect(),
        |product| product.hosts().collect(),
        |product| product.terraform().collect(),
        |product| product.sdk().collect(),
    ];
    for words in words {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for product in catalog.products() {
            for word in words(product) {
                let earlier = owners.insert(word.to_lowercase(), product.id());
                assert!(
                    earlier.is_none_or(|id| id == product.id()),
                    "{word} is {earlier:?}'s and {}'s",
                    product.id()
                );
            }
        }
    }
}

#[test]
fn the_tree_counts_every_entry_where_it_belongs() {
    let catalog = Arc::new(Catalog::embedded());
    let tree = Tree::new(&catalog, Grouping::Product);
    for (id, count) in DOCUMENTED {
        let node = tree.find(&NodeKind::Product(catalog.product_of_id(id).unwrap())).unwrap();
        let of_documents = |id: &&EntryId| !catalog.entry(**id).is_written_here();
        assert_eq!(tree.node(node).entries.iter().filter(of_documents).count(), count, "{id}");
    }
    let gpdb = tree.find(&NodeKind::Product(catalog.product_of_id("gpdb").unwrap())).unwrap();
    let sections: Vec<(String, usize)> = tree
        .children(gpdb)
        .iter()
        .map(|&id| (tree.node(id).name(&catalog, Lang::En).unwrap_or_default(), tree.node(id).entries.len()))
        .take(2)
        .collect();
    assert_eq!(sections, [("Common errors".to_owned(), 22), ("Specific errors".to_owned(), 113)]);

    let groups = tree.children(NodeId::ROOT);
    assert_eq!(groups.iter().map(|&id| tree.node(id).entries.len()).sum::<usize>(), catalog.len());
    let last = *groups.last().unwrap();
    assert_eq!(tree.node(last).name(&catalog, Lang::En).as_deref(), Some("General"), "errors of any product");

    let pay = tree.find(&NodeKind::Namespace("PAY.".into())).unwrap();
    assert_eq!(tree.node(pay).entries.len(), 18);
}

#[test]
fn the_other_groupings_hold_everything_too() {
    let catalog = Arc::new(Catalog::embedded());
    for grouping in [Grouping::Status, Grouping::Category] {
        let tree = Tree::new(&catalog, grouping);
        let children = tree.children(NodeId::ROOT);
        let of_children: usize = children.iter().map(|&child| tree.node(child).entries.len()).sum();
        assert_eq!(of_children, catalog.len());
    }
}

#[test]
fn a_users_file_adds_and_improves_but_takes_nothing_away() {
    let builtin = Catalog::embedded();
    let before = builtin.len();
    let file = r#"{
        "product": {"id": "eci", "name": {"zh": "x", "en": "x"}, "group": {"zh": "x", "en": "x"}},
        "entries": [
            {"code": "InvalidDiskId.NotFound", "status": 404, "message": "The specified DiskId does not exist.",
             "explanation": {"zh": "官方说法。", "origin": "official"}, "sources": [{"document": "mine", "rows": [1]}]},
            {"code": "New.Code", "status": null, "message": "New \"one\".", "sources": []}
        ]
    }"#;
    let catalog = builtin.overlay([serde_json::from_str(file).unwrap()]).unwrap();
    assert_eq!(catalog.len(), before + 1);
    assert_eq!(catalog.products().len(), builtin.products().len());
    let of = |product: &str, code: &str| {
        catalog
            .by_code(code)
            .map(|id| catalog.entry(id))
            .find(|entry| entry.product().id() == product)
            .unwrap()
    };
    let improved = of("Eci", "InvalidDiskId.NotFound");
    assert_eq!(improved.explanation(Lang::Zh).unwrap().text, "官方说法。");
    assert_eq!(improved.sources().len(), 2);
    assert_eq!(improved.product().supplier(), Some(Supplier::Both));
    let new = catalog.by_code("New.Code").next().unwrap();
    assert_eq!(catalog.entry(new).product().id(), "Eci");
    let eci = catalog.find_product("Eci").unwrap();
    let last = catalog.ids().rfind(|&id| catalog.entry(id).product_ix() == eci);
    assert_eq!(last, Some(new), "behind the product's others, before the next product");
}

#[test]
fn equal_rows_of_a_users_own_product_are_one_entry() {
    let file = r#"{
        "product": {"id": "Rds", "name": {"zh": "x", "en": "x"}, "group": {"zh": "x", "en": "x"}},
        "entries": [
            {"code": "One", "status": 400, "message": "The one.", "sources": [{"document": "a", "rows": [1]}]},
            {"code": "Two", "status": 400, "message": "The two.", "sources": []},
            {"code": "One", "status": 400, "message": "The one.", "sources": [{"document": "b", "rows": [2]}]}
        ]
    }"#;
    let catalog = Catalog::embedded().overlay([serde_json::from_str(file).unwrap()]).unwrap();
    let of_one: Vec<EntryId> = catalog.by_code("One").collect();
    assert_eq!(of_one.len(), 1);
    assert_eq!(catalog.entry(of_one[0]).sources().len(), 2);
    assert_eq!(catalog.find_product("rds"), catalog.product_of_id("RDS"), "an id goes before an alias");
    assert_eq!(catalog.product_of_id("redis"), None);
}

#[test]
fn the_troubleshooting_page_is_asked_for_a_code_that_has_one() {
    let catalog = Catalog::embedded();
    let slb = catalog.product(catalog.product_of_id("slb").unwrap());
    let page = |lang, code| troubleshoot(lang, code, Some(slb), Some("0A1B"));
    assert_eq!(
        page(Lang::Zh, "A b").as_deref(),
        Some("https://api.aliyun.com/troubleshoot?q=A%20b&product=Slb&requestId=0A1B")
    );
    assert_eq!(
        page(Lang::En, "A").as_deref(),
        Some("https://api.alibabacloud.com/troubleshoot?q=A&product=Slb&requestId=0A1B")
    );
    for none in ["", "Invalid<parameter name>.Malformed", "SDK.InvalidRegionId"] {
        assert_eq!(page(Lang::Zh, none), None, "{none}");
    }
}

#[test]
fn codes_are_found_whatever_their_letter_case() {
    let catalog = Catalog::embedded();
    let codes = catalog.codes();
    for entry in catalog.entries() {
        let found: Vec<EntryId> = codes.by_code(&entry.code().to_uppercase()).collect();
        let expected = catalog.entries().filter(|other| other.code().eq_ignore_ascii_case(entry.code()));
        assert_eq!(
            found.iter().collect::<BTreeSet<_>>(),
            expected.map(Entry::id).collect::<Vec<_>>().iter().collect()
        );
        assert_eq!(codes.written(entry.code_ix()), entry.code());
    }
    assert!(!codes.contains("Nonesuch") && !codes.contains(""));
    assert_eq!(Catalog::default().by_code("Nonesuch").count(), 0);
    let begun: Vec<&str> = codes.starting_with("bpciz").map(|ix| codes.written(ix)).collect();
    assert_eq!(begun, ["bpcIzNoNotEqualsRdsMultIzNo"]);
}

#[test]
fn a_catalogue_of_many_entries_is_compiled_as_it_was_written() {
    let embedded = Catalog::embedded();
    let again = embedded.overlay([]).unwrap();
    assert_eq!(again.len(), embedded.len());
    for (one, other) in embedded.entries().zip(again.entries()) {
        assert_eq!(one.to_record(), other.to_record());
        assert_eq!(one.product().id(), other.product().id());
        assert_eq!(
            (one.category(), one.retry(), one.steps()),
            (other.category(), other.retry(), other.steps())
        );
    }
}

#[test]
fn every_entry_has_a_verdict() {
    let catalog = Catalog::embedded();
    let without: Vec<&str> = catalog
        .entries()
        .filter(|entry| entry.category().is_none() || entry.retry().is_none())
        .map(Entry::code)
        .collect();
    assert_eq!(without, Vec::<&str>::new());
}

#[test]
fn an_entry_that_a_document_of_the_users_has_is_no_longer_written_here() {
    let builtin = Catalog::embedded();
    let written = builtin.entries().find(|entry| entry.is_written_here()).unwrap();
    let documented = builtin.entries().find(|entry| entry.provenance() == Provenance::Documents).unwrap();
    let file = |entry: Entry, code: Option<&str>| {
        let mut record = entry.to_record();
        record.sources = vec![Source { document: "/a/list.md".into(), rows: vec![3] }];
        record.code = code.map_or(record.code, Text::from);
        ProductFile { product: ProductRecord::of_id(entry.product().id()), entries: vec![record] }
    };
    let files = [file(written, None), file(documented, None), file(documented, Some("OneMore"))];
    let merged = builtin.overlay(files).unwrap();
    let count = |catalog: &Catalog, source| catalog.entries().filter(|e| e.provenance() == source).count();
    assert_eq!(count(&merged, Provenance::Documents), count(&builtin, Provenance::Documents));
    assert_eq!(count(&merged, Provenance::Written) + 1, count(&builtin, Provenance::Written));
    assert_eq!(count(&merged, Provenance::Imported), 2);
}

#[test]
fn the_first_codes_are_judged_as_all_later_ones() {
    let families = Rules::embedded().families();
    let catalog = Catalog::embedded();
    let codes: Vec<&str> = catalog.codes().all().map(|ix| catalog.codes().written(ix)).collect();
    for some in codes.chunks(16) {
        // It has not been asked yet, and the other one often.
        let all = families.all().iter().cloned().collect();
        let asked_first = source::family::Families::new(source::packed::Table::new(all));
        for code in some {
            assert_eq!(asked_first.of_code(code), families.of_code(code), "{code}");
        }
    }
}
