//! The ways to the clipboard, tried one after the other.

mod command;
pub mod keeper;
mod osc52;
mod system;

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::display;
use super::inbox::Input;
use super::thread;
use crate::app::Msg;
use crate::app::msg::{Copied, Route};
use crate::text::sanitize;
use system::System;

/// What the clipboard's thread is asked for.
pub(super) enum Job {
    Copy {
        what: Copied,
        text: String,
    },
    Read,
    /// Hand over what the program itself still serves, and confirm: the program ends.
    Leave(Sender<()>),
}

/// Starts the clipboard's thread; `command` is the user's own copying command.
///
/// No display is asked before something is copied or read.
///
/// # Errors
/// Where the system has no room for it.
pub(super) fn start(command: Option<Vec<String>>, inbox: Sender<Input>) -> io::Result<Sender<Job>> {
    let (jobs, received) = channel();
    let clipboard = Clipboard { command, system: None, served: None };
    thread::spawn("clipboard", move || clipboard.work(&received, &inbox))?;
    Ok(jobs)
}

struct Clipboard {
    command: Option<Vec<String>>,
    /// One handle for the life of the process, made when it is first needed.
    system: Option<System>,
    /// What this process serves to others on a display.
    served: Option<String>,
}

impl Clipboard {
    fn work(mut self, jobs: &Receiver<Job>, inbox: &Sender<Input>) {
        while let Ok(job) = jobs.recv() {
            let input = match job {
                Job::Copy { what, text } => self.copy(what, &text),
                Job::Read => Input::Msg(Msg::Clipboard(self.read())),
                Job::Leave(done) => {
                    // What another program has copied since is not taken back.
                    let ours =
                        |text: &String| self.system.as_mut().is_some_and(|it| it.read().as_ref() == Ok(text));
                    if let Some(text) = self.served.take().filter(ours) {
                        keeper::leave(&text);
                    }
                    // The handle goes first: a clipboard manager is served while it is dropped.
                    self.system = None;
                    let _ = done.send(());
                    return;
                }
            };
            if inbox.send(input).is_err() {
                return;
            }
        }
    }

    /// Takes the first route that works; the terminal, which never refuses, is the last one.
    fn copy(&mut self, what: Copied, text: &str) -> Input {
        let text = harmless(text);
        if let Some(command) = &self.command {
            // A user's own command is what the user wants: its failure is told, not passed over.
            let outcome = command::feed(command, &text).map(|()| Route::Command);
            return Input::Msg(Msg::Copied { what, outcome });
        }
        if display::is_there() && self.system().is_ok_and(|system| system.copy(&text).is_ok()) {
            self.served = Some(text);
            return Input::Msg(Msg::Copied { what, outcome: Ok(Route::System) });
        }
        let in_tmux = std::env::var_os("TMUX").is_some_and(|value| !value.is_empty());
        let tmux = ["tmux", "load-buffer", "-w", "-"].map(str::to_owned);
        if in_tmux && command::feed(&tmux, &text).is_ok() {
            return Input::Msg(Msg::Copied { what, outcome: Ok(Route::Tmux) });
        }
        Input::Send { sequence: osc52::sequence(&text), what }
    }

    fn system(&mut self) -> io::Result<&mut System> {
        match &mut self.system {
            Some(system) => Ok(system),
            none => Ok(none.insert(System::start()?)),
        }
    }

    fn read(&mut self) -> Result<String, String> {
        if !display::is_there() {
            return Err("no display".to_owned());
        }
        self.system().map_err(|error| error.to_string())?.read()
    }
}

/// A text without the characters that a shell or an editor would obey, or nobody would see, when it is pasted.
fn harmless(text: &str) -> String {
    let harmless = |c: char| matches!(c, '\n' | '\t') || !(c.is_control() || sanitize::is_invisible(c));
    text.chars().filter(|c| harmless(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_never_reach_the_clipboard() {
        assert_eq!(harmless("a\x1b[201~\u{9b}b\r\n\tc\0"), "a[201~b\n\tc");
        assert_eq!(harmless("a\u{202e}b\u{200b}余额“x”"), "ab余额“x”");
    }
}
