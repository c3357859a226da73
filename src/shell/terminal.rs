//! The terminal while the program has it, and as it was before.

mod paint;

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use paint::Painter;

/// Whether the terminal is ours; whoever writes to it holds this.
///
/// It belongs to the process, not to a value in it: a panic on any thread must be able to give the terminal back,
/// and what other threads would still write then must not reach it.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// A terminal that takes nothing for so long is given back without its leave.
const PATIENCE: Duration = Duration::from_millis(200);

/// The terminal, taken over until it is dropped.
pub(super) struct Terminal {
    inner: ratatui::Terminal<Painter>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// Where standard output is no terminal, or goes away.
    pub(super) fn take() -> io::Result<Self> {
        enter()?;
        let inner = ratatui::Terminal::new(Painter::default()).inspect_err(|_| restore())?;
        let mut terminal = Self { inner, mouse: false };
        terminal.forget()?;
        Ok(terminal)
    }

    /// Draws one frame; the terminal shows it at once or not at all. One that is as the last is not sent.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.inner.draw(draw)?;
        let painted = self.inner.backend_mut().take();
        if painted.is_empty() {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(painted.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.extend(painted);
        queue!(frame, EndSynchronizedUpdate)?;
        write(&frame)
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> io::Result<Rect> {
        let size = self.inner.size()?;
        Ok(Rect::new(0, 0, size.width, size.height))
    }

    /// The next frame is drawn whole.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        self.inner.backend_mut().forget();
        // Unlike clearing, this never asks the terminal where its cursor is: the answer would be taken for keys.
        let size = self.inner.backend().size()?;
        self.inner.resize(Rect::from((ratatui::layout::Position::ORIGIN, size)))
    }

    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        set_mouse(on)
    }

    /// Writes a sequence that is no part of a frame.
    pub(super) fn send(&mut self, sequence: &str) -> io::Result<()> {
        write(sequence.as_bytes())
    }

    /// Gives the terminal back while `meanwhile` runs.
    pub(super) fn lend(&mut self, meanwhile: impl FnOnce()) -> io::Result<()> {
        restore();
        meanwhile();
        self.retake()
    }

    /// Takes the terminal over again, from whoever had it meanwhile.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        // Its modes may be other ones now than we left.
        disable_raw_mode()?;
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
    *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = true;
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    out.flush()
}

/// Writes to the terminal as long as it is ours.
fn write(bytes: &[u8]) -> io::Result<()> {
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !*taken {
        return Ok(());
    }
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

/// Puts the terminal back as it was. May be called at any time, from any thread, any number of times.
pub(super) fn restore() {
    let taken = try_lock();
    if taken.as_deref() == Some(&false) {
        return;
    }
    // What cannot be written needs no restoring: nobody reads that terminal.
    if let Some(mut taken) = taken.filter(|_| takes_output()) {
        *taken = false;
        let mut out = io::stdout();
        let _ = queue!(out, EndSynchronizedUpdate);
        let _ = write_mouse(&mut out, false);
        let _ = queue!(out, DisableBracketedPaste);
        let _ = out.write_all(b"\x1b[m");
        let _ = queue!(out, LeaveAlternateScreen, crossterm::cursor::Show);
        let _ = out.flush();
    }
    let _ = disable_raw_mode();
}

/// Waits a while for another thread's write to end.
fn try_lock() -> Option<MutexGuard<'static, bool>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match TAKEN.try_lock() {
            Ok(taken) => return Some(taken),
            Err(TryLockError::Poisoned(taken)) => return Some(taken.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => return None,
        }
    }
}

/// Whether the terminal takes what is written, or says that it never will again.
#[cfg(unix)]
fn takes_output() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdout = rustix::stdio::stdout();
    let patience = Timespec::try_from(PATIENCE).ok();
    poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], patience.as_ref()) != Ok(0)
}

#[cfg(not(unix))]
fn takes_output() -> bool {
    true
}

fn set_mouse(on: bool) -> io::Result<()> {
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !*taken {
        return Ok(());
    }
    let mut out = io::stdout();
    write_mouse(&mut out, on)?;
    out.flush()
}

/// Buttons and wheel only: reports of every movement would keep an idle program busy.
#[cfg(not(windows))]
fn write_mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    out.write_all(if on { b"\x1b[?1002h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1002l" })
}

#[cfg(windows)]
fn write_mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if on { queue!(out, EnableMouseCapture) } else { queue!(out, DisableMouseCapture) }
}
