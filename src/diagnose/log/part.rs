//! The part of a stream that is in memory, and the windows that are cut out of it.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use super::beside;
use super::marks::Marks;
use super::window::Window;
use crate::diagnose::read::line;
use crate::diagnose::read::word::Place;

/// Inputs up to this size are read as one text.
const WHOLE: usize = 64 * 1024;
/// So many lines, blank ones among them, tell whether a text is a log.
const TELLING: usize = 400;
/// How much is looked at in one go.
const CHUNK: usize = 4 * 1024 * 1024;
/// How much of it is searched for marks by one core at a time. It is the same for any number of cores.
const PIECE: usize = 256 * 1024;
/// How far before a mark its error may begin, in bytes and lines.
const BEFORE: (usize, usize) = (2048, 6);
/// How far behind a mark its error may go on.
const BEHIND: (usize, usize) = (4096, 12);
/// Marks that stand close are read together, up to this size.
const TOGETHER: usize = 32 * 1024;
/// How much of the end is scanned again with what follows: a mark, or what is looked at around it, may have been cut.
const AGAIN: usize = 320;

/// The part of a stream that is in memory.
pub struct Part {
    bytes: Vec<u8>,
    filled: usize,
    /// The first bytes of the stream, which tell what it is.
    first: Vec<u8>,
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

impl Part {
    /// Reads so much that it can be told what the stream is.
    pub fn begin(input: &mut dyn Read) -> Self {
        let mut part = Self {
            bytes: vec![0; CHUNK],
            filled: 0,
            first: Vec::new(),
            ended: false,
            quiet: false,
            endless: false,
            fault: None,
            line: 1,
            counted: 0,
            settled: 0,
        };
        while !part.ended && part.filled <= WHOLE {
            if part.quiet && part.filled > 0 && (part.endless || part.place() == Place::Log) {
                break;
            }
            part.fill(input);
        }
        part
    }

    /// What has been read so far.
    pub fn head(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }

    /// The stream as one text, if it is no longer than one.
    pub fn whole(&self) -> Option<Window> {
        let whole = self.ended && self.filled <= WHOLE;
        let text = || String::from_utf8_lossy(self.head()).into_owned();
        whole.then(|| Window { text: text(), line: 1, place: self.place() })
    }

    /// # Errors
    /// Where the stream could not be read to its end.
    pub fn end(self) -> io::Result<()> {
        self.fault.map_or(Ok(()), Err)
    }

    /// Whether the first lines begin a log or something that was pasted.
    fn place(&self) -> Place {
        let lines = self.first.split(|&b| b == b'\n').take(TELLING);
        let heads: Vec<_> = lines.map(|line| String::from_utf8_lossy(&line[..line.len().min(400)])).collect();
        if line::is_log(heads.iter().map(|line| &**line)) { Place::Log } else { Place::Paste }
    }

    /// Gives the windows of the stream, those of a chunk at a time, until it ends or nobody takes them any more.
    pub fn run(&mut self, input: &mut dyn Read, cores: usize, take: &mut dyn FnMut(Vec<Window>) -> bool) {
        let marks = Marks::new();
        let mut place = self.place();
        let mut from = 0;
        loop {
            let found = self.marks(&marks, from, cores);
            let mut windows = Vec::new();
            let keep = self.cut(&found, place, &mut windows);
            // While all is quiet, too: whoever reads may have gone.
            if (!windows.is_empty() || self.quiet) && !take(windows) || self.ended {
                return;
            }
            from = self.filled - keep.scanned_behind;
            from -= self.shift(keep.from);
            let told = self.first.len();
            self.fill(input);
            // What began slowly shows later what it is.
            if self.first.len() > told {
                place = self.place();
            }
        }
    }

    /// The marks that stand from `from` on.
    fn marks(&self, marks: &Marks, from: usize, cores: usize) -> Vec<Range<usize>> {
        let pieces: Vec<_> = (from..self.filled).step_by(PIECE).collect();
        let of_piece = |&piece: &usize| {
            let end = (piece + PIECE).min(self.filled);
            let bytes = &self.bytes[..(end + AGAIN).min(self.filled)];
            let mut at = piece;
            let mut found = Vec::new();
            while let Some((mark, behind)) = marks.next(bytes, at).filter(|(mark, _)| *mark < end) {
                found.push(mark..behind);
                at = behind;
            }
            found
        };
        beside::each(cores, &pieces, &of_piece).concat()
    }

    /// Reads what the stream has at the moment.
    fn fill(&mut self, input: &mut dyn Read) {
        self.quiet = false;
        loop {
            match input.read(&mut self.bytes[self.filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    let telling = read.min(WHOLE - self.first.len());
                    self.first.extend_from_slice(&self.bytes[self.filled..self.filled + telling]);
                    self.filled += read;
                }
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

    /// Cuts out the lines around marks.
    fn cut(&mut self, marks: &[Range<usize>], place: Place, windows: &mut Vec<Window>) -> Keep {
        let mut marks = marks.iter().peekable();
        let mut done = 0;
        while let Some(Range { start: mark, end }) = marks.next().cloned() {
            if mark < done {
                continue;
            }
            let window = self.before(mark);
            let mut until = self.behind(end);
            // Marks near by belong to the same reading.
            while until < self.filled && until - window < TOGETHER {
                let Some(next) = marks.next_if(|next| next.end <= until) else { break };
                until = self.behind(next.end).max(until);
            }
            let room = window > 0 || self.filled < self.bytes.len();
            if until >= self.filled && !self.is_whole() && room {
                return Keep { from: window, scanned_behind: self.filled - mark };
            }
            self.count_to(window);
            let text = String::from_utf8_lossy(&self.bytes[window..until]).into_owned();
            windows.push(Window { text, line: self.line, place });
            self.settled = until;
            done = until.max(end);
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
    let head = match head.contains('：') {
        true => Cow::Owned(head.trim_end().replace('：', ":")),
        false => Cow::Borrowed(head.trim_end()),
    };
    let parts = ["\"Code\"", "\"Message\"", "\"RequestId\"", "SDK.", "SDKError"];
    line::of(&head).is_some_and(|own| line::goes_on(Some(own), own, &head))
        || parts.iter().any(|part| head.contains(part))
}
