//! The clipboard of the local display, behind a time limit.
//!
//! A display that is dead or far away can block for long, and so can the program whose text is to be pasted. So
//! another thread makes the calls, and the caller waits only for a limited time. A call that hangs is left alone: the
//! next one gets a new thread, unless there was not even a connection to the display.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::super::thread;

/// How long to wait for the display; one that works is faster.
const PATIENCE: Duration = Duration::from_millis(1500);

const NO_ANSWER: &str = "the display does not answer";

enum Job {
    Copy(String),
    Read,
}

/// The display's clipboard.
pub(super) struct System {
    server: Server,
}

/// A thread that talks to the display.
struct Server {
    jobs: Sender<Job>,
    answers: Receiver<Result<String, String>>,
    /// Whether it has a connection to the display.
    connected: Arc<AtomicBool>,
    /// Whether a call took too long and has not been answered since.
    hangs: bool,
}

impl Server {
    fn start() -> io::Result<Self> {
        let (jobs, received) = channel();
        let (answer, answers) = channel();
        let connected = Arc::new(AtomicBool::new(false));
        let tell = Arc::clone(&connected);
        thread::spawn("display", move || serve(&received, &answer, &tell))?;
        Ok(Self { jobs, answers, connected, hangs: false })
    }
}

impl System {
    pub(super) fn start() -> io::Result<Self> {
        Ok(Self { server: Server::start()? })
    }

    pub(super) fn copy(&mut self, text: &str) -> Result<(), String> {
        self.ask(Job::Copy(text.to_owned()), PATIENCE).map(drop)
    }

    pub(super) fn read(&mut self) -> Result<String, String> {
        self.ask(Job::Read, PATIENCE)
    }

    /// Reads the clipboard, if that takes no longer than `patience`.
    pub(super) fn read_within(&mut self, patience: Duration) -> Result<String, String> {
        self.ask(Job::Read, patience)
    }

    fn ask(&mut self, job: Job, patience: Duration) -> Result<String, String> {
        // A late answer is dropped: its caller has gone on.
        if self.server.hangs && self.server.answers.try_recv().is_ok() {
            self.server.hangs = false;
        }
        if self.server.hangs {
            if !self.server.connected.load(Ordering::SeqCst) {
                return Err(NO_ANSWER.to_owned());
            }
            self.server = Server::start().map_err(|error| error.to_string())?;
        }
        if self.server.jobs.send(job).is_err() {
            return Err(NO_ANSWER.to_owned());
        }
        self.server.answers.recv_timeout(patience).unwrap_or_else(|error| {
            self.server.hangs = true;
            Err(match error {
                RecvTimeoutError::Timeout => NO_ANSWER.to_owned(),
                RecvTimeoutError::Disconnected => "the clipboard is gone".to_owned(),
            })
        })
    }
}

fn serve(jobs: &Receiver<Job>, answer: &Sender<Result<String, String>>, connected: &AtomicBool) {
    let mut clipboard = None;
    while let Ok(job) = jobs.recv() {
        let outcome = match &mut clipboard {
            Some(clipboard) => perform(clipboard, job),
            None => arboard::Clipboard::new().map_err(|error| error.to_string()).and_then(|opened| {
                connected.store(true, Ordering::SeqCst);
                perform(clipboard.insert(opened), job)
            }),
        };
        if answer.send(outcome).is_err() {
            return;
        }
    }
}

fn perform(clipboard: &mut arboard::Clipboard, job: Job) -> Result<String, String> {
    let outcome = match job {
        Job::Copy(text) => clipboard.set_text(text).map(|()| String::new()),
        Job::Read => clipboard.get_text(),
    };
    match outcome {
        // A clipboard without text, such as one with a picture, counts as empty.
        Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
        other => other.map_err(|error| error.to_string()),
    }
}
