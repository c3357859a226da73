//! Runs a command at a pseudo-terminal or in pipes, and reads its output.

use std::ffi::OsString;
use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, WaitOptions, WaitStatus, getpgrp, ioctl_tiocsctty,
    kill_process_group, setsid, waitid, waitpid,
};
use rustix::stdio::{stderr, stdin, stdout};
use rustix::termios::{OutputModes, isatty, tcgetpgrp};
use signal_hook::consts::{SIGCONT, SIGWINCH};

use super::super::{signals, thread};
use super::ended::{Ended, Killed};
use super::forward::{Forward, Target};
use super::kept::Kept;
use super::keyboard::{self, Raw};
use super::mirror::Mirror;
use super::pty::{self, Pty};
use super::relay::{self, Route};

/// Runs a command and passes on what it prints.
///
/// # Errors
/// Where it cannot be started.
pub fn run(command: &[OsString]) -> io::Result<Ended> {
    let mut streams = Streams::plan();
    let forward = Forward::take(streams.seated)?;
    let (child, sources) = streams.start(command)?;
    let pid = Pid::from_child(&child);
    let target: Target = Arc::new(Mutex::new(Some(pid)));
    let master = streams.master.take().map(Arc::new);

    let (listening, ended) = io::pipe()?;
    let listening = Arc::new(listening);
    let kept = Arc::new(Mutex::new(Kept::default()));
    let mut relays = Vec::new();
    for (from, route) in sources {
        relays.push(listen(from, route, &listening, &kept, || {})?);
    }
    let mirror = master.clone().filter(|_| !streams.seated);
    let mirror = mirror.map(|master| Arc::new(Mutex::new(Mirror::new(master, streams.screen()))));
    let follow = {
        let mirror = mirror.clone();
        move || {
            if let Some(mirror) = &mirror {
                mirror.lock().unwrap_or_else(PoisonError::into_inner).follow();
            }
        }
    };
    if let Some(master) = &master {
        let route = Route { to: streams.screen(), stream: 0, terminal: true };
        relays.push(listen(Arc::clone(master), route, &listening, &kept, follow.clone())?);
    }
    let (screen, resized) = (streams.screen(), master.clone());
    forward.to(Arc::clone(&target), move |signal| match (signal, &resized, &mirror) {
        (SIGWINCH, Some(master), _) => pty::take_size(master, screen),
        (SIGCONT, _, Some(mirror)) => mirror.lock().unwrap_or_else(PoisonError::into_inner).resume(),
        _ => {}
    })?;
    let seat =
        master.filter(|_| streams.seated).map(|master| sit_down(master, &listening, pid)).transpose()?;
    let died = wait(pid, &target, seat.as_ref(), screen)?;
    // What it restored last, it printed nothing behind.
    follow();
    end(ended, relays, seat, died, &kept)
}

/// Collects the rest of the output, and gives the terminal back.
fn end(
    ended: PipeWriter,
    relays: Vec<JoinHandle<io::Result<()>>>,
    seat: Option<Seat>,
    died: Option<WaitStatus>,
    kept: &Mutex<Kept>,
) -> io::Result<Ended> {
    drop(ended);
    let mut unwritten = None;
    for relay in relays {
        let copied = relay.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        unwritten = unwritten.or(copied.err());
    }
    let signal = died.and_then(WaitStatus::terminating_signal);
    let typed = seat.as_ref().map(|seat| seat.typed.load(Ordering::SeqCst));
    let killed = signal.map(|signal| Killed { signal, by_key: typed == Some(signal) });
    drop(seat);
    let code = died.and_then(WaitStatus::exit_status).or(signal.map(|signal| 128 + signal));
    let status = code.and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX);
    let kept = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Ended { status, killed, kept, unwritten })
}

/// What the command's streams lead to.
struct Streams {
    /// Whether standard output, and standard error, is a terminal.
    terminals: [bool; 2],
    /// Whether the command has a pseudo-terminal of its own, and reads its keys.
    seated: bool,
    slave: Option<OwnedFd>,
    master: Option<OwnedFd>,
}

impl Streams {
    fn plan() -> Self {
        let mut terminals = [isatty(stdout()), isatty(stderr())];
        let any = terminals.contains(&true);
        // A background process must not read keys or set modes.
        let foreground = isatty(stdin()) && tcgetpgrp(stdin()).is_ok_and(|group| group == getpgrp());
        let mut streams = Self { terminals, seated: any && foreground, slave: None, master: None };
        if !any {
            return streams;
        }
        let (real, seated) = (streams.screen(), streams.seated);
        // Without keys of its own, the pseudo-terminal must not edit the output; the real terminal does that.
        let edited = |modes: &mut rustix::termios::Termios| {
            if !seated {
                modes.output_modes.remove(OutputModes::OPOST);
            }
        };
        match pty::open(if seated { stdin() } else { real }, edited) {
            Ok(Pty { master, slave }) => (streams.master, streams.slave) = (Some(master), Some(slave)),
            // Without a pseudo-terminal, pipes have to do.
            Err(_) => {
                terminals = [false; 2];
                streams = Self { terminals, seated: false, slave: None, master: None };
            }
        }
        streams
    }

    /// The terminal that is printed on.
    fn screen(&self) -> BorrowedFd<'static> {
        if self.terminals[0] { stdout() } else { stderr() }
    }

    /// Starts the command; returns its pipes and where they lead.
    fn start(&mut self, words: &[OsString]) -> io::Result<(Child, Vec<(OwnedFd, Route)>)> {
        let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
        let mut command = Command::new(program);
        command.args(arguments);
        let mut sources: Vec<(OwnedFd, Route)> = Vec::new();
        let slave = self.slave.take();
        if let Some(slave) = slave.as_ref().filter(|_| self.seated) {
            command.stdin(slave.try_clone()?);
            let sit = || {
                setsid()?;
                Ok(ioctl_tiocsctty(stdin())?)
            };
            // SAFETY: between fork and exec the closure makes two system calls, and allocates nothing.
            unsafe { command.pre_exec(sit) };
        }
        let mut shared: Option<PipeWriter> = None;
        for (stream, to) in [stdout(), stderr()].into_iter().enumerate() {
            let end: Stdio = match (&slave, &shared) {
                (Some(slave), _) if self.terminals[stream] => slave.try_clone()?.into(),
                // Two streams that lead to one place share a pipe, so that their order stays.
                (_, Some(writer)) if leads_to_one_place() => writer.try_clone()?.into(),
                _ => {
                    let (reader, writer) = io::pipe()?;
                    sources.push((reader.into(), Route { to, stream, terminal: false }));
                    shared = Some(writer.try_clone()?);
                    writer.into()
                }
            };
            if stream == 0 {
                command.stdout(end)
            } else {
                command.stderr(end)
            };
        }
        let child = command.spawn()?;
        Ok((child, sources))
    }
}

/// Whether standard output and standard error are the same file or pipe, as after `2>&1`.
fn leads_to_one_place() -> bool {
    let place = |fd: BorrowedFd| rustix::fs::fstat(fd).map(|stat| (stat.st_dev, stat.st_ino)).ok();
    place(stdout()).is_some() && place(stdout()) == place(stderr())
}

fn listen(
    from: impl AsFd + Send + 'static,
    route: Route,
    ended: &Arc<PipeReader>,
    kept: &Arc<Mutex<Kept>>,
    printed: impl FnMut() + Send + 'static,
) -> io::Result<JoinHandle<io::Result<()>>> {
    let (ended, kept) = (Arc::clone(ended), Arc::clone(kept));
    thread::spawn("output", move || relay::copy(from, &route, &ended, &kept, printed))
}

/// The real terminal, and the pseudo-terminal of the command.
struct Seat {
    raw: Raw,
    master: Arc<OwnedFd>,
    /// The signal of the last key that sends one; 0 where none was typed.
    typed: Arc<AtomicI32>,
}

fn sit_down(master: Arc<OwnedFd>, ended: &Arc<PipeReader>, pid: Pid) -> io::Result<Seat> {
    let raw = Raw::take(stdin())?;
    let typed = Arc::new(AtomicI32::new(0));
    let (keys, ended, signal) = (Arc::clone(&master), Arc::clone(ended), Arc::clone(&typed));
    thread::spawn("keyboard", move || keyboard::hand_on(stdin(), &keys, &ended, pid, &signal))?;
    Ok(Seat { raw, master, typed })
}

/// Waits for the command's end; where it has a terminal of its own and is stopped, so is this program.
fn wait(
    pid: Pid,
    target: &Target,
    seat: Option<&Seat>,
    screen: BorrowedFd,
) -> io::Result<Option<WaitStatus>> {
    let wanted = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    let wanted = if seat.is_some() { wanted | WaitIdOptions::STOPPED } else { wanted };
    loop {
        let told = match waitid(WaitId::Pid(pid), wanted) {
            Err(rustix::io::Errno::INTR) => continue,
            told => told?,
        };
        match seat {
            Some(seat) if told.is_some_and(|told| told.stopped()) => stop_with(seat, pid, screen)?,
            _ => break,
        }
    }
    // From here on, the process number may be given to another process.
    *target.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok(waitpid(Some(pid), WaitOptions::empty())?.map(|(_, status)| status))
}

/// Stops this program until it is continued, then continues the command.
fn stop_with(seat: &Seat, pid: Pid, screen: BorrowedFd) -> io::Result<()> {
    // `wait` has only looked at this stop. It is taken here, or it would be reported again and again.
    waitid(WaitId::Pid(pid), WaitIdOptions::STOPPED | WaitIdOptions::NOHANG)?;
    if !signals::has_shell() {
        return Ok(());
    }
    seat.raw.give_back();
    signals::stop_all();
    seat.raw.retake()?;
    pty::take_size(&seat.master, screen);
    // The command may have ended meanwhile; the next wait returns that.
    let _ = kill_process_group(pid, Signal::CONT);
    Ok(())
}
