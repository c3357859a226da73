use std::collections::BTreeMap;

use super::*;
use crate::lang::Lang;

fn rows(catalog: &Catalog) -> BTreeMap<&str, Vec<u32>> {
    let mut rows: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for source in catalog.entries().iter().flat_map(|entry| &entry.sources) {
        rows.entry(&source.document).or_default().extend(&source.rows);
    }
    rows.values_mut().for_each(|rows| rows.sort_unstable());
    rows
}

#[test]
fn every_product_has_its_entries() {
    let catalog = Catalog::embedded();
    let counts: Vec<(&str, usize)> = catalog
        .products()
        .iter()
        .enumerate()
        .map(|(at, product)| {
            let of = |entry: &&Entry| entry.product == ProductIx::new(at);
            (&*product.id, catalog.entries().iter().filter(of).count())
        })
        .collect();
    assert_eq!(counts, [("gpdb", 135), ("R-kvstore", 55), ("Dds", 55), ("Eci", 54), ("Slb", 205)]);
}

#[test]
fn every_row_of_the_documents_stands_behind_one_entry() {
    let catalog = Catalog::embedded();
    let run = |range: std::ops::RangeInclusive<u32>| range.collect::<Vec<u32>>();
    let rows = rows(&catalog);
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
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let same = catalog.ids().filter(|&other| {
            let other = catalog.entry(other);
            other.product == entry.product && other.identity() == entry.identity()
        });
        assert_eq!(same.count(), 1, "{} {:?} {}", entry.code, entry.status, entry.message);
    }
}

#[test]
fn every_entry_is_explained_and_says_by_whom() {
    let catalog = Catalog::embedded();
    let mut origins = BTreeMap::new();
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let explanation = entry.explanation.as_ref().expect("an explanation");
        assert!(!explanation.zh.trim().is_empty(), "{}", entry.code);
        *origins.entry(explanation.origin.id()).or_insert(0) += 1;
    }
    let origins: Vec<(&str, i32)> = origins.into_iter().collect();
    assert_eq!(origins, [("official", 280), ("project", 164), ("sibling", 60)]);
}

#[test]
fn a_lent_explanation_is_the_words_of_another_products_document() {
    let catalog = Catalog::embedded();
    let lent = |entry: &&Entry| entry.explanation.as_ref().is_some_and(|e| e.origin == Origin::Sibling);
    for entry in catalog.entries().iter().filter(lent) {
        let lender = catalog.entries().iter().find(|lender| {
            lender.product != entry.product
                && lender.code == entry.code
                && crate::text::fold::message(&lender.message) == crate::text::fold::message(&entry.message)
                && lender.explanation.as_ref().is_some_and(|e| {
                    e.origin == Origin::Official && e.zh == entry.explanation.as_ref().unwrap().zh
                })
        });
        assert!(lender.is_some(), "{} has no lender", entry.code);
    }
}

#[test]
fn our_own_sentences_are_set_as_chinese_is() {
    let catalog = Catalog::embedded();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for entry in catalog.entries() {
        let explanation = entry.explanation.as_ref().unwrap();
        if explanation.origin != Origin::Project {
            continue;
        }
        let zh = &*explanation.zh;
        assert!(zh.ends_with('。'), "{zh}");
        let chars: Vec<char> = zh.chars().collect();
        for pair in chars.windows(2) {
            let beside_han = han(pair[0]) || han(pair[1]);
            let half_width = pair.iter().any(|c| ",;:?!()".contains(*c));
            assert!(!(beside_han && half_width), "half-width mark in {zh}");
            let latin = pair.iter().any(|c| c.is_ascii_alphanumeric());
            assert!(!(beside_han && latin), "no blank between Han and Latin in {zh}");
        }
    }
}

#[test]
fn a_repaired_text_says_what_it_was() {
    let catalog = Catalog::embedded();
    let repaired = |code: &str| {
        let id = catalog.by_code(code).find(|&id| catalog.entry(id).note.is_some());
        catalog.entry(id.unwrap_or_else(|| panic!("{code} has a note"))).clone()
    };
    let split = repaired("InvalidConnectionString.Duplicate");
    assert_eq!(split.message, "Specified connection string already exists in the Aliyun RDS.");
    assert!(split.note.unwrap().contains("InvalidConnectionString.Duplicate Specified"));
    let blank = repaired("ORDER.BID_USER_ORDER_FORBIDDEN");
    assert!(blank.note.unwrap().contains("ORDER.BID_USER_ ORDER_FORBIDDEN"));
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
    let of_slb = catalog.by_code("invalidparameter").filter(|&id| catalog.entry(id).product == slb);
    assert_eq!(of_slb.count(), 49);
    let statuses: Vec<u16> =
        catalog.by_code("SystemBusy").map(|id| catalog.entry(id).status.unwrap().get()).collect();
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
        ("rds", "gpdb"),
        ("Elastic container instance", "Eci"),
    ] {
        let found = catalog.find_product(name).map(|ix| &*catalog.product(ix).id);
        assert_eq!(found, Some(id), "{name}");
    }
    assert_eq!(catalog.find_product("nonesuch"), None);
}

#[test]
fn the_tree_counts_every_entry_where_it_belongs() {
    let catalog = Catalog::embedded();
    let tree = Tree::new(&catalog, Grouping::Product);
    let listed: Vec<(usize, String, usize)> = tree
        .ids()
        .map(|id| tree.node(id))
        .filter(|node| node.depth <= 3 && !matches!(node.kind, NodeKind::All))
        .map(|node| (node.depth, node.name(&catalog, Lang::Zh).unwrap_or("-".into()), node.entries.len()))
        .collect();
    let expected = [
        (1, "数据库", 245),
        (2, "AnalyticDB PostgreSQL", 135),
        (3, "公共错误", 22),
        (3, "特定错误", 113),
        (2, "Redis / Tair", 55),
        (3, "错误码表", 55),
        (2, "MongoDB", 55),
        (3, "Error codes", 55),
        (1, "计算", 54),
        (2, "弹性容器实例", 54),
        (3, "-", 6),
        (3, "公共错误码", 48),
        (1, "网络与CDN", 205),
        (2, "负载均衡", 205),
        (3, "公共错误码", 205),
    ];
    let listed: Vec<(usize, &str, usize)> = listed.iter().map(|(d, n, c)| (*d, n.as_str(), *c)).collect();
    assert_eq!(listed, expected);

    let pay = tree.find(&NodeKind::Namespace("PAY.".into())).unwrap();
    assert_eq!(tree.node(pay).entries.len(), 18);
}

#[test]
fn the_other_groupings_hold_everything_too() {
    let catalog = Catalog::embedded();
    for grouping in [Grouping::Status, Grouping::Category] {
        let tree = Tree::new(&catalog, grouping);
        let root = tree.node(NodeId::ROOT);
        let of_children: usize = root.children.iter().map(|&child| tree.node(child).entries.len()).sum();
        assert_eq!(of_children, catalog.len());
    }
}

#[test]
fn a_users_file_adds_and_improves_but_takes_nothing_away() {
    let mut catalog = Catalog::embedded();
    let before = catalog.len();
    let file = r#"{
        "product": {"id": "eci", "name": {"zh": "x", "en": "x"}, "group": {"zh": "x", "en": "x"}},
        "entries": [
            {"code": "InvalidDiskId.NotFound", "status": 404, "message": "The specified DiskId does not exist.",
             "explanation": {"zh": "官方说法。", "origin": "official"}, "sources": [{"document": "mine", "rows": [1]}]},
            {"code": "New.Code", "status": null, "message": "New \"one\".", "sources": []}
        ]
    }"#;
    catalog.overlay([serde_json::from_str(file).unwrap()]);
    assert_eq!(catalog.len(), before + 1);
    assert_eq!(catalog.products().len(), 5);
    let improved = catalog.entry(catalog.by_code("InvalidDiskId.NotFound").next().unwrap());
    assert_eq!(improved.explanation.as_ref().unwrap().zh, "官方说法。");
    assert_eq!(improved.sources.len(), 2);
    let new = catalog.by_code("New.Code").next().unwrap();
    assert_eq!(&*catalog.product(catalog.entry(new).product).id, "Eci");
    let eci = catalog.find_product("Eci").unwrap();
    let last = catalog.ids().rfind(|&id| catalog.entry(id).product == eci);
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
    let mut catalog = Catalog::embedded();
    catalog.overlay([serde_json::from_str(file).unwrap()]);
    let of_one: Vec<EntryId> = catalog.by_code("One").collect();
    assert_eq!(of_one.len(), 1);
    assert_eq!(catalog.entry(of_one[0]).sources.len(), 2);
    assert_eq!(catalog.find_product("rds"), catalog.product_of_id("RDS"), "an id goes before an alias");
    assert_eq!(catalog.product_of_id("redis"), None);
}

#[test]
fn the_troubleshooting_page_is_asked_for_the_code_as_it_is() {
    let catalog = Catalog::embedded();
    let gpdb = catalog.product(catalog.find_product("gpdb").unwrap());
    assert_eq!(
        troubleshoot("Invalid<parameter name>.Malformed", Some(gpdb), Some("0A1B")).as_deref(),
        Some(
            "https://api.aliyun.com/troubleshoot?q=Invalid%3Cparameter%20name%3E.Malformed&product=gpdb&requestId=0A1B"
        )
    );
    assert_eq!(troubleshoot("", None, None), None);
}

#[test]
fn the_entries_of_one_code_are_the_same_read_alone() {
    let all = Catalog::embedded();
    for entry in all.entries() {
        let code = entry.code.to_uppercase();
        let alone = Catalog::embedded_of(&[&code]);
        let expected: Vec<&Entry> = all.by_code(&code).map(|id| all.entry(id)).collect();
        assert_eq!(alone.entries().iter().collect::<Vec<_>>(), expected);
        assert_eq!(alone.products(), all.products());
    }
    assert!(Catalog::embedded_of(&["Nonesuch"]).is_empty());
}
