//! The terminal: takes it over, draws frames on it, and restores it.

mod ansi;
#[cfg(unix)]
mod device;
#[cfg(windows)]
#[path = "terminal/device_windows.rs"]
mod device;
mod paint;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crossterm::terminal::{
    BeginSynchronizedUpdate, DisableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::inbox::Input;
use super::thread;
use crate::text::width::Measure;
use crate::ui::Link;
use ansi::ansi;
pub(super) use device::Device;
#[cfg(unix)]
pub(super) use device::Readable;
use paint::Painter;

/// Pastes are marked; crossterm's command for it comes with its reader of keys only. On Windows a paste comes as keys, and
/// crossterm never sees the marks: all that they do is to make Alacritty send `Ctrl-Enter` for the end of a line
/// (crossterm-rs/crossterm#737, #962).
const MARK_PASTES: &str = if cfg!(windows) { "" } else { "\x1b[?2004h" };

/// Asks for the colour of the ground.
const ASK_GROUND: &[u8] = b"\x1b]11;?\x07";

/// A question that every terminal answers. After its answer, no other one is outstanding.
const ASK_LAST: &[u8] = b"\x1b[c";

/// Writes a sign of ambiguous width and asks for the place of the cursor. This is done in the second line, because an
/// answer about the first line can look like a key.
const ASK_WIDTH: &[u8] = "\x1b[2;1H▌\x1b[6n\x1b[2;1H\x1b[K".as_bytes();
/// The cursor's column, from 1, behind a sign of two columns.
const BEHIND_WIDE: u32 = 3;

/// The terminal, taken over until it is dropped.
pub(super) struct Terminal {
    inner: ratatui::Terminal<Painter>,
    device: Arc<Device>,
    /// The bytes that the terminal has not accepted yet.
    behind: Vec<u8>,
    /// Is told when it takes more.
    inbox: Sender<Input>,
    /// Asks for that. Most terminals are never behind, and no thread waits for them.
    wait: Option<Sender<()>>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over. The inbox gets `Input::Writable` when a blocked terminal accepts output again.
    ///
    /// # Errors
    /// Where there is no terminal any more.
    pub(super) fn take(device: Arc<Device>, inbox: Sender<Input>) -> io::Result<Self> {
        device.take()?;
        // From here on, dropping the device restores the terminal.
        let inner = ratatui::Terminal::new(Painter::of_size(device.size()?))?;
        let mut terminal = Self { inner, device, behind: Vec::new(), inbox, wait: None, mouse: false };
        terminal.enter()?;
        terminal.forget()?;
        Ok(terminal)
    }

    /// Draws one frame, and sends what differs from the last one. If the terminal has not accepted the last frame
    /// yet, this one is skipped.
    pub(super) fn draw(&mut self, links: Vec<Link>, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if self.is_behind() {
            return Ok(());
        }
        let size = self.device.size()?;
        self.inner.backend_mut().set_size(size);
        self.inner.backend_mut().set_links(links);
        self.inner.draw(draw)?;
        let painted = self.inner.backend_mut().take();
        if painted.is_empty() {
            return Ok(());
        }
        // The terminal shows the frame as a whole.
        let (begin, end) = (ansi(BeginSynchronizedUpdate), ansi(EndSynchronizedUpdate));
        self.write(&[begin.as_bytes(), &painted, end.as_bytes()].concat())
    }

    /// Enters the alternate screen, turns on marked pastes, and turns off line wrapping: a glyph that the terminal
    /// draws wider than expected must not push text into the next line.
    fn enter(&mut self) -> io::Result<()> {
        let modes = ansi(EnterAlternateScreen) + MARK_PASTES + &ansi(DisableLineWrap);
        self.write(modes.as_bytes())
    }

    /// The size in columns and lines.
    pub(super) fn size(&self) -> io::Result<Rect> {
        let size = paint::usable(self.device.size()?);
        Ok(Rect::new(0, 0, size.width, size.height))
    }

    /// Makes the next frame a complete one.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let size = self.device.size()?;
        let painter = self.inner.backend_mut();
        painter.set_size(size);
        painter.forget();
        // Unlike clearing, this never asks the terminal where its cursor is: the answer would be taken for keys.
        self.inner.resize(Rect::from((Position::ORIGIN, paint::usable(size))))
    }

    /// Turns the mouse on or off. Only buttons and wheel are reported: reports of every movement would keep an idle
    /// program busy.
    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        #[cfg(windows)]
        return self.device.set_mouse(on);
        #[cfg(not(windows))]
        self.write(if on { b"\x1b[?1002h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1002l" })
    }

    /// Asks the terminal for the colour of its ground, if it matters; the answer comes as input.
    pub(super) fn ask_ground(&mut self, matters: bool) -> io::Result<()> {
        if matters {
            self.write(ASK_GROUND)?;
        }
        self.write(ASK_LAST)
    }

    /// Asks the terminal for the width of ambiguous characters, before the first frame overwrites the sign; the
    /// answer comes as input.
    pub(super) fn ask_width(&mut self) -> io::Result<()> {
        self.write(ASK_WIDTH)
    }

    /// Takes the answer: the width of ambiguous characters.
    pub(super) fn measured(&mut self, column: u32) -> Measure {
        let measure = if column == BEHIND_WIDE { Measure::Wide } else { Measure::Narrow };
        self.inner.backend_mut().set_measure(measure);
        measure
    }

    /// Writes a sequence that is no part of a frame.
    pub(super) fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.write(sequence.as_bytes())
    }

    fn is_behind(&self) -> bool {
        !self.behind.is_empty()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let was_behind = self.is_behind();
        self.behind.extend_from_slice(bytes);
        if was_behind { Ok(()) } else { self.catch_up() }
    }

    /// Writes as many of the waiting bytes as the terminal accepts. The loop never blocks here.
    pub(super) fn catch_up(&mut self) -> io::Result<()> {
        let written = self.device.write(&self.behind)?;
        self.behind.drain(..written);
        if self.is_behind() {
            self.wait()?;
        }
        Ok(())
    }

    /// Asks to be told when the terminal takes more.
    fn wait(&mut self) -> io::Result<()> {
        if self.wait.is_none() {
            let (wait, waits) = channel();
            let (device, inbox) = (Arc::clone(&self.device), self.inbox.clone());
            thread::spawn("output", move || tell_when_writable(&device, &waits, &inbox))?;
            self.wait = Some(wait);
        }
        if let Some(wait) = &self.wait {
            // The thread lives as long as this.
            let _ = wait.send(());
        }
        Ok(())
    }

    /// Restores the terminal while `meanwhile` runs.
    pub(super) fn lend(&mut self, meanwhile: impl FnOnce()) -> io::Result<()> {
        self.behind.clear();
        self.device.restore();
        meanwhile();
        self.retake()
    }

    /// Takes the terminal over again after another program had it.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        self.device.take()?;
        self.enter()?;
        if self.mouse {
            self.set_mouse(true)?;
        }
        self.forget()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.device.restore();
    }
}

fn tell_when_writable(device: &Device, waits: &Receiver<()>, inbox: &Sender<Input>) {
    while waits.recv().is_ok() {
        if !device.wait_writable(None) || inbox.send(Input::Writable).is_err() {
            return;
        }
    }
}
