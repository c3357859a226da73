//! Files: read within bounds, replaced as a whole, and locked.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Why a file is refused before its content is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("not a regular file")]
    NotRegular,
    /// The file has more than this many bytes.
    #[error("larger than {} MB", .0 / 1_000_000)]
    TooLarge(u64),
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> Self {
        io::Error::other(refused)
    }
}

/// What the system says of a fault, without the number that only programmers know it by.
pub fn told(error: &io::Error) -> String {
    let said = error.to_string();
    match said.rfind(" (os error ") {
        Some(at) if error.raw_os_error().is_some() => said[..at].to_owned(),
        _ => said,
    }
}

/// Reads a regular file of at most so many bytes. A FIFO or a device is refused without being waited for, and a
/// file without a length is empty.
///
/// # Errors
/// Where the file cannot be read, is no regular file, or is larger.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // The kind is asked for before the file is opened: opening a FIFO waits for its writer.
    let kind = fs::metadata(path)?;
    if !kind.is_file() {
        return Err(Refused::NotRegular.into());
    }
    if kind.len() > most {
        return Err(Refused::TooLarge(most).into());
    }
    // The kernel's own files claim to be empty, and reading one, such as `/proc/kmsg`, may wait for ever.
    if kind.len() == 0 {
        return Ok(Vec::new());
    }
    let mut bytes = Vec::with_capacity(kind.len() as usize);
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Refused::TooLarge(most).into());
    }
    Ok(bytes)
}

/// Writes a file beside its place, then puts it there, so that nobody ever reads half of it. A symlink stays one, and
/// an existing file keeps its mode: `tempfile` and `atomicwrites` would put a file of their own in the place of either.
///
/// # Errors
/// Where a folder or the file cannot be written; what stood there before still does.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The file that a link leads to is replaced, not the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(known) = fs::metadata(path) {
            // A file system without modes keeps none.
            let _ = file.set_permissions(known.permissions());
        }
        file.sync_all()?;
        fs::rename(&beside, path)
    });
    if written.is_err() {
        // The half-written file is of no use to anybody. Where it cannot be removed now, `sweep` does it later.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Locks a file that stands for others, and makes it where there is none. Dropping the result frees the lock.
///
/// # Errors
/// Where the file cannot be made, or another process still holds it after `patience`.
pub fn lock(path: &Path, patience: Duration) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    let deadline = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(2));
            }
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
            // Some network file systems have no locks: two changes at the same time may lose one of them there.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// A name beside a file that nobody else writes to.
fn beside(path: &Path) -> PathBuf {
    static WRITTEN: AtomicU32 = AtomicU32::new(0);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}-{number}.tmp", std::process::id()))
}
