//! Whether the program runs where its user sees windows: for the web browser, and for the clipboard.

/// Whether this process runs on a display of its own, and not at the far end of a line.
pub(super) fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(any(windows, target_os = "macos")) {
        !set("SSH_CONNECTION")
    } else {
        set("DISPLAY") || set("WAYLAND_DISPLAY")
    }
}
