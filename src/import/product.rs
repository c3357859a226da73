//! Merges the errors of a source into the catalogue file of a product.

use std::collections::HashMap;

use serde::Serialize;

use super::report::{Nothing, Skipped, Table, Verdict};
use super::row::Source;
use super::settle::settle;
use super::{entry, sibling, swap};
use crate::catalog::{Catalog, EntryRecord, Identity, Origin, ProductFile, ProductRecord};

/// A product's catalogue file after an import, and what became of the source's rows.
#[derive(Debug)]
pub struct Imported {
    pub file: ProductFile,
    pub report: Report,
}

/// What became of a source's rows, and of what it said earlier.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Rows that were read. Each is added, merged or skipped; one with several codes adds several errors.
    pub rows: usize,
    /// Errors that became an entry, whether the catalogue file knew it before or not.
    pub added: usize,
    /// Those of them that the catalogue file knew, and now tells otherwise.
    pub changed: usize,
    /// Those of them that the catalogue file told just so.
    pub unchanged: usize,
    /// Errors equal to another one.
    pub merged: usize,
    /// Entries that only this document had, and no longer has.
    pub removed: usize,
    /// Entries of this document that were kept because it now has no error at all.
    pub kept: usize,
    pub skipped: Vec<Skipped>,
    /// Every table of the source, whatever it is about.
    pub tables: Vec<Table>,
}

impl Report {
    /// Errors that the catalogue file did not know.
    pub fn new_ones(&self) -> usize {
        self.added - self.changed - self.unchanged
    }

    /// Why nothing at all was read, where that is so.
    pub fn nothing(&self) -> Option<Nothing> {
        if self.added > 0 {
            return None;
        }
        let other = |table: &Table| !matches!(table.verdict, Verdict::Errors | Verdict::NoCodes);
        Some(match () {
            () if self.rows > 0 => Nothing::NoCodes,
            () if self.tables.iter().any(other) => Nothing::OtherTables,
            () => Nothing::NoTables,
        })
    }
}

/// Merges what a source says into a product's file.
///
/// What the source says beats what `earlier`, the product's file until now, says of the same error;
/// what only `earlier` knows (explanations and entries that were written by hand, notes, other documents) is
/// kept. A source without a single entry changes nothing: its earlier edition is all there is. Entries that
/// still lack an explanation get one from the products of `catalog` where the same error is explained.
pub fn import(
    mut source: Source,
    document: &str,
    product_id: &str,
    earlier: Option<ProductFile>,
    catalog: &Catalog,
) -> Imported {
    swap::put_right(&mut source.rows, product_id, catalog);
    let (read, mut report) = entries(source, document);
    let (product, known) = match earlier {
        Some(file) => (file.product, file.entries),
        None => (product_of(product_id, catalog), Vec::new()),
    };
    let named = |entry: &EntryRecord| entry.sources.iter().any(|source| source.document == document);
    if read.is_empty() {
        report.kept = known.iter().filter(|entry| named(entry)).count();
        return Imported { file: ProductFile { product, entries: known }, report };
    }

    let mut entries: Vec<EntryRecord> = Vec::new();
    let mut places: HashMap<Identity, usize> = HashMap::new();
    for entry in read {
        let place = *places.entry(entry.identity()).or_insert(entries.len());
        if place == entries.len() {
            entries.push(entry);
        } else {
            entries[place].absorb(entry);
            report.merged += 1;
        }
    }
    report.added = entries.len();
    let mut before: HashMap<usize, EntryRecord> = HashMap::new();
    for mut entry in known {
        let was_named = named(&entry);
        // What the document said earlier is replaced by what it says now.
        entry.sources.retain(|source| source.document != document);
        match places.get(&entry.identity()) {
            Some(&place) => {
                before.insert(place, entry.clone());
                // A lent explanation is lent anew.
                entry.explanation.zh.take_if(|said| said.origin == Origin::Sibling);
                let headings = entries[place].sections.len();
                entries[place].absorb(entry);
                entries[place].sections.truncate(headings);
            }
            None if was_named && entry.sources.is_empty() => report.removed += 1,
            None => entries.push(entry),
        }
    }
    sibling::lend(catalog, &product, &mut entries);
    for (place, mut was) in before {
        // Where it stands in which document says nothing about the error.
        was.sources.clone_from(&entries[place].sources);
        *if was == entries[place] { &mut report.unchanged } else { &mut report.changed } += 1;
    }
    Imported { file: ProductFile { product, entries }, report }
}

/// The errors of a source, equal ones not yet merged, and what became of the other rows.
fn entries(source: Source, document: &str) -> (Vec<EntryRecord>, Report) {
    let Source { rows, skipped, tables } = source;
    let mut report = Report { rows: rows.len() + skipped.len(), skipped, tables, ..Report::default() };
    let mut entries = Vec::new();
    for row in rows {
        let place = row.place;
        match settle(row) {
            Ok(records) => entries.extend(records.into_iter().map(|record| entry::of(record, document))),
            Err(reason) => report.skipped.push(Skipped { place, reason }),
        }
    }
    report.skipped.sort_by_key(|skipped| skipped.place);
    (entries, report)
}

/// The product as the catalogue knows it, or one named by its id alone.
fn product_of(id: &str, catalog: &Catalog) -> ProductRecord {
    let known = catalog.product_of_id(id).map(|ix| catalog.product(ix).id().to_owned());
    ProductRecord::of_id(known.unwrap_or_else(|| id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Both, Said};
    use crate::import::markdown;

    fn import(
        text: &str,
        document: &str,
        product: &str,
        earlier: Option<ProductFile>,
        catalog: &Catalog,
    ) -> Imported {
        super::import(markdown::read(text), document, product, earlier, catalog)
    }

    const DOCUMENT: &str = "|错误码|状态|消息|\n|--|--|--|\n|One|400|The one.|\n|Two|401|The two.|\n\
                            |One|400|The one.|\n|InsufficientBalance|400|Your account does not have enough balance|\n";

    #[test]
    fn equal_rows_are_one_entry_with_all_their_sources() {
        let imported = import(DOCUMENT, "doc", "New", None, &Catalog::default());
        let report = imported.report;
        assert_eq!((report.rows, report.added, report.merged, report.removed), (4, 3, 1, 0));
        assert_eq!(imported.file.entries[0].sources[0].rows, [3, 5]);
        assert_eq!(&*imported.file.product.id, "New");
    }

    #[test]
    fn explanations_are_lent_by_other_products() {
        let imported = import(DOCUMENT, "doc", "New", None, &Catalog::embedded());
        let lent = imported.file.entries[2].explanation.zh.as_ref().unwrap();
        assert_eq!((&*lent.text, lent.origin), ("余额不足", Origin::Sibling));
        assert!(imported.file.entries[0].explanation.is_empty());
    }

    #[test]
    fn reading_again_keeps_what_was_written_by_hand_and_drops_what_is_gone() {
        let catalog = Catalog::default();
        let mut earlier = import(DOCUMENT, "doc", "New", None, &catalog).file;
        earlier.entries[1].explanation.zh = Some(Said { text: "第二。".into(), origin: Origin::Project });
        earlier.entries[1].note = Some(Both::told_by_letters("手写。"));
        let again = import(DOCUMENT, "doc", "New", Some(earlier.clone()), &catalog).file;
        assert_eq!(again, earlier);

        let shorter = "|错误码|状态|消息|\n|--|--|--|\n|Zero|404|It is zero.|\n|Two|401|The two.|\n";
        let Imported { file: changed, report } =
            import(shorter, "doc", "New", Some(earlier.clone()), &catalog);
        assert_eq!((report.removed, report.kept), (2, 0));
        let codes: Vec<&str> = changed.entries.iter().map(|entry| &*entry.code).collect();
        assert_eq!(codes, ["Zero", "Two"]);
        assert_eq!(changed.entries[1].explanation.zh.as_ref().unwrap().text, "第二。");
        assert_eq!(changed.entries[1].sources[0].rows, [4]);

        let beside = import(shorter, "other", "New", Some(earlier.clone()), &catalog);
        assert_eq!(beside.file.entries.len(), 4, "another document takes nothing away");
        assert_eq!(beside.report.removed, 0);

        let emptied = import("", "doc", "New", Some(earlier.clone()), &catalog);
        assert_eq!((emptied.file, emptied.report.kept), (earlier, 3));
    }

    #[test]
    fn what_is_said_again_is_told_from_what_is_new() {
        let catalog = Catalog::embedded();
        let counts = |text: &str, document: &str, earlier: Option<&ProductFile>| {
            let report = import(text, document, "New", earlier.cloned(), &catalog).report;
            (report.added, report.new_ones(), report.changed, report.unchanged)
        };
        assert_eq!(counts(DOCUMENT, "doc", None), (3, 3, 0, 0));
        let earlier = import(DOCUMENT, "doc", "New", None, &catalog).file;
        assert_eq!(counts(DOCUMENT, "doc", Some(&earlier)), (3, 0, 0, 3));
        // Other lines and another document change no error.
        assert_eq!(counts(&format!("\n\n{DOCUMENT}"), "doc", Some(&earlier)), (3, 0, 0, 3));
        assert_eq!(counts(DOCUMENT, "other", Some(&earlier)), (3, 0, 0, 3));
        let more = "|错误码|状态|消息|描述|\n|--|--|--|--|\n|One|400|The one.|第一。|\n|Two|401|The two.||\n|Ten|400|Ten.|十。|\n";
        assert_eq!(counts(more, "doc", Some(&earlier)), (3, 1, 1, 1));
    }

    #[test]
    fn entries_of_no_document_are_never_dropped() {
        let catalog = Catalog::default();
        let mut earlier = import(DOCUMENT, "doc", "New", None, &catalog).file;
        earlier.entries.push(EntryRecord {
            code: "Own".into(),
            sources: Vec::new(),
            ..earlier.entries[0].clone()
        });
        let again = import(DOCUMENT, "doc", "New", Some(earlier.clone()), &catalog).file;
        assert_eq!(again, earlier);
    }
}
