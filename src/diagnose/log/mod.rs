//! Logs of any length: a cheap scan finds the marks of errors, and only the lines around them are read, on all cores.

mod beside;
pub(super) mod beyond;
mod block;
mod marks;
pub(super) mod moment;
mod part;
pub(super) mod recall;
mod record;
pub(super) mod tally;
pub(super) mod timeline;
pub(super) mod told;
mod utf16;
mod window;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

pub use block::is_pause;
use block::{Block, Source};
use marks::Marks;
use part::Part;
use utf16::Utf16;
pub(super) use window::Window;

/// How many batches of windows may wait to be read.
const IN_FLIGHT: usize = 16;

/// Reads a stream: a small one as a whole, of any other the lines around the marks of errors. `read` is called for
/// several windows at the same time, on `cores` threads. `take` gets the results in the order of the stream, so the
/// answer does not depend on the number of threads.
///
/// A stream that returns `WouldBlock` may never end: what it gave so far is read. One that returns `TimedOut` pauses:
/// if it is a log, its last block is complete.
///
/// # Errors
/// Where reading fails; what was read before has been taken.
pub(super) fn scan<T: Send>(
    mut input: impl Read + Send,
    cores: usize,
    read: &(impl Fn(&Window) -> T + Sync),
    take: &mut impl FnMut(&Window, T) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut part = Part::begin(&mut input);
    if let Some(order) = utf16::order(part.head()) {
        let text = Utf16::new(io::Cursor::new(part.head()[2..].to_vec()).chain(input), order);
        let text: Box<dyn Read + Send> = Box::new(text);
        return scan(text, cores, read, take);
    }
    if let Some(window) = part.whole() {
        let told = read(&window);
        let _ = take(&window, told);
        return part.end();
    }
    let (sender, receiver) = mpsc::sync_channel::<Vec<Window>>(IN_FLIGHT);
    let (fill, empty) = mpsc::channel();
    let (filled, full) = mpsc::channel();
    let readers = if part.is_ended() { 0 } else { cores };
    // One block more than there are threads that search: it is cut into windows meanwhile.
    (0..readers + usize::from(readers > 0)).for_each(|_| drop(fill.send(Block::new())));
    let marks = &Marks::new();
    let source = Arc::new(Mutex::new(Source::new(input, empty, filled)));
    thread::scope(|scope| {
        let reader = |_| {
            let source = Arc::clone(&source);
            scope.spawn(move || block::read_ahead(&source, marks))
        };
        let readers: Vec<_> = (0..readers).map(reader).collect();
        // Only the readers hold the source now, so the channel closes when they are gone.
        drop(source);
        let scanner = scope.spawn(move || {
            part.run(&fill, &full, marks, &mut |windows| sender.send(windows).is_ok());
            part.end()
        });
        let _ = receiver.iter().try_for_each(|mut windows| {
            // What else waits is read with them: sharing the work among the cores takes its time, too.
            windows.extend(receiver.try_iter().flatten());
            let told = beside::each(cores, &windows, read);
            windows.iter().zip(told).try_for_each(|(window, told)| take(window, told))
        });
        // The scanner notices that the channel is closed, and stops.
        drop(receiver);
        let end = scanner.join();
        let readers = readers.into_iter().try_for_each(|reader| reader.join());
        readers.and(end).unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
