//! The catalogue files inside the binary.

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
