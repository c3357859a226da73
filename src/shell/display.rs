//! Whether the user sees the windows of this machine, which decides about the web browser and the clipboard.

/// Whether this process can show windows to its user: it has a display; on Windows and macOS, it was not started over
/// SSH.
pub(super) fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(any(windows, target_os = "macos")) {
        !set("SSH_CONNECTION")
    } else {
        set("DISPLAY") || set("WAYLAND_DISPLAY")
    }
}
