//! The catalogue files inside the binary.

use memchr::memmem;
use serde::Deserialize;

use super::ProductFile;

/// One file a product, in the order the tree shows them.
const FILES: [&str; 5] = [
    include_str!("../../assets/catalog/gpdb.json"),
    include_str!("../../assets/catalog/r-kvstore.json"),
    include_str!("../../assets/catalog/dds.json"),
    include_str!("../../assets/catalog/eci.json"),
    include_str!("../../assets/catalog/slb.json"),
];

pub(super) fn files() -> impl Iterator<Item = ProductFile> {
    // The files are part of the binary, and every test reads them.
    FILES.iter().map(|file| serde_json::from_str(file).expect("the embedded catalogue is well-formed"))
}

/// How the entries of these files begin, as the importer writes them.
const ENTRY: &str = "\n    {\n      \"code\": \"";
const PRODUCT: &str = "\"product\": ";

/// The files with the entries of some codes only, letter case ignored; the others are passed over unread.
///
/// Every product is there, with an entry or without.
pub(super) fn files_of<'a>(codes: &'a [&'a str]) -> impl Iterator<Item = ProductFile> + 'a {
    let begins = memmem::Finder::new(ENTRY);
    FILES.iter().filter_map(move |file| {
        let product = value_at(&file[file.find(PRODUCT)? + PRODUCT.len()..]);
        let wanted = begins.find_iter(file.as_bytes()).filter(|at| {
            let code = &file[at + ENTRY.len()..];
            // The quotation mark behind a shorter code fits no longer one; an escaped character fits none.
            codes.iter().any(|wanted| {
                let (head, rest) = code.as_bytes().split_at(wanted.len().min(code.len()));
                head.eq_ignore_ascii_case(wanted.as_bytes()) && rest.starts_with(b"\"")
            })
        });
        Some(ProductFile { product, entries: wanted.map(|at| value_at(&file[at..])).collect() })
    })
}

/// The value that a text begins with, whatever stands behind it.
fn value_at<T: Deserialize<'static>>(text: &'static str) -> T {
    // As above; the entries of every code are read so by a test.
    T::deserialize(&mut serde_json::Deserializer::from_str(text))
        .expect("the embedded catalogue is well-formed")
}
