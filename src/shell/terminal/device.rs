//! The device that the terminal is: where keys come from and where frames go.
//!
//! It need not be standard input and output: keys are read from the terminal while a pipe is read, and a screen can be
//! drawn while standard output goes to a file. Where the system lets it, the device is opened anew, so that writing
//! to it can be made not to block without that being so for the shell, too.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fstat, open};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};

/// A terminal that takes nothing for so long is given back without its leave.
const PATIENCE: Duration = Duration::from_millis(200);

/// Ends whatever was being sent, then: no synchronised update, no mouse, no marked pastes, lines that wrap, no
/// colours, the main screen, a cursor.
const RESET: &[u8] = b"\x1b\\\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h";

/// A terminal, shared by all who write to it, read it or give it back.
#[derive(Debug)]
pub(in crate::shell) struct Device {
    input: OwnedFd,
    output: OwnedFd,
    /// The modes before anybody changed them.
    before: Termios,
    /// Those of the terminal that keys come from, where it is another one.
    keys_before: Option<Termios>,
    /// Whether the terminal is ours; whoever writes to it holds this. A fault on any thread must be able to give it
    /// back, and what other threads would still write then must not reach it.
    taken: Mutex<bool>,
}

/// Whether something can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::shell) enum Readable {
    Ready,
    TimedOut,
    /// There is no terminal any more.
    Gone,
}

impl Device {
    /// Standard input and output where they are a terminal, else the one that the process was started on.
    ///
    /// # Errors
    /// Where there is no terminal.
    pub(in crate::shell) fn open() -> io::Result<Self> {
        let (stdin, stdout) = (rustix::stdio::stdin(), rustix::stdio::stdout());
        let output = if isatty(stdout) { reopened(stdout)? } else { controlling()? };
        let input = match (isatty(stdin), isatty(stdout)) {
            (true, _) => reopened(stdin)?,
            (false, true) => controlling().or_else(|_| reopened(stdout))?,
            (false, false) => output.try_clone()?,
        };
        let before = tcgetattr(&output)?;
        let is_same = fstat(&input)?.st_rdev == fstat(&output)?.st_rdev;
        let keys_before = if is_same { None } else { Some(tcgetattr(&input)?) };
        Ok(Self { input, output, before, keys_before, taken: Mutex::new(false) })
    }

    /// Keys come as they are pressed from now on, and the terminal is ours.
    pub(super) fn take(&self) -> io::Result<()> {
        self.set_modes(|before| {
            let mut raw = before.clone();
            raw.make_raw();
            raw
        })?;
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        Ok(())
    }

    /// Sets the modes made of those before, without waiting for what was written.
    fn set_modes(&self, made_of: impl Fn(&Termios) -> Termios) -> io::Result<()> {
        let of_output = tcsetattr(&self.output, OptionalActions::Now, &made_of(&self.before));
        // One of them may be gone.
        let of_input = self
            .keys_before
            .as_ref()
            .map_or(Ok(()), |before| tcsetattr(&self.input, OptionalActions::Now, &made_of(before)));
        Ok(of_output.and(of_input)?)
    }

    /// Puts the terminal back as it was. May be called at any time, from any thread, any number of times.
    pub(in crate::shell) fn restore(&self) {
        let taken = self.try_lock();
        if taken.as_deref() == Some(&false) {
            return;
        }
        match taken {
            Some(mut taken) => {
                *taken = false;
                self.reset();
            }
            // A thread hangs in writing: nobody reads that terminal.
            None => drop(self.set_modes(Termios::clone)),
        }
    }

    /// The same inside the handler of a signal, where no lock is waited for and nothing is allocated.
    pub(in crate::shell) fn restore_in_handler(&self) {
        if !matches!(self.taken.try_lock().as_deref(), Ok(false)) {
            self.reset();
        }
    }

    /// What cannot be written needs no resetting.
    fn reset(&self) {
        let deadline = Instant::now() + PATIENCE;
        let mut rest = RESET;
        while !rest.is_empty() && self.wait_writable(Some(deadline.saturating_duration_since(Instant::now())))
        {
            match rustix::io::write(&self.output, rest) {
                Ok(length) => rest = &rest[length..],
                Err(Errno::AGAIN | Errno::INTR) if Instant::now() < deadline => {}
                Err(_) => break,
            }
        }
        let _ = self.set_modes(Termios::clone);
    }

    /// Waits a while for another thread's write to end.
    fn try_lock(&self) -> Option<MutexGuard<'_, bool>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.taken.try_lock() {
                Ok(taken) => return Some(taken),
                Err(TryLockError::Poisoned(taken)) => return Some(taken.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => return None,
            }
        }
    }

    /// Writes as much as the terminal takes now, as long as it is ours; returns how much that was.
    ///
    /// # Errors
    /// Where there is no terminal any more.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut written = 0;
        while *taken && written < bytes.len() {
            match rustix::io::write(&self.output, &bytes[written..]) {
                Ok(length) => written += length,
                Err(Errno::AGAIN) => return Ok(written),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(bytes.len())
    }

    /// Waits until the terminal takes something, for ever where no time is given; whether it does.
    pub(super) fn wait_writable(&self, patience: Option<Duration>) -> bool {
        !wait(self.output.as_fd(), PollFlags::OUT, patience).is_empty()
    }

    pub(in crate::shell) fn wait_readable(&self, patience: Option<Duration>) -> Readable {
        let came = wait(self.input.as_fd(), PollFlags::IN, patience);
        if came.contains(PollFlags::IN) {
            Readable::Ready
        } else if came.is_empty() {
            Readable::TimedOut
        } else {
            Readable::Gone
        }
    }

    /// Reads what is there; nothing is the terminal's end.
    ///
    /// # Errors
    /// `WouldBlock` where there is nothing now; others where there is no terminal any more.
    pub(in crate::shell) fn read(&self, chunk: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(&self.input, chunk)?)
    }

    /// Waits for the terminal's end; `false` where it cannot be waited for.
    pub(in crate::shell) fn wait_gone(&self) -> bool {
        // Asked for nothing, it answers only to the end.
        wait(self.output.as_fd(), PollFlags::empty(), None).intersects(PollFlags::HUP | PollFlags::ERR)
    }

    /// Columns and lines; 0 where the terminal does not know.
    pub(super) fn size(&self) -> io::Result<Size> {
        let size = tcgetwinsize(&self.output)?;
        Ok(Size { width: size.ws_col, height: size.ws_row })
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Waits until a descriptor can do something; what it can, nothing after the time.
fn wait(device: BorrowedFd<'_>, wanted: PollFlags, patience: Option<Duration>) -> PollFlags {
    let deadline = patience.map(|patience| Instant::now() + patience);
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut asked = [PollFd::from_borrowed_fd(device, wanted)];
        match poll(&mut asked, left.as_ref()) {
            // A signal came in between.
            Err(Errno::INTR) => {}
            Err(_) => return PollFlags::ERR,
            Ok(_) => return asked[0].revents(),
        }
    }
}

const FLAGS: OFlags = OFlags::RDWR.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// The same terminal under a description of our own; where it has no name here, as in some containers, the one that
/// is shared with others, to which writing may block.
fn reopened(terminal: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    #[cfg(target_os = "linux")]
    let name = {
        use std::os::fd::AsRawFd;
        Ok::<_, Errno>(format!("/proc/self/fd/{}", terminal.as_raw_fd()))
    };
    #[cfg(not(target_os = "linux"))]
    let name = rustix::termios::ttyname(terminal, Vec::new());
    let own = name.and_then(|name| open(name, FLAGS, Mode::empty())).ok().filter(|own| isatty(own));
    own.map_or_else(|| terminal.try_clone_to_owned(), Ok)
}

/// The terminal that the process was started on.
fn controlling() -> io::Result<OwnedFd> {
    // Some systems cannot wait for `/dev/tty`, but for what standard error may be.
    let stderr = rustix::stdio::stderr();
    if cfg!(not(target_os = "linux")) && isatty(stderr) {
        return reopened(stderr);
    }
    Ok(open("/dev/tty", FLAGS, Mode::empty())?)
}
