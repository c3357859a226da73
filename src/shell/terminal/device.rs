//! The terminal's device: the descriptors that keys come from and that frames go to.
//!
//! These need not be standard input and output: a pipe may be read while keys come from the terminal, and standard
//! output may go to a file while a screen is drawn. If possible, the device is opened anew: then it can be made
//! non-blocking without making the shell's descriptor non-blocking, too.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fstat, open};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};

/// How long to wait for a terminal that accepts nothing, before its modes are restored without the reset sequence.
const PATIENCE: Duration = Duration::from_millis(200);

/// The reset sequence. It ends a control string that may be open, the synchronised update, the mouse and the marked
/// pastes, turns line wrapping on and colours off, and shows the main screen and the cursor.
const RESET: &[u8] = b"\x1b\\\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h";

/// A terminal, shared by all threads that write to it, read it or restore it.
#[derive(Debug)]
pub(in crate::shell) struct Device {
    input: OwnedFd,
    output: OwnedFd,
    /// The modes before this program changed them.
    before: Termios,
    /// The modes of the terminal that keys come from, if that is another one.
    keys_before: Option<Termios>,
    /// Whether the terminal is taken over. Once it is restored, what any thread still writes must not reach it.
    taken: AtomicBool,
    /// Held while something is written.
    writes: Mutex<()>,
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
    /// Opens standard input and output if they are a terminal, else the terminal that the process was started on.
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
        Ok(Self { input, output, before, keys_before, taken: AtomicBool::new(false), writes: Mutex::new(()) })
    }

    /// Takes the terminal over: keys come as they are pressed from now on.
    pub(super) fn take(&self) -> io::Result<()> {
        self.set_modes(|before| {
            let mut raw = before.clone();
            raw.make_raw();
            raw
        })?;
        self.taken.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// Sets modes that are made from the earlier ones, without waiting for pending output.
    fn set_modes(&self, made_of: impl Fn(&Termios) -> Termios) -> io::Result<()> {
        let of_output = tcsetattr(&self.output, OptionalActions::Now, &made_of(&self.before));
        // One of the two terminals may be gone; the other one is set all the same.
        let of_input = self
            .keys_before
            .as_ref()
            .map_or(Ok(()), |before| tcsetattr(&self.input, OptionalActions::Now, &made_of(before)));
        Ok(of_output.and(of_input)?)
    }

    /// Restores the terminal. May be called at any time, from any thread, any number of times. A signal handler may call
    /// it, too: it allocates nothing, and every wait in it has a limit.
    pub(in crate::shell) fn restore(&self) {
        let writes = self.try_lock();
        let was_taken = self.taken.swap(false, Ordering::SeqCst);
        // Without the lock, a thread hangs in a write, or a handler has interrupted it there.
        if was_taken || writes.is_none() {
            self.reset();
        }
    }

    /// Writes the reset sequence. If it cannot be written, nobody sees the terminal.
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

    /// Waits for a limited time until another thread's write has ended.
    fn try_lock(&self) -> Option<MutexGuard<'_, ()>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.writes.try_lock() {
                Ok(writes) => return Some(writes),
                Err(TryLockError::Poisoned(writes)) => return Some(writes.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => return None,
            }
        }
    }

    /// Writes as many bytes as the terminal accepts now, if it is taken over; returns how many.
    ///
    /// # Errors
    /// Where there is no terminal any more.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let _writes = self.writes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut written = 0;
        while self.taken.load(Ordering::SeqCst) && written < bytes.len() {
            match rustix::io::write(&self.output, &bytes[written..]) {
                Ok(length) => written += length,
                Err(Errno::AGAIN) => return Ok(written),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(bytes.len())
    }

    /// Waits until the terminal accepts output, without `patience` for ever; returns whether it does.
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

    /// Reads what is there; 0 bytes mean that the terminal is gone.
    ///
    /// # Errors
    /// `WouldBlock` where there is nothing now; others where there is no terminal any more.
    pub(in crate::shell) fn read(&self, chunk: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(&self.input, chunk)?)
    }

    /// Waits until the terminal is gone; `false` where the system cannot wait for that.
    pub(in crate::shell) fn wait_gone(&self) -> bool {
        // With no events wanted, `poll` reports only the end.
        wait(self.output.as_fd(), PollFlags::empty(), None).intersects(PollFlags::HUP | PollFlags::ERR)
    }

    /// The size in columns and lines; 0 where the terminal does not know it.
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

/// Waits until a descriptor is ready; returns for what, and nothing if the time is over.
fn wait(device: BorrowedFd<'_>, wanted: PollFlags, patience: Option<Duration>) -> PollFlags {
    let deadline = patience.map(|patience| Instant::now() + patience);
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut asked = [PollFd::from_borrowed_fd(device, wanted)];
        match poll(&mut asked, left.as_ref()) {
            // A signal interrupted the wait.
            Err(Errno::INTR) => {}
            Err(_) => return PollFlags::ERR,
            Ok(_) => return asked[0].revents(),
        }
    }
}

const FLAGS: OFlags = OFlags::RDWR.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// The same terminal, opened anew. If it has no name here, as in some containers, the shared descriptor is used, and
/// writing to it may block.
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
    // Some systems cannot poll `/dev/tty`, but can poll the device that standard error may lead to.
    let stderr = rustix::stdio::stderr();
    if cfg!(not(target_os = "linux")) && isatty(stderr) {
        return reopened(stderr);
    }
    Ok(open("/dev/tty", FLAGS, Mode::empty())?)
}
