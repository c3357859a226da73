use std::time::{Duration, SystemTime};

use super::*;

/// A folder of our own, which goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("alierr-user-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn compiled(&self) -> PathBuf {
        self.0.join(".compiled")
    }

    /// Writes a file with an entry, and says that it was written at some time.
    fn write(&self, name: &str, code: &str, time: SystemTime) {
        let text =
            format!(r#"{{"product": {{"id": "P"}}, "entries": [{{"code": "{code}", "sources": []}}]}}"#);
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    }

    /// The codes of the product, each catalogue held in a way of its own.
    fn codes(&self) -> Vec<String> {
        let [brief, long] = [Hold::Briefly, Hold::Long].map(|hold| {
            let (catalog, faults) = load(&self.0, hold);
            assert!(faults.is_empty(), "{faults:?}");
            codes(&catalog)
        });
        assert_eq!(brief, long);
        brief
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn codes(catalog: &Catalog) -> Vec<String> {
    let product = catalog.product(catalog.product_of_id("P").expect("the product of the files"));
    product.entries().map(|id| catalog.entry(id).code().to_owned()).collect()
}

fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

#[test]
fn what_was_compiled_is_taken_until_a_file_changes() {
    let folder = Folder::new("changes");
    folder.write("a.json", "One.Code", noon());
    assert_eq!(folder.codes(), ["One.Code"]);
    let compiled = fs::read(folder.compiled()).unwrap();
    assert_eq!(folder.codes(), ["One.Code"]);
    assert_eq!(fs::read(folder.compiled()).unwrap(), compiled, "it is not written anew");
    // As long as before, and newer or older.
    folder.write("a.json", "Two.Code", noon() + Duration::from_nanos(1_000_000));
    assert_eq!(folder.codes(), ["Two.Code"]);
    folder.write("a.json", "Old.Code", noon() - Duration::from_secs(86_400));
    assert_eq!(folder.codes(), ["Old.Code"]);
    // Of the same time, and longer.
    folder.write("a.json", "Longer.Code", noon() - Duration::from_secs(86_400));
    assert_eq!(folder.codes(), ["Longer.Code"]);
    folder.write("b.json", "More.Code", noon());
    assert_eq!(folder.codes(), ["Longer.Code", "More.Code"]);
    fs::remove_file(folder.0.join("a.json")).unwrap();
    assert_eq!(folder.codes(), ["More.Code"]);
}

#[test]
fn a_cache_that_is_not_whole_is_made_anew() {
    let folder = Folder::new("whole");
    folder.write("a.json", "One.Code", noon());
    folder.codes();
    let whole = fs::read(folder.compiled()).unwrap();
    let mut spoilt: Vec<Vec<u8>> = vec![Vec::new(), whole[..31].to_vec(), [&whole[..], b"x"].concat()];
    for part in 1..8 {
        let at = whole.len() * part / 8;
        spoilt.push(whole[..at].to_vec());
        let mut changed = whole.clone();
        changed[at] ^= 0x20;
        spoilt.push(changed);
    }
    // The lengths of its parts, and what it was made of.
    for at in [0, 8, 15, 16, 24, 31, 33, 60] {
        let mut changed = whole.clone();
        changed[at] ^= 0x81;
        spoilt.push(changed);
    }
    for (nth, bytes) in spoilt.iter().enumerate() {
        for hold in [Hold::Briefly, Hold::Long] {
            fs::write(folder.compiled(), bytes).unwrap();
            assert_eq!(codes(&load(&folder.0, hold).0), ["One.Code"], "{nth}");
            assert_eq!(fs::read(folder.compiled()).unwrap(), whole, "{nth}");
        }
    }
    fs::remove_file(folder.compiled()).unwrap();
    fs::create_dir(folder.compiled()).unwrap();
    assert_eq!(folder.codes(), ["One.Code"]);
}

#[test]
fn a_catalogue_stays_whole_while_its_cache_is_replaced_or_removed() {
    let folder = Folder::new("replaced");
    folder.write("a.json", "One.Code", noon());
    folder.codes();
    let (catalog, _) = load(&folder.0, Hold::Briefly);
    folder.write("a.json", "Two.Code", noon() + Duration::from_secs(1));
    assert_eq!(folder.codes(), ["Two.Code"]);
    fs::remove_file(folder.compiled()).unwrap();
    assert_eq!(codes(&catalog), ["One.Code"]);
    assert!(catalog.entries().all(|entry| !entry.code().is_empty()));
}

#[cfg(unix)]
#[test]
fn a_link_is_as_new_as_what_it_leads_to() {
    let (folder, elsewhere) = (Folder::new("link"), Folder::new("elsewhere"));
    elsewhere.write("a.json", "One.Code", noon());
    std::os::unix::fs::symlink(elsewhere.0.join("a.json"), folder.0.join("a.json")).unwrap();
    assert_eq!(folder.codes(), ["One.Code"]);
    elsewhere.write("a.json", "Two.Code", noon() + Duration::from_secs(1));
    assert_eq!(folder.codes(), ["Two.Code"]);
}
