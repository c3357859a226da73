//! Logs of any length: a cheap scan for the marks of errors, and a reading of the lines around them.

use std::io::{self, BufRead};

use super::mark::Marks;
use super::tally::Tally;
use super::{Diagnosis, Engine, Strictness};

/// Inputs up to this size are read as one text.
pub(super) const WHOLE: usize = 64 * 1024;
/// How much is looked at in one go.
const CHUNK: usize = 1024 * 1024;
/// How far before a mark its error may begin, in bytes and lines.
const BEFORE: (usize, usize) = (2048, 6);
/// How far behind a mark its error may go on.
const BEHIND: (usize, usize) = (4096, 12);
/// Marks that stand close are read together, up to this size.
const TOGETHER: usize = 32 * 1024;

/// Reads a stream.
pub(super) fn scan(engine: &Engine, mut input: impl BufRead) -> io::Result<Diagnosis> {
    let mut tally = Tally::default();
    let mut log = Log { bytes: vec![0; CHUNK], filled: 0, ended: false, line: 1, settled: 0, counted: 0 };
    log.fill(&mut input)?;
    if log.ended && log.filled <= WHOLE {
        let text = String::from_utf8_lossy(&log.bytes[..log.filled]);
        engine.read(&text, 1, Strictness::Paste, &mut tally);
        return Ok(engine.judge(tally));
    }
    let marks = Marks::new();
    let mut from = 0;
    loop {
        let keep = log.read(engine, &marks, from, &mut tally);
        if log.ended {
            return Ok(engine.judge(tally));
        }
        from = log.filled - keep.scanned_behind;
        from -= log.shift(keep.from);
        log.fill(&mut input)?;
    }
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
    fn fill(&mut self, input: &mut impl BufRead) -> io::Result<()> {
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

    /// Reads the errors whose marks stand from `from` on.
    fn read(&mut self, engine: &Engine, marks: &Marks, from: usize, tally: &mut Tally) -> Keep {
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
            let text = String::from_utf8_lossy(&self.bytes[window..until]);
            engine.read(&text, self.line, Strictness::Log, tally);
            self.settled = until;
            at = until.max(scanned);
        }
        let from = self.filled.saturating_sub(BEFORE.0).max(self.settled);
        // A mark may have been cut in two.
        Keep { from, scanned_behind: (self.filled - from).min(320) }
    }

    /// Where the lines before a mark begin.
    fn before(&self, mark: usize) -> usize {
        let first = mark.saturating_sub(BEFORE.0).max(self.settled);
        let breaks = memchr::memrchr_iter(b'\n', &self.bytes[first..mark]).take(BEFORE.1 + 1);
        let (lines, last) = breaks.fold((0, first), |(lines, _), at| (lines + 1, first + at + 1));
        if lines > BEFORE.1 { last } else { first }
    }

    /// Where the lines behind a mark end.
    fn behind(&self, mark: usize) -> usize {
        let last = (mark + BEHIND.0).min(self.filled);
        let mut breaks = memchr::memchr_iter(b'\n', &self.bytes[mark..last]);
        breaks.nth(BEHIND.1).map_or(last, |at| mark + at + 1)
    }
}
