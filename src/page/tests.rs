use std::sync::Arc;

use super::*;
use crate::catalog::{Act, Both, Catalog, Entry, EntryId, Origin, Policy, Step, has_han};
use crate::diagnose::Engine;
use crate::lang::{Labels, Lang};
use crate::text::width::Measure;

fn keys() -> Keys {
    Keys {
        menu: "Ctrl-Y".into(),
        page: "Ctrl-]".into(),
        next: "Ctrl-G".into(),
        numbered: vec!["Alt-1".into(), "Alt-2".into()],
    }
}

fn sheet<'a>(catalog: &'a Catalog, keys: &'a Keys, lang: Lang, columns: usize) -> Sheet<'a> {
    Sheet { catalog, query: None, lang, measure: Measure::Narrow, columns: Some(columns), keys, print: false }
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{}\n", line.text())).collect()
}

/// The lines without texts that are not this program's: the message is the API's own.
fn own_words(catalog: &Catalog, id: EntryId, lines: &[Line]) -> String {
    let message = catalog.entry(id).message().unwrap_or_default().to_owned();
    let quoted = |line: &&Line| !line.spans.first().is_some_and(|span| span.text.starts_with('▎'));
    text(&lines.iter().filter(quoted).cloned().collect::<Vec<_>>()).replace(&message, "")
}

#[test]
fn an_english_reader_meets_no_chinese_on_any_entrys_page() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    let sheet = sheet(&catalog, &keys, Lang::En, 96);
    for id in catalog.ids() {
        let siblings = Siblings::of(&catalog, id);
        let page = own_words(&catalog, id, &sheet.entry(id, &siblings, None));
        let code = catalog.entry(id).code();
        assert!(!has_han(&page) || has_han(code), "{code}:\n{page}");
        assert!(!has_han(&row::meaning(catalog.entry(id), Lang::En)), "{code}");
    }
}

#[test]
fn the_meaning_stands_first_and_no_line_is_wider_than_its_sheet() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    for lang in [Lang::Zh, Lang::En] {
        for columns in [18, 37, 56, 77, 100] {
            let sheet = sheet(&catalog, &keys, lang, columns);
            for id in catalog.ids().step_by(7) {
                for room in [None, Some(3), Some(8)] {
                    let lines = sheet.entry(id, &Siblings::of(&catalog, id), room);
                    let first = &lines[0];
                    assert_eq!(first.spans[0].role, Role::Headline);
                    for line in lines.iter().filter(|line| line.ground.is_none()) {
                        let wide = sheet.columns_of(&line.spans) + sheet.columns_of(&line.right);
                        assert!(wide <= columns.max(40), "{columns}: {:?}", line.text());
                    }
                }
            }
        }
    }
}

#[test]
fn steps_are_numbered_and_what_they_give_says_how_it_is_copied() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    let both = |zh: &str, en: &str| Both { zh: Some(zh.into()), en: Some(en.into()) };
    let step = |text: Both, act| Step { text, origin: Origin::Project, act };
    let steps = [
        step(
            both("查 `WithStock`", "See `WithStock`"),
            Some(Act::Run(
                "aliyun ecs DescribeAvailableResource --RegionId REGION_ID --DestinationResource Zone".into(),
            )),
        ),
        step(
            both("授权", "Grant it"),
            Some(Act::Policy(Policy {
                actions: vec!["vpc:CreateVpc".into()].into(),
                resources: vec!["*".into()].into(),
            })),
        ),
        step(both("打开", "Open"), Some(Act::Open(both("https://a.example/zh", "https://a.example/en")))),
    ];
    let mut lines = Vec::new();
    sheet(&catalog, &keys, Lang::En, 76).steps(&mut lines, &steps);
    let page = text(&lines);
    assert!(
        page.starts_with("1  See WithStock\n    $ aliyun ecs DescribeAvailableResource --RegionId REGION_ID"),
        "{page}"
    );
    assert!(page.contains("\n        --DestinationResource Zone\n"), "{page}");
    assert!(
        page.contains("Ctrl-Y 1") && page.contains("Ctrl-Y p") && page.contains("\"Effect\": \"Allow\""),
        "{page}"
    );
    assert!(page.ends_with("3  Open  https://a.example/en\n"), "{page}");
    let placeholder = lines[1].spans.iter().find(|span| span.role == Role::Placeholder).unwrap();
    assert_eq!(placeholder.text, "REGION_ID");
    assert_eq!(lines[1].touched(10, 76, Measure::Narrow), Some(&Touch::Step(0)));
    assert_eq!(lines[1].touched(74, 76, Measure::Narrow), Some(&Touch::Step(0)));
}

#[test]
fn a_report_says_first_what_the_error_means_with_its_own_values() {
    let catalog = Arc::new(Catalog::embedded());
    let raw = "a line before\n{\"Code\":\"InvalidParameter.ValueExceeded\",\"Message\":\"The value of Cpu exceeded, max: 64.\",\"RequestId\":\"1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50\"}\nbehind";
    let engine = Engine::new(Arc::clone(&catalog));
    let diagnosis = engine.diagnose(raw);
    let finding = &diagnosis.findings[0];
    let keys = keys();
    let choice = choices(finding)[0];
    let around = Around::of(raw, finding.line);
    let lines = sheet(&catalog, &keys, Lang::Zh, 90).finding(finding, choice, Some(&around), None);
    assert_eq!(lines[0].spans[0].role, Role::Headline);
    let page = text(&lines);
    for said in ["Cpu", "64", "与文档一致", "1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50", "a line before", "  2 │"]
    {
        assert!(page.contains(said), "{said} is not in\n{page}");
    }
}

#[test]
fn a_code_that_is_in_no_catalogue_is_said_to_be_and_explained_by_its_grammar() {
    let catalog = Arc::new(Catalog::embedded());
    let diagnosis =
        Engine::new(Arc::clone(&catalog)).diagnose("Code: InvalidWidgetId.NotFound\nMessage: no such widget");
    let finding = &diagnosis.findings[0];
    let keys = keys();
    let page = text(&sheet(&catalog, &keys, Lang::Zh, 90).finding(finding, choices(finding)[0], None, None));
    assert!(page.contains("WidgetId") && page.contains("没有收录这个错误码"), "{page}");
    assert!(!page.starts_with("没有收录"), "what it means is said first: {page}");
}

/// The report on the only error of a text, in English.
fn report(text_of_error: &str) -> String {
    let catalog = Arc::new(Catalog::embedded());
    let diagnosis = Engine::new(Arc::clone(&catalog)).diagnose(text_of_error);
    let finding = &diagnosis.findings[0];
    text(&sheet(&catalog, &keys(), Lang::En, 90).finding(finding, choices(finding)[0], None, None))
}

#[test]
fn that_a_code_is_unknown_is_said_once() {
    let page = report("ErrorCode: Foo.Bar\nMessage: hello dear world");
    assert!(page.starts_with("This code is not in the catalogue.\n"), "{page}");
    assert_eq!(page.to_lowercase().matches("not in the catalogue").count(), 1, "{page}");
    assert!(page.contains("hello dear world"), "{page}");
}

#[test]
fn a_known_code_says_which_side_has_no_message() {
    let page = report("Code: Forbidden.RAM\nMessage: nobody wrote this down\nHostId: ecs.aliyuncs.com");
    assert!(page.contains("known code; no message on record"), "{page}");
    let page = report("ErrorCode: InvalidDBInstanceId.NotFound\nHttpStatus: 404\nHostId: gpdb.aliyuncs.com");
    assert!(page.contains("known code; the text has no message"), "{page}");
}

#[test]
fn other_entries_are_offered_only_where_the_product_is_not_known() {
    let error = "Code: Forbidden.RAM\nMessage: nobody wrote this down";
    assert!(report(error).contains("Or it is"), "{}", report(error));
    let told = format!("{error}\nHostId: ecs.aliyuncs.com");
    assert!(!report(&told).contains("Or it is"), "{}", report(&told));
}

#[test]
fn the_page_that_an_error_recommends_is_the_only_one_if_it_is_the_cloud_s() {
    let error = |page: &str| {
        format!(
            "{{\"Code\":\"Forbidden.RAM\",\"Message\":\"x\",\"HostId\":\"ecs.aliyuncs.com\",\"Recommend\":\"{page}\"}}"
        )
    };
    let page = report(&error("https://api.aliyun.com/troubleshoot?q=Forbidden.RAM&product=Ecs"));
    assert!(page.contains("api.aliyun.com/") && !page.contains("api.alibabacloud.com"), "{page}");
    let page = report(&error("https://a.example/troubleshoot"));
    assert!(page.contains("api.alibabacloud.com/") && !page.contains("a.example"), "{page}");
}

#[test]
fn a_message_with_two_statuses_is_quoted_once() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    let gpdb = catalog.product_of_id("gpdb");
    let id = catalog
        .by_code("InvalidDBInstanceId.NotFound")
        .find(|&id| Some(catalog.entry(id).product_ix()) == gpdb)
        .expect("an embedded entry");
    let page = text(&sheet(&catalog, &keys, Lang::En, 90).entry(id, &Siblings::of(&catalog, id), None));
    let quoted: Vec<&str> = page.lines().filter(|line| line.starts_with('▎')).collect();
    assert_eq!(quoted, ["▎ 404/400  The specified DBInstanceId does not exist."], "{page}");
}

#[test]
fn only_messages_are_quoted() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    for lang in [Lang::Zh, Lang::En] {
        let sheet = sheet(&catalog, &keys, lang, 400);
        for id in catalog.ids() {
            let siblings = Siblings::of(&catalog, id);
            let lines = sheet.entry(id, &siblings, None);
            let quoted = lines.iter().filter(|line| line.text().starts_with('▎')).count();
            let messages =
                siblings.wordings.iter().chain([&id]).filter(|&&id| catalog.entry(id).message().is_some());
            assert!(quoted <= messages.count(), "{}", text(&lines));
        }
    }
}

#[test]
fn a_repair_has_one_label_and_one_full_stop() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    for lang in [Lang::Zh, Lang::En] {
        for entry in catalog.entries().filter(|entry| entry.repair().is_some()) {
            let page = text(&sheet(&catalog, &keys, lang, 400).entry(entry.id(), &Siblings::default(), None));
            let label = Labels::of(lang).repair;
            let line = page.lines().find(|line| line.starts_with(label)).expect("the repair is told");
            assert_eq!(line.matches(label).count(), 1, "{line}");
            assert!(!line.contains("..") && !line.contains(".。"), "{line}");
        }
    }
}

#[test]
fn an_entry_of_a_document_says_whose_it_is() {
    let (catalog, keys) = (Catalog::embedded(), keys());
    let slb = catalog.product_of_id("Slb");
    let documented = |entry: &Entry| Some(entry.product_ix()) == slb && !entry.sources().is_empty();
    let entry = catalog.entries().find(documented).expect("an entry of the document");
    let page = text(&sheet(&catalog, &keys, Lang::En, 400).entry(entry.id(), &Siblings::default(), None));
    assert!(page.contains("Alibaba Cloud's document on CLB, row "), "{page}");
}
