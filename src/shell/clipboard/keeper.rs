//! Keeps a copied text available after the program has ended.
//!
//! X11 and Wayland store no clipboard: the program that copied something serves it to the program that pastes. When the
//! browser ends, a child process goes on serving until something else is copied.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::super::thread;

/// The hidden command under which the child runs.
pub const COMMAND: &str = "__keep-clipboard";

/// How long to wait for the child to take over; a working display is faster. After that, the child goes on by itself.
const PATIENCE: Duration = Duration::from_millis(250);

/// Starts a child that serves `text`, and waits until it does. Does nothing on platforms that store the clipboard.
pub(super) fn leave(text: &str) {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return };
    if let Some(mut input) = child.stdin.take() {
        // If the child does not read, only the clipboard's content is lost.
        let _ = input.write_all(text.as_bytes());
    }
    let Some(mut output) = child.stdout.take() else { return };
    let (ready, waited) = std::sync::mpsc::channel();
    let listen = move || {
        let mut byte = [0];
        let _ = output.read(&mut byte);
        let _ = ready.send(());
    };
    // Without the thread, the sender is dropped, and the wait below ends at once.
    let _ = thread::spawn("keeper", listen);
    let _ = waited.recv_timeout(PATIENCE);
}

/// The child's whole life: serves the text of standard input until another program copies something.
///
/// # Errors
/// Where standard input cannot be read or no display lets itself be served.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn run() -> Result<(), String> {
    use std::io;

    use arboard::SetExtLinux;

    // A session of its own, so as not to die with the terminal. It fails only if the process has one already.
    let _ = rustix::process::setsid();
    // Leaves the folder, which could otherwise not be removed or unmounted.
    let _ = std::env::set_current_dir("/");
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| error.to_string())?;
    let mut clipboard = arboard::Clipboard::new().map_err(|error| error.to_string())?;
    clipboard.set_text(text.clone()).map_err(|error| error.to_string())?;
    end_with_display();
    let mut out = io::stdout();
    // The browser may have stopped waiting.
    let _ = out.write_all(b"+").and_then(|()| out.flush());
    clipboard.set().wait().text(text).map_err(|error| error.to_string())
}

/// Ends the child with its display, or it would wait for ever.
#[cfg(all(unix, not(target_os = "macos")))]
fn end_with_display() {
    use x11rb::connection::Connection;

    // Under Wayland without X11 there is no such display; the serving connection then notices the end itself.
    let Ok((connection, _)) = x11rb::connect(None) else { return };
    let watch = move || {
        // No events were asked for, so the first thing that comes is the end.
        while connection.wait_for_event().is_ok() {}
        std::process::exit(0);
    };
    // Without the thread, the child may outlive its display, which is no reason not to serve.
    let _ = thread::spawn("display", watch);
}

/// Does nothing, for this platform stores the clipboard itself.
///
/// # Errors
/// It has none.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn run() -> Result<(), String> {
    Ok(())
}
