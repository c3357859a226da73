//! Signals that end, stop or continue the program, and a watch for a terminal that vanishes without a signal.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::inbox::Input;
use super::terminal::Device;

/// How long the loop may take to end after a signal; then the process is ended.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(500);

/// Turns signals into input of the loop. If the loop does not react in time, the process is ended here.
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

/// The signals that end a process, except those for its own faults.
#[cfg(unix)]
const ENDING: &[i32] = {
    use signal_hook::consts::{
        SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
    };
    &[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ]
};

/// Restores the terminal inside the handler of `SIGABRT`: the process ends when that returns, before any thread could
/// act.
#[cfg(unix)]
fn restore_on_abort(device: &Arc<Device>) -> std::io::Result<()> {
    use signal_hook::consts::SIGABRT;
    let device = Arc::clone(device);
    let handler = move || {
        device.restore();
        // If the signal was sent from outside, it must end the process, too.
        let _ = signal_hook::low_level::emulate_default_handler(SIGABRT);
    };
    // SAFETY: the handler allocates nothing and cannot panic; it waits for a limited time, writes, polls and sets modes.
    unsafe { signal_hook::low_level::register(SIGABRT, handler) }?;
    Ok(())
}

/// Watches for the end of the terminal. A program in the background, or of another session, gets no signal for that.
#[cfg(unix)]
fn watch_terminal(device: Arc<Device>, inbox: Sender<Input>) -> std::io::Result<()> {
    super::thread::spawn("terminal", move || {
        // Where this cannot be watched, signals have to do.
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

/// Ends the process by the signal, so that the process that waits for it sees the reason.
pub(super) fn end_by(signal: i32) -> ! {
    // This returns only for a signal that ends no process by default.
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Whether a shell could continue the program after a stop.
pub(super) fn has_shell() -> bool {
    // The leader of a session was started by the terminal itself, not by a shell in it.
    #[cfg(unix)]
    return rustix::process::getsid(None) != Ok(rustix::process::getpid());
    #[cfg(not(unix))]
    false
}

/// Stops the whole process group, as a terminal does at `Ctrl-Z`, until it is continued. A `cargo run` that waits for
/// this program has to stop with it.
///
/// The terminal must be restored before, for the shell uses it as soon as the first process has stopped.
pub(super) fn stop_all() {
    #[cfg(unix)]
    // If stopping fails, the program just goes on.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
}

/// Stops this process only: the sender of the signal has sent it to the others as well.
pub(super) fn stop() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
}
