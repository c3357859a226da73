//! What is remembered from run to run: the queries that were asked.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::private::create_private;

/// Queries kept.
pub const MAX_QUERIES: usize = 200;

/// What is kept in the file; a file that cannot be read holds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The newest last, each once.
    pub queries: Vec<String>,
}

impl Memory {
    /// Reads the file. Whatever is wrong with it, the program starts with nothing remembered.
    pub fn read(file: &Path) -> Self {
        let read = fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut memory: Self = read.unwrap_or_default();
        let surplus = memory.queries.len().saturating_sub(MAX_QUERIES);
        memory.queries.drain(..surplus);
        memory
    }

    /// Adds a query as the newest one.
    pub fn add(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() {
            return;
        }
        self.queries.retain(|known| known != query);
        self.queries.push(query.to_owned());
        if self.queries.len() > MAX_QUERIES {
            self.queries.remove(0);
        }
    }

    /// Writes the file whole or not at all, readable by its owner only.
    ///
    /// # Errors
    /// Where the folder or the file cannot be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let fresh = file.with_extension(format!("{}.tmp", std::process::id()));
        let content = serde_json::to_vec_pretty(self)?;
        // Left by a process of the same number that was ended in the middle of this.
        let _ = fs::remove_file(&fresh);
        let written = create_private(&fresh)
            .and_then(|mut opened| opened.write_all(&content))
            .and_then(|()| fs::rename(&fresh, file));
        if written.is_err() {
            // The old file stands; only the half-written new one is in the way.
            let _ = fs::remove_file(&fresh);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn what_was_written_is_read_and_rubbish_is_nothing() {
        let folder = std::env::temp_dir().join(format!("alierr-memory-{}", std::process::id()));
        let file = folder.join("deep/memory.json");
        let mut memory = Memory::default();
        memory.add("余额");
        memory.write(&file).unwrap();
        assert_eq!(Memory::read(&file), memory);
        fs::write(&file, b"\xff{").unwrap();
        assert_eq!(Memory::read(&file), Memory::default());
        assert_eq!(Memory::read(&folder.join("none")), Memory::default());
        fs::write(file.with_extension(format!("{}.tmp", std::process::id())), b"half").unwrap();
        memory.write(&file).unwrap();
        assert_eq!(Memory::read(&file), memory);
        fs::remove_dir_all(folder).unwrap();
    }
}
