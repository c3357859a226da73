//! What the browser is given: words to search for, files that are named, a pipe.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::open;
use crate::cli::outcome::Failure;
use crate::text::held::Hold;

/// What to open on. A query may come with a pipe.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Given {
    /// The query alone, which may be empty.
    Words,
    /// Standard input is a text to diagnose.
    Pipe,
    /// The words are the names of files, and of folders.
    Files(Vec<PathBuf>),
}

impl Given {
    /// What a query and standard input are. A pipe beside a query is read where the browser can show both: a printed
    /// answer is that of the query, and whoever starts this program from another may leave a pipe open for ever.
    ///
    /// # Errors
    /// Where the word is the name of a file, and there is none.
    pub(in crate::cli) fn of(query: &[String], browses: bool, context: &Context) -> Result<Self, Failure> {
        let files = files(query, context);
        Ok(match query {
            _ if !files.is_empty() => Given::Files(files),
            [] if !io::stdin().is_terminal() => Given::Pipe,
            [word] if is_name_of_log(word) && !is_code(word, context) => {
                return Err(Failure::Failed(context.words.no_such_file.of(word)));
            }
            [_, ..] if browses && is_pipe() => Given::Pipe,
            _ => Given::Words,
        })
    }

    /// The file to browse; `None` where it is the pipe.
    pub(in crate::cli) fn file(&self) -> Option<&Path> {
        match self {
            Given::Files(files) => files.first().map(PathBuf::as_path),
            Given::Words | Given::Pipe => None,
        }
    }
}

/// The files that the words name, where each names one. A name of one word alone may be a code or a word, such as
/// `vpc` is where modules lie in folders: a folder has to be written as one.
fn files(query: &[String], context: &Context) -> Vec<PathBuf> {
    let named = |word: &String| {
        let path = Path::new(word);
        let written = word.contains(std::path::is_separator);
        let is_one =
            fs::metadata(path).is_ok_and(|known| written || (!known.is_dir() && path.extension().is_some()));
        (is_one && !is_code(word, context)).then(|| path.to_owned())
    };
    query.iter().map(named).collect::<Option<_>>().unwrap_or_default()
}

fn is_code(word: &str, context: &Context) -> bool {
    open::quietly(context, Hold::Briefly).by_code(word).len() > 0
}

/// Whether a word can be nothing but the name of a file: no code ends so.
fn is_name_of_log(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["log", "txt", "out", "err", "gz", "json"];
    let path = Path::new(word);
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    let is_log = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    let is_path = ["./", "../", "~/", "/"].iter().any(|start| word.starts_with(start));
    !word.contains(char::is_whitespace) && (is_log || is_path && word.len() > 2)
}

/// Whether standard input is a pipe, as against a file or a list that a loop reads.
fn is_pipe() -> bool {
    #[cfg(unix)]
    return rustix::fs::fstat(rustix::stdio::stdin()).is_ok_and(|known| {
        let kind = rustix::fs::FileType::from_raw_mode(known.st_mode);
        matches!(kind, rustix::fs::FileType::Fifo | rustix::fs::FileType::Socket)
    });
    #[cfg(not(unix))]
    false
}

/// Whether something waits in a pipe that will not be read.
pub(in crate::cli) fn pipe_is_left() -> bool {
    #[cfg(unix)]
    {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let stdin = rustix::stdio::stdin();
        let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        is_pipe() && poll(&mut asked, Some(&now)).is_ok() && asked[0].revents().contains(PollFlags::IN)
    }
    #[cfg(not(unix))]
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_log_is_no_query() {
        for word in ["nofile.log", "./nofile", "../x/y", "/var/log/app", "~/app", "run.OUT", "a.log.gz"] {
            assert!(is_name_of_log(word), "{word}");
        }
        for word in ["InvalidVpcId.NotFound", "quota", "/", "product:slb", "no log.log here", "余额", "a/b"]
        {
            assert!(!is_name_of_log(word), "{word}");
        }
    }

    #[test]
    fn no_code_is_taken_for_the_name_of_a_log() {
        let catalog = crate::catalog::Catalog::embedded();
        for entry in catalog.entries() {
            assert!(!is_name_of_log(entry.code()), "{}", entry.code());
        }
    }
}
