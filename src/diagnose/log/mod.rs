//! Logs of any length: a cheap scan for the marks of errors, and a reading of the lines around them.

mod marks;
pub(super) mod moment;
pub(super) mod tally;
pub(super) mod timeline;
mod utf16;

use std::io::{self, ErrorKind, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use super::read::line;
use super::read::word::Place;
use marks::Marks;
use utf16::Utf16;

/// Inputs up to this size are read as one text.
const WHOLE: usize = 64 * 1024;
/// So many lines, blank ones among them, tell whether a text is a log.
const TELLING: usize = 400;
/// How much is looked at in one go.
const CHUNK: usize = 512 * 1024;
/// How many chunks' windows may wait to be read.
const IN_FLIGHT: usize = 16;
/// How far before a mark its error may begin, in bytes and lines.
const BEFORE: (usize, usize) = (2048, 6);
/// How far behind a mark its error may go on.
const BEHIND: (usize, usize) = (4096, 12);
/// Marks that stand close are read together, up to this size.
const TOGETHER: usize = 32 * 1024;
/// How much of the end is scanned again with what follows: a mark, or what is looked at around it, may have been cut.
const AGAIN: usize = 320;

/// Lines worth reading.
#[derive(Debug)]
pub struct Window {
    pub text: String,
    /// The number of the first line.
    pub line: usize,
    /// What they are a part of.
    pub place: Place,
}

/// Reads a stream: a small one as a whole; of any other one thread looks for marks, and the lines around them are given
/// to `read` in their order.
///
/// A stream that says `WouldBlock` may never end: what it gave is read. One that says `TimedOut` makes a pause: if it is a
/// log, its blocks have ended.
///
/// # Errors
/// Where reading fails; what was read before has been given.
pub(super) fn scan(
    input: impl Read + Send,
    mut read: impl FnMut(Window) -> ControlFlow<()>,
) -> io::Result<()> {
    let (sender, receiver) = mpsc::sync_channel(IN_FLIGHT);
    thread::scope(|scope| {
        let scanner = scope.spawn(move || {
            let mut input = input;
            look(&mut input, &sender)
        });
        let _ = receiver.iter().flatten().try_for_each(&mut read);
        // Tells the scanner that nobody reads on.
        drop(receiver);
        scanner.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Sends the windows of a stream, those of a chunk at a time, until it ends or nobody takes them any more.
fn look(input: &mut dyn Read, windows: &SyncSender<Vec<Window>>) -> io::Result<()> {
    let mut log = Log::new();
    log.begin(input);
    if let Some(order) = utf16::order(&log.bytes[..log.filled]) {
        let mut text = Utf16::new(log.bytes[2..log.filled].chain(input), order);
        return look(&mut text, windows);
    }
    let place = log.place();
    if log.ended && log.filled <= WHOLE {
        let text = String::from_utf8_lossy(&log.bytes[..log.filled]).into_owned();
        let _ = windows.send(vec![Window { text, line: 1, place }]);
    } else {
        log.run(input, place, windows);
    }
    log.fault.map_or(Ok(()), Err)
}

/// The part of a stream that is in memory.
struct Log {
    bytes: Vec<u8>,
    filled: usize,
    ended: bool,
    /// Nothing more has come for a while: what is there is whole.
    quiet: bool,
    /// It may never end.
    endless: bool,
    /// Why the stream ended.
    fault: Option<io::Error>,
    /// The line that stands at `counted`.
    line: usize,
    counted: usize,
    /// What lies before has been read.
    settled: usize,
}

/// What is still needed of the bytes in memory.
struct Keep {
    from: usize,
    /// How many bytes at the end have not been scanned.
    scanned_behind: usize,
}

impl Log {
    fn new() -> Self {
        Self {
            bytes: vec![0; CHUNK],
            filled: 0,
            ended: false,
            quiet: false,
            endless: false,
            fault: None,
            line: 1,
            counted: 0,
            settled: 0,
        }
    }

    /// Reads so much that it can be told what the stream is.
    fn begin(&mut self, input: &mut dyn Read) {
        while !self.ended && self.filled <= WHOLE {
            if self.quiet && self.filled > 0 && (self.endless || self.place() == Place::Log) {
                break;
            }
            self.fill(input);
        }
    }

    /// Whether the first lines begin a log or something that was pasted.
    fn place(&self) -> Place {
        let lines = self.bytes[..self.filled.min(WHOLE)].split(|&b| b == b'\n').take(TELLING);
        let heads: Vec<_> = lines.map(|line| String::from_utf8_lossy(&line[..line.len().min(400)])).collect();
        if line::is_log(heads.iter().map(|line| &**line)) { Place::Log } else { Place::Paste }
    }

    fn run(&mut self, input: &mut dyn Read, place: Place, found: &SyncSender<Vec<Window>>) {
        let marks = Marks::new();
        let mut from = 0;
        loop {
            let mut windows = Vec::new();
            let keep = self.read(&marks, from, place, &mut windows);
            // While all is quiet, too: whoever reads may have gone.
            if (!windows.is_empty() || self.quiet) && found.send(windows).is_err() || self.ended {
                return;
            }
            from = self.filled - keep.scanned_behind;
            from -= self.shift(keep.from);
            self.fill(input);
        }
    }

    /// Reads what the stream has at the moment.
    fn fill(&mut self, input: &mut dyn Read) {
        self.quiet = false;
        loop {
            match input.read(&mut self.bytes[self.filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if is_pause(&error) => {
                    self.quiet = true;
                    self.endless |= error.kind() == ErrorKind::WouldBlock;
                }
                Err(error) => {
                    self.ended = true;
                    self.fault = Some(error);
                }
            }
            return;
        }
    }

    /// Drops all before `from`; returns how much.
    fn shift(&mut self, from: usize) -> usize {
        self.count_to(from);
        self.bytes.copy_within(from..self.filled, 0);
        self.filled -= from;
        self.settled = self.settled.saturating_sub(from);
        self.counted = 0;
        from
    }

    fn count_to(&mut self, at: usize) {
        if at > self.counted {
            self.line += memchr::memchr_iter(b'\n', &self.bytes[self.counted..at]).count();
            self.counted = at;
        }
    }

    /// Cuts out the lines around the marks that stand from `from` on.
    fn read(&mut self, marks: &Marks, from: usize, place: Place, windows: &mut Vec<Window>) -> Keep {
        let mut at = from;
        while let Some((mark, end)) = marks.next(&self.bytes[..self.filled], at) {
            let window = self.before(mark);
            let mut until = self.behind(end);
            let mut scanned = end;
            // Marks near by belong to the same reading.
            while until < self.filled && until - window < TOGETHER {
                match marks.next(&self.bytes[..until], scanned) {
                    Some((_, end)) => {
                        scanned = end;
                        until = self.behind(end).max(until);
                    }
                    None => break,
                }
            }
            let room = window > 0 || self.filled < self.bytes.len();
            if until >= self.filled && !self.is_whole() && room {
                return Keep { from: window, scanned_behind: self.filled - mark };
            }
            self.count_to(window);
            let text = String::from_utf8_lossy(&self.bytes[window..until]).into_owned();
            windows.push(Window { text, line: self.line, place });
            self.settled = until;
            at = until.max(scanned);
        }
        let from = self.filled.saturating_sub(BEFORE.0 + AGAIN).max(self.settled);
        Keep { from, scanned_behind: (self.filled - from).min(AGAIN) }
    }

    /// Whether the last line in memory is whole as it is.
    fn is_whole(&self) -> bool {
        self.ended || self.quiet
    }

    /// Where the lines before a mark begin: with its record, or further up where the lines there tell of an error too.
    fn before(&self, mark: usize) -> usize {
        let limit = mark.saturating_sub(BEFORE.0).max(self.settled);
        let mut start = mark;
        for number in 0..=BEFORE.1 {
            let line = memchr::memrchr(b'\n', &self.bytes[limit..start.saturating_sub(1).max(limit)]);
            let line = line.map_or(limit, |at| limit + at + 1);
            let text = &self.bytes[line..start];
            if number > 0 && is_record(text) && !goes_on(text) {
                // The record that a line without a beginning of its own belongs to.
                return if is_record(&self.bytes[start..mark.max(start + 1)]) { start } else { line };
            }
            start = line;
            if start == limit {
                break;
            }
        }
        start
    }

    /// Where the lines behind a mark end: with its record, or further down where the lines there tell of an error too.
    fn behind(&self, mark: usize) -> usize {
        let limit = (mark + BEHIND.0).min(self.filled);
        let mut end = mark;
        for number in 0..=BEHIND.1 {
            let next = memchr::memchr(b'\n', &self.bytes[end..limit]).map_or(limit, |at| end + at + 1);
            let line = &self.bytes[end..next];
            // What the line is shows when it is whole.
            if next == self.filled && !line.ends_with(b"\n") && !self.is_whole() {
                return next;
            }
            if number > 0 && is_record(line) && !goes_on(line) {
                return end;
            }
            end = next;
            if end == limit {
                break;
            }
        }
        end
    }
}

/// Whether there is nothing for now; what the system says is a fault.
fn is_pause(error: &io::Error) -> bool {
    error.raw_os_error().is_none() && matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

fn is_record(line: &[u8]) -> bool {
    let head = &line[..line.len().min(200)];
    let head = String::from_utf8_lossy(head);
    line::begins_record(&head) || line::of(&head).is_some()
}

/// Whether a line that begins like a record goes on with an error: some loggers put their prefix before each line.
fn goes_on(line: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&line[..line.len().min(200)]);
    let head = head.trim_end().replace('：', ":");
    let parts = ["\"Code\"", "\"Message\"", "\"RequestId\"", "SDK.", "SDKError"];
    parts.iter().any(|part| head.contains(part))
        || line::of(&head).is_some_and(|own| line::goes_on(Some(own), own, &head))
}
