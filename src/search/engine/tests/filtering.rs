//! Queries that filter: by product, status, retry verdict and source.

use super::*;

#[test]
fn filters_admit_and_words_find() {
    let engine = engine();
    let catalog = engine.catalog();
    let entries = |text: &str| {
        let hits = engine.search(&Query::parse(text, catalog), None).hits;
        hits.into_iter().map(|hit| catalog.entry(hit.entry)).collect::<Vec<_>>()
    };
    let all_with = |text: &str, fits: &dyn Fn(crate::catalog::Entry) -> bool| {
        let found = entries(text);
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|&entry| fits(entry)), "{text}");
        found.len()
    };
    let status = |entry: crate::catalog::Entry| entry.status().map_or(0, |status| status.get());
    all_with("status:404", &|entry| status(entry) == 404);
    all_with("status:5xx", &|entry| status(entry) / 100 == 5);
    all_with("status:404,403 notfound", &|entry| [403, 404].contains(&status(entry)));
    all_with("product:slb status:4xx -status:400 ", &|entry| {
        status(entry) != 400 && entry.product().id() == "Slb"
    });
    all_with("code:backup status", &|entry| entry.code().to_lowercase().contains("backup"));
    all_with("msg:\"does not exist\"", &|entry| {
        entry.message().unwrap_or_default().to_lowercase().contains("does not exist")
    });
    all_with("instance -code:instance", &|entry| !entry.code().to_lowercase().contains("instance"));
    all_with("origin:project", &|entry| {
        entry.explanation(Lang::Zh).is_some_and(|explanation| explanation.origin.id() == "project")
    });
    let with = all_with("instance", &|_| true);
    let without = all_with("instance -backup", &|entry| !entry.code().contains("Backup"));
    assert!(without < with);
    all_with("\"不存在\" instance", &|entry| {
        entry.explanation(Lang::Zh).is_some_and(|explanation| explanation.text.contains("不存在"))
    });
}

#[test]
fn scopes_narrow_and_an_empty_query_lists_the_scope() {
    let engine = engine();
    let scope: Vec<EntryId> = (100..120).map(EntryId::new).collect();
    let hits = engine.search(&Query::parse("", engine.catalog()), Some(&scope)).hits;
    assert_eq!(hits.iter().map(|hit| hit.entry).collect::<Vec<_>>(), scope);
    assert!(hits.iter().all(|hit| hit.matched == Field::Code));
    let hits = engine.search(&Query::parse("invalid", engine.catalog()), Some(&scope)).hits;
    assert!(hits.iter().all(|hit| scope.contains(&hit.entry)));
    assert_eq!(engine.search(&Query::parse("", engine.catalog()), None).hits.len(), engine.catalog().len());
}

#[test]
fn entries_are_filtered_by_whether_to_retry() {
    let engine = engine();
    let catalog = engine.catalog();
    for (text, verdicts) in [
        ("retry:never", &[Retry::Never][..]),
        ("retry:after-fix", &[Retry::AfterFix]),
        ("retry:backoff", &[Retry::Backoff]),
        ("重试:退避重试", &[Retry::Backoff]),
        // As the screen counts under "retry later".
        ("retry:later", &[Retry::Later, Retry::Backoff]),
        ("retry:\"retry later\"", &[Retry::Later, Retry::Backoff]),
        ("重试：稍后", &[Retry::Later, Retry::Backoff]),
        ("重试:稍后可重试", &[Retry::Later, Retry::Backoff]),
    ] {
        let query = Query::parse(text, catalog);
        assert_eq!(query.problems(), [], "{text}");
        let hits = engine.search(&query, None).hits;
        let is_meant = |retry: Option<Retry>| retry.is_some_and(|retry| verdicts.contains(&retry));
        let all = catalog.entries().filter(|entry| is_meant(entry.retry())).count();
        assert_eq!(hits.len(), all, "{text}");
        assert!(hits.iter().all(|hit| is_meant(catalog.entry(hit.entry).retry())), "{text}");
    }
}

#[test]
fn what_can_be_retried_is_found_by_what_people_say() {
    let catalog = engine().catalog();
    let verdicts = |text: &str| -> Vec<Retry> {
        let query = Query::parse(text, catalog);
        engine().search(&query, None).hits.iter().filter_map(|hit| catalog.entry(hit.entry).retry()).collect()
    };
    let retried = |retry: &Retry| matches!(retry, Retry::Later | Retry::Backoff);
    let all = catalog.entries().filter(|entry| entry.retry().is_some_and(|retry| retried(&retry))).count();
    for text in ["可重试", "能重试", "retryable", "can be retried"] {
        let found = verdicts(text);
        assert_eq!(found.iter().filter(|retry| retried(retry)).count(), all, "{text}");
    }
    assert!(verdicts("不可重试").iter().filter(|retry| **retry == Retry::Never).count() > 10);
    assert!(verdicts("redis 可重试").iter().any(retried));
    assert_eq!(verdicts("retry:可重试").len(), all);
}

#[test]
fn entries_are_filtered_by_where_they_come_from() {
    let catalog = engine().catalog();
    let count = |text: &str| engine().search(&Query::parse(text, catalog), None).hits.len();
    let written = catalog.entries().filter(|entry| entry.is_written_here()).count();
    for (text, expected) in [
        ("source:documents", 504),
        ("出处：官方文档", 504),
        ("source:written", written),
        ("出处:本项目", written),
        ("source:imported", 0),
        ("-source:written", 504),
    ] {
        assert_eq!(count(text), expected, "{text}");
    }
}
