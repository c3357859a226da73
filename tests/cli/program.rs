//! Runs the program under test in a home folder of its own.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A home folder for one test, gone when the test is.
pub struct World {
    home: PathBuf,
    variables: Vec<(&'static str, String)>,
}

/// The output and the status of a run.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl World {
    pub fn new() -> Self {
        static WORLDS: AtomicUsize = AtomicUsize::new(0);
        let number = WORLDS.fetch_add(1, Ordering::Relaxed);
        let home =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&home).expect("a folder for the test");
        Self { home, variables: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }

    /// Writes a file into the home folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder for the file");
        }
        std::fs::write(&path, content).expect("a file for the test");
        path
    }

    /// The program, its environment empty but for the home folder, a Chinese locale and what [`World::with`] gave.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alierr"));
        command.env_clear().env("HOME", &self.home).current_dir(&self.home);
        // Answers are in Chinese unless a test asks for another language.
        command.env("LANG", "zh_CN.UTF-8");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.command(args).output().expect("the program starts").into()
    }

    /// Runs it with something on standard input.
    pub fn run_on<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>, input: &[u8]) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().expect("the program starts");
        feed(&mut child, input);
        child.wait_with_output().expect("the program ends").into()
    }
}

/// Writes to the program, which may have stopped listening.
fn feed(child: &mut Child, input: &[u8]) {
    let mut stdin = child.stdin.take().expect("a piped input");
    let _ = stdin.write_all(input);
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// The exit status as a shell tells it: that of a signal that killed the program is 128 and its number.
pub fn status(ended: ExitStatus) -> Option<i32> {
    #[cfg(unix)]
    let killed = std::os::unix::process::ExitStatusExt::signal(&ended).map(|signal| 128 + signal);
    #[cfg(not(unix))]
    let killed = None;
    ended.code().or(killed)
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        let status = status(output.status);
        Run { status, out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Run {
    /// Asserts the exit status, and that the run did not panic or send an escape sequence to a pipe.
    pub fn status(self, expected: i32) -> Self {
        assert_eq!(self.status, Some(expected), "{}\n{}", self.out, self.err);
        for text in [&self.out, &self.err] {
            assert!(!text.contains('\u{1b}'), "an escape sequence in {text:?}");
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// Asserts status 0, and nothing on standard error.
    pub fn good(self) -> Self {
        assert_eq!(self.err, "");
        self.status(0)
    }

    /// Asserts status 2, nothing on standard output, and a reason that has all of `words`.
    pub fn refused(self, words: &[&str]) -> Self {
        let run = self.status(2);
        assert_eq!(run.out, "");
        for word in words {
            assert!(run.err.contains(word), "{word:?} is not in {:?}", run.err);
        }
        assert!(!run.err.contains("os error 0"));
        run
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}", self.out))
    }
}
