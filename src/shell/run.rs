//! The loop: takes input, gives messages to `app::update`, performs its effects, and draws the state.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::diagnoser::Text;
use super::inbox::Input;
use super::searcher::Search;
use super::terminal::{Device, Terminal};
use super::worker::Job;
use super::{clipboard, diagnoser, display, input, report, searcher, signals, thread, web};
use crate::app::form::Form;
use crate::app::msg::{Gesture, Route};
use crate::app::{Effect, Msg, Setup, State, update};
use crate::catalog::{Catalog, Supplier, user};
use crate::settings::{Memory, config};
use crate::text::held::Hold;
use crate::ui::{self, Regions, Theme};

/// How long a frame waits for the answer to a search, so that a key makes one frame and not two.
const ANSWER: Duration = Duration::from_millis(12);

/// After this time, no answer of the terminal is expected any more, however slow its line.
const ANSWERS: Duration = Duration::from_secs(2);

/// How long the end of the program waits for an answer that is still expected.
const LATE_ANSWERS: Duration = Duration::from_millis(150);

/// What a browser is started with.
#[derive(Debug, Default)]
pub struct Start {
    pub setup: Setup,
    pub theme: Theme,
    /// The folder of the user's catalogue files, which are read after the first frame.
    pub catalogs: Option<PathBuf>,
    /// The file of remembered queries; `None`: nothing is kept.
    pub memory: Option<PathBuf>,
    /// The user's own copying command.
    pub clipboard: Option<Vec<String>>,
    /// Where reports about faults go.
    pub reports: Option<PathBuf>,
    /// Whether to ask the terminal for the colour of its ground; the answer is [`Msg::Ground`].
    pub asks_ground: bool,
    /// Whether to ask the terminal for the width of ambiguous characters; the answer is [`Msg::Measured`].
    pub asks_width: bool,
    /// Whether the terminal is known to make text a link.
    pub links: bool,
    /// What was wrong with the config.
    pub warnings: Vec<String>,
}

/// Runs the browser until the user leaves it; returns what was picked, if it was started to pick something.
///
/// # Errors
/// Where the terminal cannot be taken over, or goes away.
pub fn run(catalog: Arc<Catalog>, start: Start) -> io::Result<Option<String>> {
    let device = Arc::new(Device::open()?);
    report::on_panic(Arc::clone(&device), start.reports.clone());
    let (inbox, inputs) = channel();
    signals::listen(Arc::clone(&device), inbox.clone())?;
    let mut terminal = Terminal::take(Arc::clone(&device), inbox.clone())?;
    let (state, effects) = State::new(Arc::clone(&catalog), start.setup);
    let (searches, search) = searcher::prepare(Arc::clone(&catalog), inbox.clone());
    let (texts, diagnose) = diagnoser::prepare(catalog, inbox.clone());
    let (clipboard, copy) = clipboard::prepare(start.clipboard, inbox.clone());
    let mut browser = Browser {
        state,
        theme: start.theme,
        searches,
        texts,
        clipboard,
        inbox: inbox.clone(),
        memory: start.memory,
        toast_until: None,
        asks_ground: start.asks_ground,
        links: start.links,
        asked: None,
        awaiting: None,
        ended: false,
        ended_by: None,
        taken: None,
    };
    if let Some((first, others)) = start.warnings.split_first() {
        let others = config::more_faults(others.len());
        browser.take_in(Msg::Warning(format!("{first}{others}")), &mut terminal)?;
    }
    browser.lay_out(&mut terminal)?;
    if start.asks_width {
        terminal.ask_width()?;
    }
    browser.draw(&mut terminal)?;
    search()?;
    diagnose()?;
    copy()?;
    for effect in effects {
        browser.perform(effect, &mut terminal)?;
    }
    if start.asks_width || start.asks_ground {
        browser.ask(&mut terminal)?;
    }
    input::listen(device, inbox.clone())?;
    if let Some(folder) = start.catalogs {
        read_catalogs(folder, inbox)?;
    }
    let outcome = browser.run(&inputs, &mut terminal);
    browser.await_answers(&inputs);
    // The terminal is restored before anything else that may take time.
    drop(terminal);
    browser.clipboard.leave();
    if let Some(signal) = browser.ended_by {
        signals::end_by(signal);
    }
    outcome.map(|()| browser.taken)
}

/// Reads the user's catalogue files on another thread; sends nothing if there are none.
fn read_catalogs(folder: PathBuf, inbox: Sender<Input>) -> io::Result<()> {
    thread::spawn("catalogues", move || {
        let (catalog, faults) = user::load(&folder, Hold::Long);
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        if faults.is_empty()
            && catalog.listed_products().all(|product| product.supplier() == Some(Supplier::Builtin))
        {
            return;
        }
        // The loop may have ended meanwhile.
        let _ = inbox.send(Input::Msg(Msg::CatalogRead { catalog: Arc::new(catalog), faults }));
    })?;
    Ok(())
}

struct Browser {
    state: State,
    theme: Theme,
    searches: Sender<Job<Search>>,
    texts: Sender<Job<Text>>,
    clipboard: clipboard::Handle,
    inbox: Sender<Input>,
    memory: Option<PathBuf>,
    toast_until: Option<(u64, Instant)>,
    /// Whether the colours depend on the terminal's ground.
    asks_ground: bool,
    links: bool,
    /// When the terminal was asked something that it has not answered.
    asked: Option<Instant>,
    /// The search whose answer the next frame waits for, and how long.
    awaiting: Option<(u64, Instant)>,
    ended: bool,
    /// The signal that ended the loop.
    ended_by: Option<i32>,
    taken: Option<String>,
}

impl Browser {
    fn run(&mut self, inputs: &Receiver<Input>, terminal: &mut Terminal) -> io::Result<()> {
        while !self.ended {
            match self.next(inputs) {
                Ok(input) => self.accept(input, terminal)?,
                Err(RecvTimeoutError::Timeout) => self.time_out(terminal)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let (false, Ok(input)) = (self.ended, inputs.try_recv()) {
                self.accept(input, terminal)?;
            }
            if !self.ended && self.awaiting.is_none() {
                self.draw(terminal)?;
            }
        }
        Ok(())
    }

    /// Waits for input, at most until something is due without input, such as the end of a toast.
    fn next(&self, inputs: &Receiver<Input>) -> Result<Input, RecvTimeoutError> {
        let toast = self.toast_until.map(|(_, until)| until);
        let answer = self.awaiting.map(|(_, until)| until);
        match toast.into_iter().chain(answer).min() {
            Some(due) => inputs.recv_timeout(due.saturating_duration_since(Instant::now())),
            None => inputs.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn time_out(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let now = Instant::now();
        self.awaiting.take_if(|(_, until)| *until <= now);
        match self.toast_until.take_if(|(_, until)| *until <= now) {
            Some((number, _)) => self.take_in(Msg::ToastSeen(number), terminal),
            None => Ok(()),
        }
    }

    fn accept(&mut self, input: Input, terminal: &mut Terminal) -> io::Result<()> {
        match input {
            Input::Msg(msg) => self.take_in(msg, terminal),
            Input::Key(chord) => {
                report::rehearse("loop");
                self.take_in(Msg::Key(chord), terminal)
            }
            Input::Paste(text) => self.take_in(Msg::Paste(text), terminal),
            Input::Mouse { gesture, column, line } => {
                let regions = self.regions(terminal)?;
                let gesture = match gesture {
                    Gesture::Drag(..) => {
                        let (right, down) = regions.hundredths(column, line);
                        Gesture::Drag(right, down)
                    }
                    other => other,
                };
                self.take_in(Msg::Mouse(gesture, regions.target(column, line)), terminal)
            }
            // Even if the size is as before: in between, the window may have been smaller and have cut its content.
            Input::Resized => {
                terminal.forget()?;
                self.lay_out(terminal)
            }
            Input::Writable => terminal.catch_up(),
            Input::GroundChanged if self.asks_ground => self.ask(terminal),
            Input::GroundChanged => Ok(()),
            Input::CursorAt(column) => {
                let measure = terminal.measured(column);
                if measure != self.state.measure {
                    // The text behind an ambiguous character is not where it was painted.
                    terminal.forget()?;
                }
                self.take_in(Msg::Measured(measure), terminal)
            }
            Input::Answered => {
                self.asked = None;
                Ok(())
            }
            Input::Send { sequence, form } => {
                let outcome = terminal.send(&sequence).map(|()| Route::Terminal);
                let outcome = outcome.map_err(|error| error.to_string());
                self.take_in(Msg::Copied { form, outcome }, terminal)
            }
            // Without a shell that could continue the program, it must not stop.
            Input::Suspend if !signals::has_shell() => Ok(()),
            Input::Suspend => terminal.lend(signals::stop),
            Input::Continued => terminal.retake(),
            Input::Terminate(signal) => {
                (self.ended, self.ended_by) = (true, signal);
                Ok(())
            }
        }
    }

    fn take_in(&mut self, msg: Msg, terminal: &mut Terminal) -> io::Result<()> {
        let answered = match &msg {
            Msg::Found { id, .. } => Some(*id),
            Msg::CatalogRead { catalog, .. } => {
                // The workers get the new catalogue before any question about it. Sending fails only if a worker has
                // panicked, which was reported then.
                let _ = self.searches.send(Job::Catalog(Arc::clone(catalog)));
                let _ = self.texts.send(Job::Catalog(Arc::clone(catalog)));
                None
            }
            _ => None,
        };
        let effects = update(&mut self.state, msg);
        self.awaiting.take_if(|(id, _)| answered >= Some(*id));
        for effect in effects {
            self.perform(effect, terminal)?;
        }
        let shown = self.state.toast.as_ref().map(|toast| toast.number);
        if shown != self.toast_until.map(|(number, _)| number) {
            let patience = self.state.toast.as_ref().map(|toast| toast.kind.patience()).unwrap_or_default();
            self.toast_until = shown.map(|number| (number, Instant::now() + patience));
        }
        self.lay_out(terminal)
    }

    fn regions(&self, terminal: &Terminal) -> io::Result<Regions> {
        Ok(Regions::new(terminal.size()?, &self.state, self.theme.frames))
    }

    /// Tells the state how much room its parts have, if that has changed.
    fn lay_out(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let rooms = self.regions(terminal)?.rooms();
        if rooms != self.state.rooms() {
            let effects = update(&mut self.state, Msg::Layout(rooms));
            debug_assert!(effects.is_empty(), "a layout asks for nothing");
        }
        Ok(())
    }

    fn draw(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let links = match self.links {
            true => ui::links(&self.state, &self.regions(terminal)?),
            false => Vec::new(),
        };
        terminal.draw(links, |frame| ui::draw(&self.state, &self.theme, frame))
    }

    fn perform(&mut self, effect: Effect, terminal: &mut Terminal) -> io::Result<()> {
        match effect {
            Effect::Search { id, text } => {
                self.awaiting = Some((id, Instant::now() + ANSWER));
                // The workers live as long as the program, so sending does not fail.
                let _ =
                    self.searches.send(Job::Wanted(Search { id, text: text.into(), lang: self.state.lang }));
            }
            Effect::Diagnose { id, text } => drop(self.texts.send(Job::Wanted(Text { id, text }))),
            Effect::Copy { form, text } => self.clipboard.copy(form, text),
            Effect::ReadClipboard => self.clipboard.read(),
            Effect::Open(url) => self.open(url),
            Effect::SetMouse(on) => terminal.set_mouse(on)?,
            Effect::Suspend if signals::has_shell() => terminal.lend(signals::stop_all)?,
            Effect::Suspend => {
                let nobody = Msg::Notice(self.state.labels().no_shell.to_owned());
                self.take_in(nobody, terminal)?;
            }
            Effect::Remember(query) => self.remember(|memory| memory.add(&query), terminal)?,
            Effect::RememberLanguage(lang) => self.remember(|memory| memory.set_lang(lang), terminal)?,
            Effect::Recolour(palette) => {
                self.theme.set_palette(palette);
                self.remember(|memory| memory.set_palette(palette), terminal)?;
            }
            Effect::Redraw => terminal.forget()?,
            Effect::Take(text) => (self.ended, self.taken) = (true, Some(text)),
            Effect::Quit => self.ended = true,
        }
        Ok(())
    }

    /// Changes the memory file. It is read first, to keep what other browsers have added meanwhile.
    fn remember(&mut self, change: impl FnOnce(&mut Memory), terminal: &mut Terminal) -> io::Result<()> {
        let Some(file) = &self.memory else { return Ok(()) };
        match Memory::change(file, change) {
            Ok(Some(aside)) => self.take_in(Msg::Warning(aside.told(self.state.lang)), terminal),
            // If the history cannot be written, the user is not disturbed.
            Ok(None) | Err(_) => Ok(()),
        }
    }

    /// Opens a page; copies the link where no web browser can be opened.
    fn open(&self, url: String) {
        let input = if display::is_there() {
            Input::Msg(Msg::Opened(web::open(&url).map(|()| url)))
        } else {
            return self.clipboard.copy(Form::Url, url);
        };
        // The loop itself has the receiver, so sending does not fail.
        let _ = self.inbox.send(input);
    }

    /// Asks the terminal. The first frame does not wait for the answer; the screen is drawn again when it comes.
    fn ask(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        self.asked = Some(Instant::now());
        terminal.ask_ground(self.asks_ground)
    }

    /// Waits for missing answers, for the shell would take a late one for keys.
    fn await_answers(&self, inputs: &Receiver<Input>) {
        // A terminal that has not answered within this time will not answer.
        if self.asked.is_none_or(|asked| asked.elapsed() > ANSWERS) {
            return;
        }
        let deadline = Instant::now() + LATE_ANSWERS;
        while let Ok(input) = inputs.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if matches!(input, Input::Answered | Input::Terminate(_)) {
                return;
            }
        }
    }
}
