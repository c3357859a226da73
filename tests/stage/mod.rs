//! The browser without a terminal: keys go in, screens and effects come out.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::sync::Arc;

use alierr::app::msg::{Gesture, Route};
use alierr::app::{Effect, Msg, Setup, State, update};
use alierr::catalog::Catalog;
use alierr::search::{Engine, Query};
use alierr::ui::{self, Regions, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

/// A browser with a screen of some size. Searches are answered at once, unless `patient` is set; other effects are
/// kept.
pub struct Stage {
    pub state: State,
    pub wishes: Vec<Effect>,
    pub theme: Theme,
    /// Searches wait until [`Stage::answer`] is called.
    pub patient: bool,
    waiting: Option<Effect>,
    engine: Engine,
    terminal: Terminal<TestBackend>,
}

impl Stage {
    pub fn new(columns: u16, lines: u16, setup: Setup) -> Self {
        Self::over(Catalog::embedded(), columns, lines, setup)
    }

    pub fn over(catalog: Catalog, columns: u16, lines: u16, setup: Setup) -> Self {
        let catalog = Arc::new(catalog);
        let (state, effects) = State::new(Arc::clone(&catalog), setup);
        let terminal = Terminal::new(TestBackend::new(columns, lines)).unwrap();
        let engine = Engine::new(catalog);
        let theme = Theme::default();
        let mut stage =
            Self { state, wishes: Vec::new(), theme, patient: false, waiting: None, engine, terminal };
        stage.perform(effects);
        stage.wishes.clear();
        stage.lay_out();
        stage
    }

    pub fn take_in(&mut self, msg: Msg) {
        if let Msg::CatalogRead { catalog, .. } = &msg {
            self.engine = Engine::new(Arc::clone(catalog));
        }
        let effects = update(&mut self.state, msg);
        self.perform(effects);
        self.lay_out();
    }

    /// Presses keys by name, separated by blanks.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            self.take_in(Msg::Key(key.parse().expect("a key's name")));
        }
        self
    }

    /// Types characters one by one.
    pub fn enter(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = if c == ' ' { "space".to_owned() } else { c.to_string() };
            self.take_in(Msg::Key(key.parse().expect("a key's name")));
        }
        self
    }

    /// Uses the mouse on a cell.
    pub fn mouse(&mut self, gesture: Gesture, column: u16, line: u16) -> &mut Self {
        let regions = self.regions();
        self.take_in(Msg::Mouse(gesture, regions.target(column, line)));
        self
    }

    pub fn resize(&mut self, columns: u16, lines: u16) {
        self.terminal = Terminal::new(TestBackend::new(columns, lines)).unwrap();
        self.lay_out();
    }

    /// Columns and lines.
    pub fn size(&self) -> (u16, u16) {
        let area = self.terminal.backend().buffer().area;
        (area.width, area.height)
    }

    pub fn regions(&self) -> Regions {
        let area = self.terminal.backend().buffer().area;
        Regions::new(area, &self.state, self.theme.frames)
    }

    /// The screen, line by line, without blanks at the ends of lines.
    pub fn screen(&mut self) -> Vec<String> {
        lines(&self.draw())
    }

    pub fn text(&mut self) -> String {
        self.screen().join("\n")
    }

    /// Where the real cursor is; `None` if it is hidden.
    pub fn cursor(&mut self) -> Option<Position> {
        self.draw();
        self.terminal.backend().cursor_visible().then(|| self.terminal.backend().cursor_position())
    }

    pub fn buffer(&mut self) -> Buffer {
        self.draw()
    }

    /// The text that the last effect copies.
    pub fn copied(&self) -> Option<&str> {
        self.wishes.iter().rev().find_map(|wish| match wish {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }

    /// The frame's own buffer, because that of the backend does not know that a wide glyph covers two cells.
    fn draw(&mut self) -> Buffer {
        let (state, theme) = (&self.state, &self.theme);
        self.terminal.draw(|frame| ui::draw(state, theme, frame)).unwrap().buffer.clone()
    }

    /// Tells the state how much room its parts have.
    pub fn lay_out(&mut self) {
        let rooms = self.regions().rooms();
        if rooms != self.state.rooms() {
            let effects = update(&mut self.state, Msg::Layout(rooms));
            assert_eq!(effects, []);
        }
    }

    /// Answers the newest search that waits.
    pub fn answer(&mut self) {
        let patient = std::mem::take(&mut self.patient);
        let waiting = self.waiting.take();
        self.perform(waiting.into_iter().collect());
        self.patient = patient;
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Search { .. } if self.patient => self.waiting = Some(effect),
                Effect::Search { id, text } => {
                    let query = Query::parse(&text, self.engine.catalog());
                    let hits = self.engine.search(&query, None);
                    self.take_in(Msg::Found { id, query, hits });
                }
                Effect::Copy { form, .. } => {
                    let answer = Msg::Copied { form, outcome: Ok(Route::System) };
                    self.wishes.push(effect);
                    self.take_in(answer);
                }
                other => self.wishes.push(other),
            }
        }
    }
}

/// The text of a buffer. The cell behind a wide glyph belongs to it.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut line = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).expect("a cluster is narrow");
            }
            line.truncate(line.trim_end().len());
            line
        })
        .collect()
}
