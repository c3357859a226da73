//! The clipboard of the local display, behind a time limit.
//!
//! Talking to a display that is dead or far away can block for long. A thread of its own does it; whoever asks
//! waits only a while, and a display that did not answer once is not asked again.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::super::thread;

/// A display that answers at all answers sooner.
const PATIENCE: Duration = Duration::from_millis(1500);

enum Job {
    Copy(String),
    Read,
}

/// The display's clipboard.
pub(super) struct System {
    jobs: Sender<Job>,
    answers: Receiver<Result<String, String>>,
    dead: bool,
}

impl System {
    pub(super) fn start() -> io::Result<Self> {
        let (jobs, received) = channel();
        let (answer, answers) = channel();
        thread::spawn("display", move || serve(&received, &answer))?;
        Ok(Self { jobs, answers, dead: false })
    }

    pub(super) fn copy(&mut self, text: &str) -> Result<(), String> {
        self.ask(Job::Copy(text.to_owned())).map(drop)
    }

    pub(super) fn read(&mut self) -> Result<String, String> {
        self.ask(Job::Read)
    }

    fn ask(&mut self, job: Job) -> Result<String, String> {
        if self.dead || self.jobs.send(job).is_err() {
            return Err("the display does not answer".to_owned());
        }
        self.answers.recv_timeout(PATIENCE).unwrap_or_else(|error| {
            self.dead = true;
            Err(match error {
                RecvTimeoutError::Timeout => "the display does not answer".to_owned(),
                RecvTimeoutError::Disconnected => "the clipboard is gone".to_owned(),
            })
        })
    }
}

fn serve(jobs: &Receiver<Job>, answer: &Sender<Result<String, String>>) {
    let mut clipboard = None;
    while let Ok(job) = jobs.recv() {
        let outcome = match &mut clipboard {
            Some(clipboard) => perform(clipboard, job),
            None => arboard::Clipboard::new()
                .map_err(|error| error.to_string())
                .and_then(|opened| perform(clipboard.insert(opened), job)),
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
