//! Signals that end, stop or continue the program, and the terminal that vanishes without one.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::inbox::Input;
use super::terminal::Device;

/// How long the loop may take to end after a signal, before the process is ended for it.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(500);

/// Turns signals into input of the loop. A loop that does not follow is not waited for.
#[cfg(unix)]
pub(super) fn listen(device: Arc<Device>, inbox: Sender<Input>) -> std::io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

    restore_on_abort(&device)?;
    watch_terminal(Arc::clone(&device), inbox.clone())?;
    let mut signals =
        signal_hook::iterator::Signals::new(ENDING.iter().chain(&[SIGCONT, SIGTSTP, SIGWINCH]))?;
    super::thread::spawn("signals", move || {
        for signal in signals.forever() {
            let input = match signal {
                SIGTSTP => Input::Suspend,
                SIGCONT => Input::Continued,
                SIGWINCH => Input::Resized,
                _ => Input::Terminate(Some(signal)),
            };
            let ends = matches!(input, Input::Terminate(_));
            if inbox.send(input).is_err() && !ends {
                return;
            }
            if ends {
                std::thread::sleep(PATIENCE);
                device.restore();
                end_by(signal);
            }
        }
    })?;
    Ok(())
}

/// The signals that end a process, besides those that tell of its own faults.
#[cfg(unix)]
const ENDING: &[i32] = {
    use signal_hook::consts::{
        SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
    };
    &[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ]
};

/// `abort` ends the process as soon as the handler of its signal returns: no thread has time for anything.
#[cfg(unix)]
fn restore_on_abort(device: &Arc<Device>) -> std::io::Result<()> {
    use signal_hook::consts::SIGABRT;
    let device = Arc::clone(device);
    let handler = move || {
        device.restore_in_handler();
        // From outside it ends the process, too.
        let _ = signal_hook::low_level::emulate_default_handler(SIGABRT);
    };
    // SAFETY: the handler waits for no lock, allocates nothing and cannot panic; it writes, polls and sets modes.
    unsafe { signal_hook::low_level::register(SIGABRT, handler) }?;
    Ok(())
}

/// A terminal can vanish without a signal, where the program is not in its foreground or not of its session.
#[cfg(unix)]
fn watch_terminal(device: Arc<Device>, inbox: Sender<Input>) -> std::io::Result<()> {
    super::thread::spawn("terminal", move || {
        // Where it cannot be asked, signals have to do.
        if device.wait_gone() {
            // The loop may have ended already.
            let _ = inbox.send(Input::Terminate(None));
            std::thread::sleep(PATIENCE);
            std::process::exit(1);
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn listen(_device: Arc<Device>, _inbox: Sender<Input>) -> std::io::Result<()> {
    Ok(())
}

/// Ends the process as the signal would have, so that whoever waits for it knows.
pub(super) fn end_by(signal: i32) -> ! {
    // Only a signal that is no end by default comes back from this.
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Whether somebody could continue the program once it is stopped.
pub(super) fn has_shell() -> bool {
    // The leader of a session was started by the terminal itself, not by a shell in it.
    #[cfg(unix)]
    return rustix::process::getsid(None) != Ok(rustix::process::getpid());
    #[cfg(not(unix))]
    false
}

/// Stops everything that runs in this place of the shell's, as a terminal does at `Ctrl-Z`, until it is continued: a
/// `cargo run` that waits for this program has to stop with it.
///
/// The terminal must be given back before: the shell has it as soon as the first of them is stopped.
pub(super) fn stop_all() {
    #[cfg(unix)]
    // There is nothing to be done where stopping fails: the program just goes on.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
}

/// Stops this process alone: who sent it the signal has told the others.
pub(super) fn stop() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
}
