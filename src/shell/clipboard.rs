//! The clipboard: a thread that copies by the first route that works. `ROUTES` lists the routes; a new one also
//! needs a variant of `Route` and its words in the labels.

mod command;
pub mod keeper;
mod osc52;
mod system;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::display;
use super::inbox::Input;
use super::thread::{self, Starts};
use crate::app::Msg;
use crate::app::form::Form;
use crate::app::msg::Route;
use crate::text::sanitize;
use command::Running;
use system::System;

/// How long the end of the program waits for the clipboard to be handed over.
const FAREWELL: Duration = Duration::from_millis(300);

/// The part of that for asking whether the clipboard still holds what was copied here.
const STILL_OURS: Duration = Duration::from_millis(80);

/// A job of the clipboard's thread.
enum Job {
    Copy {
        form: Form,
        text: String,
    },
    Read,
    /// The program ends: hand over what it still serves, and confirm.
    Leave(Sender<()>),
}

/// The loop's end of the clipboard's thread.
pub(super) struct Handle {
    jobs: Sender<Job>,
    running: Arc<Running>,
}

impl Handle {
    /// Copies a text. The answer is `Msg::Copied`, or an `Input::Send` with a sequence for the terminal.
    pub(super) fn copy(&self, form: Form, text: String) {
        // The thread lives as long as its inbox, which is the loop's.
        let _ = self.jobs.send(Job::Copy { form, text });
    }

    /// Reads the clipboard. The answer is `Msg::Clipboard`.
    pub(super) fn read(&self) {
        let _ = self.jobs.send(Job::Read);
    }

    /// Hands over what the program still serves, within a time limit. A copying command that still runs is ended.
    pub(super) fn leave(&self) {
        let (done, waited) = channel();
        if self.jobs.send(Job::Leave(done)).is_ok() {
            let _ = waited.recv_timeout(FAREWELL);
        }
        self.running.end();
    }
}

/// The clipboard and what starts its thread; `command` is the user's own copying command.
///
/// No display is asked before something is copied or read.
pub(super) fn prepare(command: Option<Vec<String>>, inbox: Sender<Input>) -> (Handle, impl Starts) {
    let (jobs, received) = channel();
    let running = Arc::new(Running::default());
    let clipboard = Clipboard { command, running: Arc::clone(&running), system: None, served: None };
    let starts = thread::later("clipboard", move || clipboard.work(&received, &inbox));
    (Handle { jobs, running }, starts)
}

struct Clipboard {
    command: Option<Vec<String>>,
    running: Arc<Running>,
    /// One handle for the life of the process, made when it is first needed.
    system: Option<System>,
    /// The text that this process serves to other programs of the display.
    served: Option<String>,
}

/// The outcome of a copy: the route that it took, or why it failed.
type Outcome = Result<Route, String>;

/// The routes in the order in which they are tried; `None` where one cannot be taken.
const ROUTES: [fn(&mut Clipboard, &str) -> Option<Outcome>; 3] =
    [Clipboard::by_command, Clipboard::by_system, Clipboard::by_tmux];

impl Clipboard {
    fn work(mut self, jobs: &Receiver<Job>, inbox: &Sender<Input>) {
        while let Ok(job) = jobs.recv() {
            let input = match job {
                Job::Copy { form, text } => self.copy(form, &text),
                Job::Read => Input::Msg(Msg::Clipboard(self.read())),
                Job::Leave(done) => {
                    // If another program has copied something since, that stays.
                    let ours = |text: &String| {
                        let now = self.system.as_mut().map(|system| system.read_within(STILL_OURS));
                        now.is_some_and(|now| now.as_ref() == Ok(text))
                    };
                    if let Some(text) = self.served.take().filter(ours) {
                        keeper::leave(&text);
                    }
                    // Dropped before the confirmation, because dropping serves a clipboard manager.
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

    /// Takes the first route that works. The last one is the terminal, which never refuses.
    fn copy(&mut self, form: Form, text: &str) -> Input {
        let text = harmless(text);
        let outcome = match ROUTES.iter().find_map(|route| route(self, &text)) {
            Some(outcome) => outcome,
            None => match osc52::sequence(&text) {
                Ok(sequence) => return Input::Send { sequence, form },
                Err(reason) => Err(reason),
            },
        };
        Input::Msg(Msg::Copied { form, outcome })
    }

    /// The user has asked for this command, so its failure is reported, and no other route is tried.
    fn by_command(&mut self, text: &str) -> Option<Outcome> {
        let command = self.command.as_ref()?;
        Some(command::feed(command, text, &self.running).map(|()| Route::Command))
    }

    fn by_system(&mut self, text: &str) -> Option<Outcome> {
        let copied = display::is_there() && self.system().is_ok_and(|system| system.copy(text).is_ok());
        copied.then(|| {
            self.served = Some(text.to_owned());
            Ok(Route::System)
        })
    }

    fn by_tmux(&mut self, text: &str) -> Option<Outcome> {
        std::env::var_os("TMUX").filter(|value| !value.is_empty())?;
        command::feed(&["tmux", "load-buffer", "-w", "-"].map(str::to_owned), text, &self.running).ok()?;
        let reaches_terminal = self.tmux_has_clipboard();
        Some(Ok(if reaches_terminal { Route::TmuxAndTerminal } else { Route::Tmux }))
    }

    /// Whether tmux passes its buffers on to a terminal that is known to take them.
    fn tmux_has_clipboard(&self) -> bool {
        let question = ["tmux", "display-message", "-p", "#{set-clipboard} #{client_termfeatures}"];
        let said = command::ask(&question.map(str::to_owned), &self.running).unwrap_or_default();
        let (passes_on, features) = said.trim().split_once(' ').unwrap_or_default();
        matches!(passes_on, "on" | "external") && features.split(',').any(|feature| feature == "clipboard")
    }

    fn system(&mut self) -> io::Result<&mut System> {
        match &mut self.system {
            Some(system) => Ok(system),
            none => Ok(none.insert(System::start()?)),
        }
    }

    /// What the display's clipboard holds, else tmux's newest buffer, which is where a copy goes without a display.
    fn read(&mut self) -> Result<String, Option<String>> {
        let of_system = if display::is_there() {
            self.system().map_err(|error| error.to_string()).and_then(System::read).map_err(Some)
        } else {
            Err(None)
        };
        of_system.or_else(|reason| self.read_tmux().ok_or(reason))
    }

    fn read_tmux(&mut self) -> Option<String> {
        std::env::var_os("TMUX").filter(|value| !value.is_empty())?;
        command::ask(&["tmux", "show-buffer"].map(str::to_owned), &self.running).ok()
    }
}

/// A text without invisible characters, and without those that a shell or an editor would obey when they are pasted.
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
