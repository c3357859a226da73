//! Keeping a copied text for others after the program has ended.
//!
//! On X11 and Wayland the clipboard is no place: whoever copied something serves it to whoever pastes. A
//! child process goes on serving when the browser ends, until something else is copied.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::super::thread;

/// The hidden command under which the child runs.
pub const COMMAND: &str = "__keep-clipboard";

/// A display that is alive lets the child take over sooner. Where it does not, the child goes on by itself.
const PATIENCE: Duration = Duration::from_millis(250);

/// Starts a child that serves `text`, and waits until it does. Where the platform keeps the text itself, nothing is done.
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
        // A child that does not listen serves nothing; the loss is the clipboard's content, no more.
        let _ = input.write_all(text.as_bytes());
    }
    let Some(mut output) = child.stdout.take() else { return };
    let (ready, waited) = std::sync::mpsc::channel();
    let listen = move || {
        let mut byte = [0];
        let _ = output.read(&mut byte);
        let _ = ready.send(());
    };
    // Without the thread nobody is waited for: the sender is gone.
    let _ = thread::spawn("keeper", listen);
    let _ = waited.recv_timeout(PATIENCE);
}

/// The child's whole life: serves what stands on standard input until another program copies something.
///
/// # Errors
/// Where standard input cannot be read or no display lets itself be served.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn run() -> Result<(), String> {
    use arboard::SetExtLinux;

    // Not to die with the terminal that the browser ran in. It fails only where that is so already.
    let _ = rustix::process::setsid();
    // Nor to keep a folder from being removed, or a disk from being taken out.
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

/// A display that ends takes no clipboards over: without it the child would wait for ever.
#[cfg(all(unix, not(target_os = "macos")))]
fn end_with_display() {
    use x11rb::connection::Connection;

    // On Wayland alone there is no such display, and the end is noticed by who serves.
    let Ok((connection, _)) = x11rb::connect(None) else { return };
    let watch = move || {
        // No events are asked for: what comes is the end.
        while connection.wait_for_event().is_ok() {}
        std::process::exit(0);
    };
    // Without the thread the child may outlive its display: no reason not to serve.
    let _ = thread::spawn("display", watch);
}

/// Nothing to do: here the platform keeps what was copied.
///
/// # Errors
/// None.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn run() -> Result<(), String> {
    Ok(())
}
