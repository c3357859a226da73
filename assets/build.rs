//! Compiles the assets into the binary; a fault in one of them stops the build.
//!
//! Catalogue, families and remedies become files that are read in place, so a start need not parse them.

#[path = "../src/catalog/source/mod.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod source;

#[path = "build_rust.rs"]
mod rust;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::de::DeserializeOwned;
use source::compile::{Compiler, Judges};
use source::family::{CategoryRow, Families, Family, RulesFile};
use source::known::ProductsFile;
use source::packed::{Packed, Packer, Table};
use source::record::{ProductFile, Supplier};
use source::remedy::{self, RemediesFile, Remedy};
use source::text::Text;
use source::verdict::Category;
use source::written::WrittenFile;

/// The catalogue files made from documents, in the order of the products' first entries.
const DOCUMENTS: [&str; 5] = ["gpdb", "r-kvstore", "dds", "eci", "slb"];

fn main() {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=src/catalog/source");
    let products: ProductsFile = toml(Path::new("assets/products.toml"));
    let known = Products::of(&products);
    let rules: RulesFile = toml(Path::new("assets/rules.toml"));
    let (categories, families) = checked_rules(rules, &known);
    let remedies = remedies(&families, &known);

    let mut compiler = Compiler::new(products.product);
    for name in DOCUMENTS {
        let path = format!("assets/catalog/{name}.json");
        let file: ProductFile =
            serde_json::from_str(&read(Path::new(&path))).unwrap_or_else(|e| panic!("{path}: {e}"));
        compiler.add(file, Supplier::Builtin);
    }
    for path in files("assets/written") {
        compiler.add(checked_entries(toml(&path), &known, &path).into(), Supplier::Builtin);
    }
    let tables = rust::tables(&categories, families.len(), remedies.len());
    let [family_rows, remedy_rows] = [packed(&families), packed(&remedies)];
    let families = Families::new(Table::new(families));
    let compiled = compiler.compile(Judges { families: &families, remedies: &Table::new(remedies) });
    let compiled = compiled.unwrap_or_else(|error| panic!("more than {} {}", error.most, error.what));
    let made = [
        ("catalog.words", compiled.words),
        ("catalog.text", compiled.text.into_bytes()),
        ("tables.rs", tables.into_bytes()),
        ("families.rows", family_rows.0),
        ("families.text", family_rows.1.into_bytes()),
        ("remedies.rows", remedy_rows.0),
        ("remedies.text", remedy_rows.1.into_bytes()),
    ];
    println!("cargo::rustc-env=ALIERR_DATA={:08x}", fingerprint(made.iter().map(|(_, bytes)| &bytes[..])));
    made.iter().for_each(|(name, bytes)| write(name, bytes));
    write("simplified", &simplified());
}

/// The simplified form of each character of the main block of Han characters, 16 bits each; 0 if the character is its
/// own.
fn simplified() -> Vec<u8> {
    let simplified = |c: char| {
        let text = c.to_string();
        let mut simplified =
            character_converter::traditional_to_simplified(&text).chars().collect::<Vec<_>>();
        simplified.pop().filter(|&other| simplified.is_empty() && other != c)
    };
    let chars = ('\u{4e00}'..='\u{9fff}').map(simplified);
    // Characters beyond 16 bits do not occur in error texts.
    let word = |c: Option<char>| c.and_then(|c| u16::try_from(c as u32).ok()).unwrap_or_default();
    chars.flat_map(|c| word(c).to_le_bytes()).collect()
}

/// Products of the official metadata that the table has under another id. Users may have their codes.
const ELSEWHERE: [&str; 3] = ["dyvmsapi-intl", "fc-open", "tablestore"];

/// The ids of all products.
struct Products(BTreeSet<String>);

impl Products {
    fn of(file: &ProductsFile) -> Self {
        let mut ids = BTreeSet::new();
        for product in &file.product {
            let new = ids.insert(product.id.to_ascii_lowercase());
            assert!(new, "products.toml: two products are called {}", product.id);
        }
        Self(ids)
    }

    fn check(&self, names: &[Text], whose: &str) {
        for name in names {
            let id = name.to_ascii_lowercase();
            let known = self.0.contains(&id) || ELSEWHERE.contains(&&*id);
            assert!(known, "{whose}: products.toml has no product {name}");
        }
    }
}

/// The entries of a file, each with its texts, and none of them twice.
fn checked_entries(file: WrittenFile, known: &Products, path: &Path) -> WrittenFile {
    let path = path.display().to_string();
    known.check(std::slice::from_ref(&file.product), &path);
    let mut errors = BTreeSet::new();
    for entry in &file.entries {
        let code = &entry.code;
        assert!(
            ![code, &entry.zh, &entry.en].iter().any(|text| text.trim().is_empty()),
            "{path}: {code}: a text is empty"
        );
        let status = entry.status.map(|status| status.get());
        assert!(errors.insert((code.to_string(), status)), "{path}: {code} is there twice with one status");
    }
    file
}

fn checked_rules(file: RulesFile, known: &Products) -> (Vec<CategoryRow>, Vec<Family>) {
    let order: Vec<Category> = file.category.iter().map(|category| category.id).collect();
    assert!(order == Category::ALL, "rules.toml: the categories are those of Category::ALL, in its order");
    for family in &file.family {
        known.check(&family.products, &format!("rules.toml: {}", family.id));
    }
    let families = RulesFile::families(file.family, file.last_resort);
    assert!(families.len() < usize::from(u16::MAX), "rules.toml: too many families");
    let mut ids = BTreeSet::new();
    for family in families.iter().filter(|family| !family.last_resort) {
        assert!(ids.insert(family.id.to_string()), "rules.toml: two families are called {}", family.id);
        assert!(!family.codes.is_empty(), "rules.toml: {} has no codes", family.id);
    }
    (file.category, families)
}

/// Every remedy, the most specific first.
fn remedies(families: &[Family], products: &Products) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    let mut ids = BTreeSet::new();
    for path in files("assets/remedies") {
        for row in toml::<RemediesFile>(&path).remedy {
            products.check(&row.products, &format!("{}: {}", path.display(), row.id));
            let remedy = row.check().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(
                ids.insert(remedy.id.to_string()),
                "{}: two remedies are called {}",
                path.display(),
                remedy.id
            );
            for family in remedy.families.iter() {
                let known = families.iter().any(|known| known.id == *family);
                assert!(known, "{}: {}: no family {family}", path.display(), remedy.id);
            }
            remedies.push(remedy);
        }
    }
    remedy::sort(&mut remedies);
    remedies
}

/// The TOML files of a folder, in order of their names.
fn files(folder: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let paths = listed.map(|item| item.unwrap_or_else(|error| panic!("{folder}: {error}")).path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn toml<T: DeserializeOwned>(path: &Path) -> T {
    toml::from_str(&read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(name: &str, bytes: &[u8]) {
    // Cargo sets it for every build script.
    let folder = env::var_os("OUT_DIR").expect("a folder for what the build makes");
    let path = Path::new(&folder).join(name);
    fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Rows as the program reads them, and the text they speak of.
fn packed<T: Packed + Debug + 'static>(rows: &[T]) -> (Vec<u8>, String) {
    let (bytes, text) = Packer::table(rows);
    // It is read once here: what comes out otherwise than it went in stops the build.
    let again = Table::<T>::packed(rows.len(), bytes.clone().leak(), text.clone().leak());
    for (row, read) in rows.iter().zip(again.iter()) {
        assert!(format!("{row:?}") == format!("{read:?}"), "{row:?} is read as {read:?}");
    }
    (bytes, text)
}

/// Tells the data of one build from those of another.
fn fingerprint<'p>(parts: impl Iterator<Item = &'p [u8]>) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    parts.for_each(|part| hasher.update(part));
    hasher.finalize()
}
