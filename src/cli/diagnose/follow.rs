//! Inputs that pause, and inputs that grow until the user ends them.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// After this silence, a block counts as complete.
const QUIET: Duration = Duration::from_millis(250);

/// A flag that Ctrl-C sets; a second Ctrl-C ends the program at once.
pub fn end() -> io::Result<Arc<AtomicBool>> {
    let asked = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&asked))?;
        signal_hook::flag::register(signal, Arc::clone(&asked))?;
    }
    Ok(asked)
}

/// A file that is followed: read on when it grows, and from its beginning when it was emptied or replaced.
pub struct Growing {
    path: PathBuf,
    file: File,
    read: u64,
    ended: Arc<AtomicBool>,
}

impl Growing {
    /// # Errors
    /// Where the file cannot be opened.
    pub fn open(path: &Path, ended: Arc<AtomicBool>) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), file: File::open(path)?, read: 0, ended })
    }

    /// Opens the file that has replaced this one, or goes to the start if this one was emptied.
    fn begin_anew(&mut self) -> io::Result<bool> {
        if self.file.metadata()?.len() < self.read {
            self.file.seek(SeekFrom::Start(0))?;
        } else if self.is_replaced() {
            self.file = File::open(&self.path)?;
        } else {
            return Ok(false);
        }
        self.read = 0;
        Ok(true)
    }

    #[cfg(unix)]
    fn is_replaced(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let id = |file: io::Result<std::fs::Metadata>| file.map(|file| (file.dev(), file.ino())).ok();
        let named = id(std::fs::metadata(&self.path));
        named.is_some() && named != id(self.file.metadata())
    }

    #[cfg(not(unix))]
    fn is_replaced(&self) -> bool {
        false
    }
}

impl Read for Growing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ended.load(Ordering::Relaxed) {
            return Ok(0);
        }
        let mut length = self.file.read(buffer)?;
        if length == 0 {
            thread::sleep(QUIET);
            length = self.file.read(buffer)?;
        }
        if length == 0 {
            // While a file is being replaced, it may not exist for a moment.
            let _ = self.begin_anew();
            return Err(ErrorKind::WouldBlock.into());
        }
        self.read += length as u64;
        Ok(length)
    }
}

/// A stream that may be silent for a while.
pub struct Piped {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    given: usize,
    /// The error that stands for a pause.
    pause: ErrorKind,
    ended: Arc<AtomicBool>,
}

impl Piped {
    /// A stream that is read until it ends.
    pub fn pausing(stream: impl Read + Send + 'static) -> Self {
        Self::new(stream, ErrorKind::TimedOut, Arc::default())
    }

    /// A stream that is read until the user ends it.
    pub fn endless(stream: impl Read + Send + 'static, ended: Arc<AtomicBool>) -> Self {
        Self::new(stream, ErrorKind::WouldBlock, ended)
    }

    /// Starts a thread that reads the stream; it ends with the process.
    fn new(mut stream: impl Read + Send + 'static, pause: ErrorKind, ended: Arc<AtomicBool>) -> Self {
        let (sender, pieces) = mpsc::sync_channel(16);
        thread::spawn(move || {
            let mut buffer = vec![0; 64 * 1024];
            loop {
                let piece = match stream.read(&mut buffer) {
                    Ok(0) => return,
                    Ok(length) => Ok(buffer[..length].to_vec()),
                    Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                if sender.send(piece).is_err() {
                    return;
                }
            }
        });
        Self { pieces, piece: Vec::new(), given: 0, pause, ended }
    }
}

impl Read for Piped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Checked even if the stream never pauses.
        if self.ended.load(Ordering::Relaxed) {
            return Ok(0);
        }
        if self.given == self.piece.len() {
            self.piece = match self.pieces.recv_timeout(QUIET) {
                Ok(piece) => piece?,
                Err(RecvTimeoutError::Timeout) => return Err(self.pause.into()),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            self.given = 0;
        }
        let length = buffer.len().min(self.piece.len() - self.given);
        buffer[..length].copy_from_slice(&self.piece[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}
