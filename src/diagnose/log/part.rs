//! The part of a stream that is in memory, and the windows that are cut out of it.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender};

use super::block::{Block, Filled, Next, ROOM};
use super::marks::{AGAIN, Marks, SEEN};
use super::record::{HEAD, Line};
use super::window::Window;
use crate::diagnose::read::line;
use crate::diagnose::read::word::Place;
use crate::text::decode::readable;

/// Inputs up to this size are read as one text.
const WHOLE: usize = 64 * 1024;
/// The first lines by which a text is judged to be a log, blank lines included.
const TELLING: usize = 400;

/// How many bytes of each of them are looked at.
const TOLD_BY: usize = 400;
/// How far before a mark its error may begin, in bytes and lines.
const BEFORE: (usize, usize) = (2048, 6);
/// How far behind a mark its error may go on.
const BEHIND: (usize, usize) = (4096, 12);
/// Marks that stand close are read together, up to this size.
const TOGETHER: usize = 32 * 1024;

// What is still needed of a block must fit into the room before the next.
const _: () = assert!(BEFORE.0 + TOGETHER + 2 * BEHIND.0 + AGAIN < ROOM);

/// The part of a stream that is in memory.
pub struct Part {
    block: Block,
    /// Where it begins: a place in the room before the block.
    start: usize,
    /// The first bytes of the stream, which show whether it is a log.
    first: Vec<u8>,
    ended: bool,
    /// Nothing has come for a while, so what is there counts as complete.
    quiet: bool,
    /// It may never end.
    endless: bool,
    /// Why the stream ended.
    fault: Option<io::Error>,
    /// The number of the line in which the block begins.
    line: usize,
    /// Everything before this place has been read.
    settled: usize,
    /// The lines behind marks that were looked at: where each begins, and whether an error before it ends there.
    /// Marks close to each other ask about the same lines.
    ends: Vec<(usize, bool)>,
}

/// What is still needed of the bytes in memory.
struct Keep {
    from: usize,
    /// How many bytes at the end have not been scanned.
    unscanned: usize,
}

impl Part {
    /// Reads enough to decide whether the stream is a log.
    pub fn begin(input: &mut dyn Read) -> Self {
        let mut part = Self {
            block: Block::new(),
            start: ROOM,
            first: Vec::new(),
            ended: false,
            quiet: false,
            endless: false,
            fault: None,
            line: 1,
            settled: ROOM,
            ends: Vec::new(),
        };
        while !part.ended && part.head().len() <= WHOLE {
            if part.quiet && !part.head().is_empty() && (part.endless || part.place() == Place::Log) {
                break;
            }
            let filled = part.block.filled;
            let next = part.block.read(input);
            part.hear(filled, next);
        }
        part
    }

    /// Whether the stream has ended.
    pub fn is_ended(&self) -> bool {
        self.ended
    }

    /// What has been read so far.
    pub fn head(&self) -> &[u8] {
        &self.block.bytes[self.start..self.block.filled]
    }

    /// The whole stream as one window, if it is small enough.
    pub fn whole(&self) -> Option<Window> {
        let whole = self.ended && self.head().len() <= WHOLE;
        let text = || readable(self.head()).into_owned();
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
        let heads: Vec<_> =
            lines.map(|line| String::from_utf8_lossy(&line[..line.len().min(TOLD_BY)])).collect();
        if line::is_log(heads.iter().map(|line| &**line)) { Place::Log } else { Place::Paste }
    }

    /// Passes the windows of the stream to `take`, those of one block at a time, until the stream ends or `take`
    /// returns `false`. Blocks that were read are sent back to be filled again.
    pub fn run(
        &mut self,
        empty: &Sender<Block>,
        filled: &Receiver<Receiver<Filled>>,
        marks: &Marks,
        take: &mut dyn FnMut(Vec<Window>) -> bool,
    ) {
        let mut place = self.place();
        let mut found = self.marks(marks, self.start, self.block.filled);
        loop {
            let mut windows = Vec::new();
            let keep = self.cut(&found, place, &mut windows);
            // Asked even without windows while the stream is quiet: the reader may have stopped.
            if (!windows.is_empty() || self.quiet) && !take(windows) || self.ended {
                return;
            }
            // Receiving fails only if a thread that fills blocks panicked.
            let Some((block, next, behind)) = filled.recv().ok().and_then(|block| block.recv().ok()) else {
                return;
            };
            let _ = empty.send(self.go_on(keep.from, block));
            found = self.marks(marks, ROOM - keep.unscanned, (ROOM + SEEN).min(self.block.filled));
            found.extend(behind);
            let told = self.first.len();
            self.hear(ROOM, next);
            // A stream that began slowly has more first bytes now: it is judged again.
            if self.first.len() > told {
                place = self.place();
            }
        }
    }

    fn marks(&self, marks: &Marks, from: usize, to: usize) -> Vec<Range<usize>> {
        marks.all(&self.block.bytes[..self.block.filled], self.start, from..to)
    }

    /// Updates the first bytes with what was read behind `filled`, and notes what follows.
    fn hear(&mut self, filled: usize, next: Next) {
        let read = &self.block.bytes[filled..self.block.filled];
        self.first.extend_from_slice(&read[..read.len().min(WHOLE - self.first.len())]);
        self.quiet = matches!(next, Next::Pause { .. });
        match next {
            Next::More => {}
            Next::End => self.ended = true,
            Next::Pause { endless } => self.endless |= endless,
            Next::Fault(error) => {
                self.ended = true;
                self.fault = Some(error);
            }
        }
    }

    /// Goes on with the next block, and copies what is needed of the last one, from `from` on, before it. Returns the
    /// last block.
    fn go_on(&mut self, from: usize, mut next: Block) -> Block {
        let old = &self.block;
        self.line += old.lines_before(old.filled);
        self.start = ROOM - (old.filled - from);
        next.bytes[self.start..ROOM].copy_from_slice(&old.bytes[from..old.filled]);
        self.settled = (self.settled + ROOM).saturating_sub(old.filled).max(self.start);
        self.ends.clear();
        std::mem::replace(&mut self.block, next)
    }

    /// The number of the line that begins at a place.
    fn line_at(&self, at: usize) -> usize {
        match at < ROOM {
            true => self.line - self.block.newlines(at, ROOM),
            false => self.line + self.block.lines_before(at),
        }
    }

    /// Cuts out the lines around marks.
    fn cut(&mut self, marks: &[Range<usize>], place: Place, windows: &mut Vec<Window>) -> Keep {
        let filled = self.block.filled;
        let mut marks = marks.iter().peekable();
        let mut done = 0;
        while let Some(Range { start: mark, end }) = marks.next().cloned() {
            if mark < done {
                continue;
            }
            let window = self.before(mark);
            let mut until = self.behind(end);
            // Marks close to each other go into the same window.
            while until < filled && until - window < TOGETHER {
                let Some(next) = marks.next_if(|next| next.end <= until) else { break };
                until = self.behind(next.end).max(until);
            }
            if until >= filled && !self.is_whole() {
                return Keep { from: window, unscanned: filled - mark };
            }
            let text = readable(&self.block.bytes[window..until]).into_owned();
            windows.push(Window { text, line: self.line_at(window), place });
            self.settled = until;
            done = until.max(end);
        }
        let from = filled.saturating_sub(BEFORE.0 + AGAIN).max(self.settled);
        Keep { from, unscanned: (filled - from).min(AGAIN) }
    }

    /// Whether the last line in memory counts as complete without a line break.
    fn is_whole(&self) -> bool {
        self.ended || self.quiet
    }

    /// Where the window of a mark begins: with the record, or further up where the lines there belong to an error, too.
    fn before(&self, mark: usize) -> usize {
        let bytes = &self.block.bytes;
        let limit = mark.saturating_sub(BEFORE.0).max(self.settled);
        let mut start = mark;
        let mut below: Option<Line> = None;
        for number in 0..=BEFORE.1 {
            let line = memchr::memrchr(b'\n', &bytes[limit..start.saturating_sub(1).max(limit)]);
            let line = line.map_or(limit, |at| limit + at + 1);
            if number > 0 {
                let above = Line::of(&bytes[line..start]);
                let own = below.unwrap_or_else(|| Line::of(&bytes[start..self.block.filled]));
                if above.ends_error(None) && !(own.is_record() && own.follows(&above)) {
                    // The record that a line without a beginning of its own belongs to.
                    return if own.is_record() { start } else { line };
                }
                below = Some(above);
            }
            start = line;
            if start == limit {
                break;
            }
        }
        start
    }

    /// Where the window of a mark ends: with the record, or further down where the lines there belong to an error, too.
    fn behind(&mut self, mark: usize) -> usize {
        let limit = (mark + BEHIND.0).min(self.block.filled);
        let mut end = mark;
        for number in 0..=BEHIND.1 {
            let bytes = &self.block.bytes[..limit];
            let next = memchr::memchr(b'\n', &bytes[end..]).map_or(limit, |at| end + at + 1);
            // An incomplete line cannot be judged yet.
            if next == self.block.filled && !bytes[end..].ends_with(b"\n") && !self.is_whole() {
                return next;
            }
            if number > 0 && self.is_end(end, next) {
                return end;
            }
            end = next;
            if end == limit {
                break;
            }
        }
        end
    }

    /// Whether an error ends before this line.
    fn is_end(&mut self, line: usize, next: usize) -> bool {
        let place = self.ends.partition_point(|(known, _)| *known < line);
        if let Some((_, ends)) = self.ends.get(place).filter(|(known, _)| *known == line) {
            return *ends;
        }
        let bytes = &self.block.bytes;
        let text = &bytes[line..next];
        let above = &bytes[self.start..line.saturating_sub(1).max(self.start)];
        let above = &above[memchr::memrchr(b'\n', above).map_or(0, |at| at + 1)..];
        let ends = Line::of(text).ends_error(Some(&Line::of(above)));
        // One that is not whole may be longer for another mark.
        if text.ends_with(b"\n") || text.len() >= HEAD {
            self.ends.insert(place, (line, ends));
        }
        ends
    }
}
