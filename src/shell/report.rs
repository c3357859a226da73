//! What a panic leaves behind: a restored terminal, a readable message, and a report.

use std::backtrace::Backtrace;
use std::fs::{self, File};
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::terminal::Device;
use crate::settings::create_private;

/// How many names are tried for a report, as some may be taken.
const MOST_NAMES: u32 = 100;

/// From now on, a panic on any thread restores the terminal, says what happened, names a report, and ends the process.
pub(super) fn on_panic(device: Arc<Device>, folder: Option<PathBuf>) {
    panic::set_hook(Box::new(move |info| {
        device.restore();
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

/// Panics on purpose, so that tests can see the program go down: in debug builds only, on the thread that the variable
/// `ALIERR_REHEARSE_FAULT` names (`loop`: at a key, `worker`: at a search). `abort` ends the process at a key, as an
/// overflow of the stack does.
pub(super) fn rehearse(thread: &str) {
    #[cfg(debug_assertions)]
    if std::env::var_os("ALIERR_REHEARSE_FAULT").is_some_and(|wanted| wanted == thread) {
        panic!("a fault on purpose");
    }
    #[cfg(debug_assertions)]
    if thread == "loop" && std::env::var_os("ALIERR_REHEARSE_FAULT").is_some_and(|wanted| wanted == "abort") {
        std::process::abort();
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

fn write(folder: &Path, fault: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let (path, mut file) = create(folder)?;
    let (version, backtrace) = (env!("CARGO_PKG_VERSION"), Backtrace::force_capture());
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    write!(file, "alierr {version}\nthread: {thread}\n{fault}\n\n{backtrace}\n")?;
    Ok(path)
}

/// A new file for a report. It may quote what was pasted, so nobody else may read it, and a name that is taken,
/// perhaps by somebody else in a shared folder, is skipped.
fn create(folder: &Path) -> io::Result<(PathBuf, File)> {
    let process = std::process::id();
    let mut names = std::iter::once(format!("panic-{process}.txt"))
        .chain((2..=MOST_NAMES).map(|number| format!("panic-{process}-{number}.txt")));
    names
        .find_map(|name| {
            let path = folder.join(name);
            match create_private(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
                created => Some(created.map(|file| (path, file))),
            }
        })
        .unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_report_is_for_its_owner_alone_and_follows_no_links() {
        let folder = std::env::temp_dir().join(format!("alierr-report-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let victim = folder.join("victim");
        symlink(&victim, folder.join(format!("panic-{}.txt", std::process::id()))).unwrap();
        let path = write(&folder, "a fault").unwrap();
        assert!(!victim.exists());
        assert!(fs::symlink_metadata(&path).unwrap().is_file());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let second = write(&folder, "another").unwrap();
        assert_ne!(path, second);
        assert!(fs::read_to_string(&path).unwrap().contains("a fault"));
        fs::remove_dir_all(folder).unwrap();
    }
}
