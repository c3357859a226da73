//! What is left behind when the program has a fault: a sane terminal, a readable message, a report.

use std::backtrace::Backtrace;
use std::fs;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};

/// From now on a panic on any thread gives the terminal back, says what happened, names a report, and ends the process.
pub(super) fn on_panic(folder: Option<PathBuf>) {
    panic::set_hook(Box::new(move |info| {
        super::terminal::restore();
        let fault = describe(info);
        eprintln!("alierr: a fault in the program itself: {fault}");
        let folder = folder.clone().unwrap_or_else(std::env::temp_dir);
        match write(&folder, &fault) {
            Ok(path) => eprintln!("alierr: a report is in {}", path.display()),
            Err(error) => eprintln!("alierr: no report could be written to {}: {error}", folder.display()),
        }
        // Other threads must not go on drawing on a terminal that is no longer ours.
        std::process::exit(101);
    }));
}

/// A fault on purpose, so that tests see the program go down: in debug builds only, on the thread that the
/// variable `ALIERR_REHEARSE_FAULT` names (`loop`: at a key, `worker`: at a search).
pub(super) fn rehearse(thread: &str) {
    #[cfg(debug_assertions)]
    if std::env::var_os("ALIERR_REHEARSE_FAULT").is_some_and(|wanted| wanted == thread) {
        panic!("a fault on purpose");
    }
    #[cfg(not(debug_assertions))]
    let _ = thread;
}

fn describe(info: &PanicHookInfo) -> String {
    let payload = info.payload();
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    match info.location() {
        Some(place) => format!("{text} ({place})"),
        None => text.to_owned(),
    }
}

fn write(folder: &Path, fault: &str) -> std::io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("panic-{}.txt", std::process::id()));
    let (version, backtrace) = (env!("CARGO_PKG_VERSION"), Backtrace::force_capture());
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    fs::write(&path, format!("alierr {version}\nthread: {thread}\n{fault}\n\n{backtrace}\n"))?;
    Ok(path)
}
