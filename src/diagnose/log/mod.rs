//! Logs of any length: a cheap scan for the marks of errors, and a reading of the lines around them.

mod marks;
pub(super) mod tally;
mod utf16;

use std::io::{self, Read};
use std::sync::mpsc;
use std::thread;

use super::read::line;
use super::read::word::Place;
use marks::Marks;
use tally::Tally;
use utf16::Utf16;

/// Inputs up to this size are read as one text.
const WHOLE: usize = 64 * 1024;
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

/// What reads the text of a window, whose first line has a number, into a tally.
pub(super) type ReadText<'a> = &'a (dyn Fn(&str, usize, Place, &mut Tally) + Sync);

/// Reads a stream: a small one as a whole; of any other one thread looks for marks, another reads the lines around them.
pub(super) fn scan(read: ReadText, input: &mut dyn Read) -> io::Result<Tally> {
    let mut log = Log { bytes: vec![0; CHUNK], filled: 0, ended: false, line: 1, settled: 0, counted: 0 };
    log.fill(input)?;
    if let Some(order) = utf16::order(&log.bytes[..log.filled]) {
        let text = log.bytes[2..log.filled].chain(input);
        return scan(read, &mut Utf16::new(text, order));
    }
    let place = log.place();
    if log.ended && log.filled <= WHOLE {
        let mut tally = Tally::default();
        read(&String::from_utf8_lossy(&log.bytes[..log.filled]), 1, place, &mut tally);
        return Ok(tally);
    }
    let (sender, receiver) = mpsc::sync_channel::<Vec<Window>>(IN_FLIGHT);
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut tally = Tally::default();
            for window in receiver.into_iter().flatten() {
                read(&window.text, window.line, place, &mut tally);
            }
            tally
        });
        let found = log.run(input, |windows| {
            // Fails only if the reader panicked, which joining it tells.
            let _ = sender.send(windows);
        });
        drop(sender);
        let tally = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        found.map(|()| tally)
    })
}

/// Lines worth reading, and the number of the first.
struct Window {
    text: String,
    line: usize,
}

/// The part of a stream that is in memory.
struct Log {
    bytes: Vec<u8>,
    filled: usize,
    ended: bool,
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
    /// Whether what was read first begins a log or something that was pasted.
    fn place(&self) -> Place {
        let lines = self.bytes[..self.filled].split(|&b| b == b'\n').take(400);
        let heads: Vec<_> = lines.map(|line| String::from_utf8_lossy(&line[..line.len().min(400)])).collect();
        if line::is_log(heads.iter().map(|line| &**line)) { Place::Log } else { Place::Paste }
    }

    fn run(&mut self, input: &mut dyn Read, mut found: impl FnMut(Vec<Window>)) -> io::Result<()> {
        let marks = Marks::new();
        let mut from = 0;
        loop {
            let mut windows = Vec::new();
            let keep = self.read(&marks, from, &mut windows);
            if !windows.is_empty() {
                found(windows);
            }
            if self.ended {
                return Ok(());
            }
            from = self.filled - keep.scanned_behind;
            from -= self.shift(keep.from);
            self.fill(input)?;
        }
    }

    fn fill(&mut self, input: &mut dyn Read) -> io::Result<()> {
        while self.filled < self.bytes.len() {
            match input.read(&mut self.bytes[self.filled..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
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
    fn read(&mut self, marks: &Marks, from: usize, windows: &mut Vec<Window>) -> Keep {
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
            if until >= self.filled && !self.ended && window > 0 {
                return Keep { from: window, scanned_behind: self.filled - mark };
            }
            self.count_to(window);
            let text = String::from_utf8_lossy(&self.bytes[window..until]).into_owned();
            windows.push(Window { text, line: self.line });
            self.settled = until;
            at = until.max(scanned);
        }
        let from = self.filled.saturating_sub(BEFORE.0).max(self.settled);
        // A mark may have been cut in two.
        Keep { from, scanned_behind: (self.filled - from).min(320) }
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
