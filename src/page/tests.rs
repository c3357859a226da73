use std::sync::Arc;

use super::*;
use crate::catalog::{Act, Both, Catalog, EntryId, Origin, Policy, Step, has_han};
use crate::diagnose::Engine;
use crate::lang::Lang;
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
