//! The terminal while the program has it, and as it was before.

use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;

/// Whether there is something to restore. The terminal belongs to the process, not to a value in it: a
/// panic on any thread must be able to give it back.
static TAKEN: AtomicBool = AtomicBool::new(false);
static MOUSE_TAKEN: AtomicBool = AtomicBool::new(false);

/// A whole frame goes out in few writes.
const BUFFER_BYTES: usize = 16 * 1024;

/// The terminal, taken over until it is dropped.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<io::BufWriter<Stdout>>>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// Where standard output is no terminal, or goes away.
    pub(super) fn take() -> io::Result<Self> {
        let out = io::BufWriter::with_capacity(BUFFER_BYTES, io::stdout());
        enter()?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(out)).inspect_err(|_| restore())?;
        Ok(Self { inner, mouse: false })
    }

    /// Draws one frame; the terminal shows it at once or not at all.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(draw)?;
        queue!(self.inner.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.inner.backend_mut())
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> io::Result<ratatui::layout::Rect> {
        let size = self.inner.size()?;
        Ok(ratatui::layout::Rect::new(0, 0, size.width, size.height))
    }

    /// The next frame is drawn whole.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        set_mouse(on)
    }

    /// Writes a sequence that is no part of a frame.
    pub(super) fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.inner.backend_mut().write_all(sequence.as_bytes())?;
        Write::flush(self.inner.backend_mut())
    }

    /// Gives the terminal back while `meanwhile` runs.
    pub(super) fn lend(&mut self, meanwhile: impl FnOnce()) -> io::Result<()> {
        restore();
        meanwhile();
        enter()?;
        set_mouse(self.mouse)?;
        self.forget()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    out.flush()
}

/// Puts the terminal back as it was. May be called at any time, from any thread, any number of times.
pub(super) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // What cannot be written any more needs no restoring.
    let _ = set_mouse(false);
    let mut out = io::stdout();
    let _ = queue!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Buttons and wheel only: reports of every movement would keep an idle program busy.
fn set_mouse(on: bool) -> io::Result<()> {
    if MOUSE_TAKEN.swap(on, Ordering::SeqCst) == on {
        return Ok(());
    }
    let mut out = io::stdout();
    #[cfg(unix)]
    out.write_all(if on { b"\x1b[?1002h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1002l" })?;
    #[cfg(windows)]
    if on {
        queue!(out, crossterm::event::EnableMouseCapture)?;
    } else {
        queue!(out, crossterm::event::DisableMouseCapture)?;
    }
    out.flush()
}
