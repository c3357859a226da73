//! Reads several files at a time, and reports on them in their order.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use crate::cli::texts::Text;
use crate::diagnose::{Engine, Finding};

/// The findings of a file, and why it was not read to its end.
pub type Read = (Text, io::Result<()>);

/// An event of reading a file.
pub enum Event {
    Found(Box<Finding>),
    /// Its end, or why it cannot be read at all.
    End(io::Result<Read>),
}

/// Reads files on all cores, and gives the events of each to `take`, file by file.
///
/// # Errors
/// Those of `take`; then no more is read.
pub fn each(
    engine: &Engine,
    files: &[PathBuf],
    read: impl Fn(&Engine, &PathBuf, &mut dyn FnMut(&Finding) -> ControlFlow<()>) -> io::Result<Read> + Sync,
    mut take: impl FnMut(&PathBuf, Event) -> io::Result<()>,
) -> io::Result<()> {
    if let [file] = files {
        return alone(engine, file, read, take);
    }
    let (senders, receivers): (Vec<_>, Vec<_>) = files.iter().map(|_| mpsc::channel()).unzip();
    let unread = Mutex::new(files.iter().zip(senders));
    // The lock is held only while the next file is taken.
    let next = || unread.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some((file, sender)) = next() {
            let tell = |event| match sender.send(event) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            };
            let told = read(engine, file, &mut |finding| tell(Event::Found(Box::new(finding.clone()))));
            let _ = tell(Event::End(told));
        }
    };
    thread::scope(|scope| {
        for _ in 0..engine.cores().min(files.len()) {
            scope.spawn(work);
        }
        for (file, events) in files.iter().zip(receivers) {
            let mut ended = false;
            for event in events {
                ended |= matches!(event, Event::End(_));
                if let Err(error) = take(file, event) {
                    while next().is_some() {}
                    return Err(error);
                }
            }
            // The thread of this file panicked. The scope passes the panic on.
            if !ended {
                while next().is_some() {}
                break;
            }
        }
        Ok(())
    })
}

/// Reads a file that may never end, and stops when the receiver is gone.
fn alone(
    engine: &Engine,
    file: &PathBuf,
    read: impl Fn(&Engine, &PathBuf, &mut dyn FnMut(&Finding) -> ControlFlow<()>) -> io::Result<Read>,
    mut take: impl FnMut(&PathBuf, Event) -> io::Result<()>,
) -> io::Result<()> {
    let mut untaken = None;
    let told = read(engine, file, &mut |finding| match take(file, Event::Found(Box::new(finding.clone()))) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            untaken = Some(error);
            ControlFlow::Break(())
        }
    });
    match untaken {
        Some(error) => Err(error),
        None => take(file, Event::End(told)),
    }
}
