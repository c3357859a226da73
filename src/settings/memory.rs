//! What is remembered from run to run: the queries that were asked, the language and the colours that were chosen.
//!
//! Several browsers change one file. Each change reads it, changes it and writes it under a lock, so that none is
//! lost. A file that cannot be understood may still mean something to its owner: it is put aside under another name.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::palette::Palette;
use super::private::create_private;
use crate::lang::Lang;
use crate::text::file;

/// Queries kept.
pub const MAX_QUERIES: usize = 200;

/// The form of the file that this program writes. It can be read by every program that knows the same number.
const VERSION: u32 = 1;

/// A file of 200 queries is far smaller. A larger file was not written by this program.
const MAX_BYTES: u64 = 4 << 20;

/// How long another browser's change is waited for. Each takes a millisecond.
const PATIENCE: Duration = Duration::from_secs(1);

/// At most this many files are put aside; then something is wrong that needs a person.
const MOST_ASIDE: u32 = 100;

/// What is kept in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    version: u32,
    /// The newest last, each once.
    pub queries: Vec<String>,
    /// The language that was switched to, by its code.
    lang: Option<String>,
    /// The name of the colours that were switched to.
    colors: Option<String>,
    /// Fields of another version, which are kept as they are.
    #[serde(flatten)]
    others: Map<String, Value>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { version: VERSION, queries: Vec::new(), lang: None, colors: None, others: Map::new() }
    }
}

/// A file that was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    pub file: PathBuf,
    /// What it is called now.
    pub now: PathBuf,
    /// Whether a newer version of the program wrote it; else it cannot be read at all.
    pub newer: bool,
}

impl Aside {
    /// A sentence on what happened.
    pub fn told(&self, lang: Lang) -> String {
        let file = self.file.display();
        let now = self.now.file_name().unwrap_or_default().to_string_lossy();
        match (lang, self.newer) {
            (Lang::Zh, true) => format!("{file} 由更新的版本写成，已改名为 {now}，从头开始记录"),
            (Lang::Zh, false) => format!("{file} 已损坏，已改名为 {now}，从头开始记录"),
            (Lang::En, true) => {
                format!("{file} is of a newer version: it is {now} now, and a new one begins")
            }
            (Lang::En, false) => format!("{file} is broken: it is {now} now, and a new one begins"),
        }
    }
}

/// What is in a file.
enum Content {
    Memory(Memory),
    Nothing,
    Broken,
    Newer,
}

impl Memory {
    /// A memory with these queries, the newest last.
    pub fn of(queries: Vec<String>) -> Self {
        Self { queries, ..Self::default() }
    }

    /// Reads the file, and puts it aside where it cannot be understood. Whatever is wrong with it, the program starts.
    pub fn open(file: &Path) -> (Self, Option<Aside>) {
        let target = target(file);
        match read(&target) {
            Ok(Content::Memory(memory)) => return (memory, None),
            Ok(Content::Nothing) | Err(_) => return (Self::default(), None),
            Ok(Content::Broken | Content::Newer) => {}
        }
        // Another browser may have put it aside meanwhile.
        let opened = lock(&target).and_then(|_lock| read_or_put_aside(&target));
        opened.unwrap_or_default()
    }

    /// Changes what is in the file; returns the file that had to be put aside for that.
    ///
    /// # Errors
    /// Where the folder or the file cannot be read, locked or written: then it is as it was.
    pub fn change(file: &Path, change: impl FnOnce(&mut Self)) -> io::Result<Option<Aside>> {
        let target = target(file);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let _lock = lock(&target)?;
        let (mut memory, aside) = read_or_put_aside(&target)?;
        let before = memory.clone();
        change(&mut memory);
        if memory != before || aside.is_some() {
            memory.write(&target)?;
        }
        Ok(aside)
    }

    /// Adds a query as the newest one.
    pub fn add(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() {
            return;
        }
        self.queries.retain(|known| known != query);
        self.queries.push(query.to_owned());
        self.forget_oldest();
    }

    fn forget_oldest(&mut self) {
        let surplus = self.queries.len().saturating_sub(MAX_QUERIES);
        self.queries.drain(..surplus);
    }

    /// The language that was switched to last.
    pub fn lang(&self) -> Option<Lang> {
        match self.lang.as_deref() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    pub fn set_lang(&mut self, lang: Lang) {
        let code = match lang {
            Lang::Zh => "zh",
            Lang::En => "en",
        };
        self.lang = Some(code.to_owned());
    }

    /// The colours that were switched to last.
    pub fn palette(&self) -> Option<Palette> {
        self.colors.as_deref().and_then(Palette::of)
    }

    pub fn set_palette(&mut self, palette: Palette) {
        self.colors = Some(palette.name().to_owned());
    }

    /// Writes the file whole or not at all, readable by its owner only.
    fn write(&self, target: &Path) -> io::Result<()> {
        let fresh = target.with_extension(format!("{}.tmp", std::process::id()));
        let content = serde_json::to_vec_pretty(self)?;
        // Left by a process of the same number that was ended in the middle of this.
        let _ = fs::remove_file(&fresh);
        let written = create_private(&fresh)
            .and_then(|mut opened| opened.write_all(&content))
            .and_then(|()| fs::rename(&fresh, target));
        if written.is_err() {
            // The old file is untouched; only the half-written new one has to go.
            let _ = fs::remove_file(&fresh);
        }
        written
    }
}

/// Where a file really is: a link stays a link, and what it leads to is written.
fn target(file: &Path) -> PathBuf {
    let mut target = file.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        let Ok(next) = fs::read_link(&target) else { break };
        target = target.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    target
}

fn read(target: &Path) -> io::Result<Content> {
    let found = match fs::metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Nothing),
        found => found?,
    };
    if !found.is_file() || found.len() > MAX_BYTES {
        // A link to /dev/null means that the user wants nothing to be remembered.
        return Err(io::Error::other("no file of a usual kind and length"));
    }
    let bytes = fs::read(target)?;
    if bytes.is_empty() {
        return Ok(Content::Nothing);
    }
    let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { return Ok(Content::Broken) };
    if value.get("version").and_then(Value::as_u64).is_some_and(|version| version > VERSION.into()) {
        return Ok(Content::Newer);
    }
    Ok(match serde_json::from_value::<Memory>(value) {
        Ok(mut memory) => {
            memory.forget_oldest();
            Content::Memory(memory)
        }
        Err(_) => Content::Broken,
    })
}

/// Under the lock only.
fn read_or_put_aside(target: &Path) -> io::Result<(Memory, Option<Aside>)> {
    let newer = match read(target)? {
        Content::Memory(memory) => return Ok((memory, None)),
        Content::Nothing => return Ok((Memory::default(), None)),
        Content::Broken => false,
        Content::Newer => true,
    };
    let word = if newer { "newer" } else { "broken" };
    let names = (1..=MOST_ASIDE).map(|number| match number {
        1 => format!("{word}.json"),
        number => format!("{word}-{number}.json"),
    });
    let free = names.map(|name| target.with_extension(name)).find(|name| fs::symlink_metadata(name).is_err());
    let now = free.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(target, &now)?;
    Ok((Memory::default(), Some(Aside { file: target.to_owned(), now, newer })))
}

/// Locks a file beside the memory; the memory itself is replaced by a new file at each change. Dropping frees the lock.
fn lock(target: &Path) -> io::Result<File> {
    file::lock(&target.with_extension("lock"), PATIENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of the test's own, gone with it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("alierr-memory-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn queries(file: &Path) -> Vec<String> {
        Memory::open(file).0.queries
    }

    #[test]
    fn a_query_is_kept_once_and_the_oldest_go() {
        let mut memory = Memory::default();
        for number in 0..MAX_QUERIES + 10 {
            memory.add(&number.to_string());
        }
        memory.add(" 50 ");
        memory.add("");
        assert_eq!(memory.queries.len(), MAX_QUERIES);
        assert_eq!(memory.queries.last().unwrap(), "50");
        assert_eq!(memory.queries[0], "10");
    }

    #[test]
    fn what_was_changed_is_read_again_and_what_others_keep_stays() {
        let folder = Folder::new("read");
        let file = folder.0.join("deep/memory.json");
        assert_eq!(Memory::open(&file), (Memory::default(), None));
        assert_eq!(Memory::change(&file, |memory| memory.add("余额")).unwrap(), None);
        assert_eq!(Memory::change(&file, |memory| memory.set_lang(Lang::En)).unwrap(), None);
        let (memory, _) = Memory::open(&file);
        assert_eq!((memory.queries.as_slice(), memory.lang()), (&["余额".to_owned()][..], Some(Lang::En)));
        // As earlier versions wrote it, and with something of a later one.
        fs::write(&file, br#"{"queries":["a"],"pinned":[1]}"#).unwrap();
        Memory::change(&file, |memory| memory.add("b")).unwrap();
        assert_eq!(queries(&file), ["a", "b"]);
        assert!(fs::read_to_string(&file).unwrap().contains("pinned"));
    }

    #[test]
    fn a_broken_or_newer_file_is_put_aside_and_not_overwritten() {
        let folder = Folder::new("aside");
        let file = folder.0.join("memory.json");
        for (content, name, newer) in [
            ("{\"queries\": [\"half", "memory.broken.json", false),
            ("[1]", "memory.broken-2.json", false),
            ("{\"queries\": 7}", "memory.broken-3.json", false),
            ("{\"version\": 2, \"queries\": {}}", "memory.newer.json", true),
        ] {
            fs::write(&file, content).unwrap();
            let (memory, aside) = Memory::open(&file);
            let now = folder.0.join(name);
            assert_eq!(aside, Some(Aside { file: file.clone(), now: now.clone(), newer }));
            assert_eq!(memory, Memory::default());
            assert_eq!(fs::read_to_string(now).unwrap(), content);
        }
        fs::write(&file, b"\xff{").unwrap();
        let aside = Memory::change(&file, |memory| memory.add("x")).unwrap().unwrap();
        assert!(aside.told(Lang::En).contains("memory.broken-4.json"));
        assert_eq!(queries(&file), ["x"]);
    }

    #[test]
    fn changes_at_the_same_time_are_all_kept() {
        let folder = Folder::new("lock");
        let file = folder.0.join("memory.json");
        std::thread::scope(|scope| {
            for number in 0..20 {
                let file = &file;
                scope.spawn(move || Memory::change(file, |memory| memory.add(&number.to_string())).unwrap());
            }
        });
        assert_eq!(queries(&file).len(), 20);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_one_to_no_file_is_left_alone() {
        use std::os::unix::fs::symlink;
        let folder = Folder::new("link");
        let (file, real) = (folder.0.join("memory.json"), folder.0.join("real/kept.json"));
        symlink("real/kept.json", &file).unwrap();
        for query in ["a", "b"] {
            Memory::change(&file, |memory| memory.add(query)).unwrap();
        }
        assert_eq!(fs::read_link(&file).unwrap(), Path::new("real/kept.json"));
        assert_eq!(queries(&real), ["a", "b"]);
        fs::remove_file(&file).unwrap();
        symlink(&folder.0, &file).unwrap();
        assert!(Memory::change(&file, |memory| memory.add("x")).is_err());
        assert_eq!(Memory::open(&file), (Memory::default(), None));
        assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
    }
}
