//! The console of Windows, through crossterm.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crossterm::ansi_support::supports_ansi;
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;

/// Ends a synchronised update; no marked pastes, no colours, the main screen, a cursor.
const RESET: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h";

/// The console, shared by all threads that write to it or restore it.
#[derive(Debug)]
pub(in crate::shell) struct Device {
    /// Whether the console is taken over. Writers hold this lock while they write.
    taken: Mutex<bool>,
}

impl Device {
    /// # Errors
    /// It has none: a missing console is noticed when it is taken over.
    pub(in crate::shell) fn open() -> io::Result<Self> {
        Ok(Self { taken: Mutex::new(false) })
    }

    pub(super) fn take(&self) -> io::Result<()> {
        // A console obeys escape sequences, of which the frames are made, only where it is told to. This tells it.
        if !supports_ansi() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        enable_raw_mode()?;
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        Ok(())
    }

    /// Restores the console. May be called at any time, from any thread, any number of times.
    pub(in crate::shell) fn restore(&self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::take(&mut *taken) {
            let mut out = io::stdout();
            let _ = execute!(out, DisableMouseCapture);
            let _ = out.write_all(RESET).and_then(|()| out.flush());
            let _ = disable_raw_mode();
        }
    }

    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if *taken {
            let mut out = io::stdout();
            out.write_all(bytes)?;
            out.flush()?;
        }
        Ok(bytes.len())
    }

    /// The console takes everything at once, or blocks.
    pub(super) fn wait_writable(&self, _patience: Option<Duration>) -> bool {
        true
    }

    pub(super) fn set_mouse(&self, on: bool) -> io::Result<()> {
        let mut out = io::stdout();
        if on { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
    }

    pub(super) fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size { width, height })
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.restore();
    }
}
