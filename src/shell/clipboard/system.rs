//! The clipboard of the local display, behind a time limit.
//!
//! Talking to a display that is dead or far away can block for long, and so can the program that has to hand over what
//! it copied. A thread of its own does it, and whoever asks waits only a while. A call that hangs is left to itself: the
//! next one gets another thread, unless there is not even a connection to the display.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::super::thread;

/// A display that answers at all answers sooner.
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
    /// It has a connection to the display.
    connected: Arc<AtomicBool>,
    /// It was not waited for any more, and has not answered since.
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

    /// Reads what can be read that soon.
    pub(super) fn read_within(&mut self, patience: Duration) -> Result<String, String> {
        self.ask(Job::Read, patience)
    }

    fn ask(&mut self, job: Job, patience: Duration) -> Result<String, String> {
        // A late answer is nobody's any more.
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
        // A clipboard that holds no text holds none for us.
        Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
        other => other.map_err(|error| error.to_string()),
    }
}
