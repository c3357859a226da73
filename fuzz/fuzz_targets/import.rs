//! Any bytes as a document: every reader ends, and no row disappears unreported.
#![no_main]

use alierr::catalog::Catalog;
use alierr::import::{Report, Source, decode, import, markdown, metadata, products};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the reader, the rest is the document.
    let Some((reader, bytes)) = bytes.split_first() else { return };
    let Ok(text) = decode(bytes) else { return };
    let catalog = Catalog::default();
    match reader % 4 {
        0 => {
            let Ok(read) = metadata::read(Some(&text), None) else { return };
            lay_in(read.source, &catalog);
        }
        1 => {
            let half = text.len() / 2;
            let half = (half..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            let (zh, en) = text.split_at(half);
            let _ = products::read(Some(zh), Some(en));
            let _ = products::read(None, Some(&text));
            let Ok(read) = metadata::read(Some(zh), Some(en)) else { return };
            lay_in(read.source, &catalog);
        }
        _ => lay_in(markdown::read(&text), &catalog),
    }
});

/// Imports a document twice: the second time, nothing is new.
fn lay_in(source: Source, catalog: &Catalog) {
    let rows = source.rows.len() + source.skipped.len();
    let again = Source { rows: source.rows.clone(), ..Source::default() };
    let first = import(source, "document", "Product", None, catalog);
    let Report { rows: told, added, merged, skipped, .. } = &first.report;
    assert_eq!(*told, rows);
    // A row with several codes is several errors.
    assert!(added + merged + skipped.len() >= rows, "a row is lost: {:?}", first.report);
    assert_eq!(*added, first.file.entries.len());
    let json = serde_json::to_string(&first.file).expect("a catalogue file");
    let back: alierr::catalog::ProductFile = serde_json::from_str(&json).expect("the same file");
    assert_eq!(back, first.file);
    let second = import(again, "document", "Product", Some(back), catalog);
    assert_eq!((second.report.added, second.report.removed), (*added, 0));
    assert_eq!(second.file, first.file);
}
