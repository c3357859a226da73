//! Opening pages in the user's web browser.

use std::process::{Command, Stdio};

use super::thread;
use crate::text::file;

/// Starts the platform's opener.
///
/// # Errors
/// Where it cannot be started; what becomes of the page afterwards is not known.
pub(super) fn open(url: &str) -> Result<(), String> {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut child = Command::new(program)
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{program}: {}", file::told(&error)))?;
    // Somebody has to fetch its exit status, but nobody waits for it here.
    // Without a thread the entry of the ended child stays until the browser ends: no harm.
    let _ = thread::spawn("opener", move || child.wait());
    Ok(())
}
