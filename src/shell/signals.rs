//! Signals that end or stop the program.

use std::sync::mpsc::Sender;

use super::run::Input;

/// How long the loop may take to end after a signal, before the process is ended for it.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(500);

/// Turns signals into input of the loop. A loop that does not follow, because its terminal blocks, is not waited for.
#[cfg(unix)]
pub(super) fn listen(inbox: Sender<Input>) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGTSTP {
                if inbox.send(Input::Suspend).is_err() {
                    return;
                }
                continue;
            }
            let _ = inbox.send(Input::Terminate);
            std::thread::sleep(PATIENCE);
            super::terminal::restore();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn listen(_inbox: Sender<Input>) -> std::io::Result<()> {
    Ok(())
}

/// Stops the process, as `Ctrl-Z` does, until it is continued.
pub(super) fn stop() {
    #[cfg(unix)]
    // There is nothing to be done where stopping fails: the program just goes on.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
