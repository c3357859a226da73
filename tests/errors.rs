//! Errors as people paste them, a file each: what is to be read, a line of `=`, and the text. Every value is made up.

mod sound;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use alierr::catalog::Catalog;
use alierr::diagnose::{Engine, Finding};
use sound::are_sound;

/// The files of the folder by name: what is expected, and the text.
fn cases() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut cases = Vec::new();
    for item in fs::read_dir(folder).expect("the folder can be listed") {
        let path = item.expect("the folder can be listed").path();
        let file = fs::read_to_string(&path).expect("the file is text");
        let (wanted, text) = file.split_once("========\n").expect("a line of = is in the file");
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = text.strip_suffix('\n').unwrap_or(text);
        cases.push((name, wanted.to_owned(), text.to_owned()));
    }
    cases.sort();
    cases
}

fn told(findings: &[Finding]) -> String {
    let told = |finding: &Finding| {
        let status = finding.status.map(|status| status.get().to_string());
        let count = Some(finding.count).filter(|&count| count > 1).map(|count| count.to_string());
        let fields = [
            ("code", Some(finding.code.as_deref().unwrap_or("-"))),
            ("message", finding.message.as_deref()),
            ("status", status.as_deref()),
            ("product", finding.product.as_deref()),
            ("request id", finding.request_id.as_deref()),
            ("count", count.as_deref()),
        ];
        let lines = fields.iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", (*value)?)));
        lines.collect::<String>()
    };
    if findings.is_empty() {
        return "nothing\n".to_owned();
    }
    findings.iter().map(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_error_is_read_as_its_file_expects() {
    let engine = Engine::new(Arc::new(Catalog::embedded()));
    let mut faults = Vec::new();
    for (name, wanted, text) in cases() {
        let told = told(&engine.diagnose(&text).findings);
        if told != wanted {
            faults.push(format!("{name}: wanted\n{wanted}told\n{told}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn an_error_cut_anywhere_is_soundly_read() {
    let engine = Engine::new(Arc::new(Catalog::embedded()));
    for (_, _, text) in cases() {
        for (at, _) in text.char_indices().step_by(3) {
            for part in [&text[..at], &text[at..]] {
                are_sound(part, &engine.diagnose(part).findings);
            }
        }
    }
}

#[test]
fn an_error_is_read_alike_in_a_log() {
    let engine = Engine::new(Arc::new(Catalog::embedded()));
    let lines = |count: usize| -> String {
        let line = |number| format!("2024-01-02 03:04:05 INFO handled /items/{number} status=200 code=0\n");
        (0..count).map(line).collect()
    };
    let (before, behind) = (lines(501), lines(500));
    let mut faults = Vec::new();
    for (name, wanted, text) in cases() {
        // A log is searched for marks of codes, so errors without a code or a message are not found there.
        if wanted.starts_with("code: -") || !wanted.contains("\nmessage: ") || wanted.contains("\n\n") {
            continue;
        }
        let error = format!("2024-01-02 03:04:05 ERROR failed: {text}\n");
        let log = format!("{before}{error}{behind}").repeat(4);
        let told = |findings: &[Finding], more: usize| -> Vec<_> {
            findings.iter().map(|f| (f.code.clone(), f.line + more, f.count)).collect()
        };
        let alone = engine.diagnose(&error).findings;
        let alone: Vec<_> =
            told(&alone, 501).into_iter().map(|(code, line, n)| (code, line, 4 * n)).collect();
        let found = told(&engine.scan(log.as_bytes()).expect("memory can be read").findings, 0);
        if found != alone {
            faults.push(format!("{name}: {found:?}, alone {alone:?}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}
