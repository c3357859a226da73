//! Blocks of a stream. Several threads read them and search them for marks, ahead of the thread that cuts out windows.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

use super::marks::{Marks, SEEN};

/// How many bytes are free before the bytes of a block, for what is still needed of the block before. It is half a page
/// more than whole pages, so that the block's bytes begin in the middle of one: a large allocation begins 16 bytes behind
/// the start of a page, and many AMD processors copy a file to such a place four times slower.
pub const ROOM: usize = 64 * 1024 + 2048;
/// How many bytes a block holds.
const CHUNK: usize = 1024 * 1024;
/// How many bytes are read at a time; their lines are counted while they are in the processor's cache.
const PIECE: usize = 256 * 1024;
/// The number of the line is kept for every page of this many bytes.
const PAGE: usize = 4096;

/// What follows the bytes that were read.
#[derive(Debug)]
pub enum Next {
    More,
    End,
    /// Nothing for now; `endless` if the input may never end.
    Pause {
        endless: bool,
    },
    Fault(io::Error),
}

/// Bytes of a stream, with room before them for the end of the block before.
#[derive(Debug)]
pub struct Block {
    pub bytes: Vec<u8>,
    pub filled: usize,
    /// How many lines end before each page behind the room.
    lines: Vec<usize>,
    counted: usize,
}

impl Block {
    pub fn new() -> Self {
        Self { bytes: vec![0; ROOM + CHUNK], filled: ROOM, lines: vec![0], counted: ROOM }
    }

    /// Takes what the stream has at the moment.
    pub fn read(&mut self, input: &mut (impl Read + ?Sized)) -> Next {
        while self.filled < self.bytes.len() {
            let until = (self.filled + PIECE).min(self.bytes.len());
            match input.read(&mut self.bytes[self.filled..until]) {
                Ok(0) => return Next::End,
                Ok(read) => {
                    self.filled += read;
                    self.count();
                    // An input that gives less than asked for has no more at the moment.
                    if self.filled < until {
                        return Next::More;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_pause(&error) => {
                    return Next::Pause { endless: error.kind() == ErrorKind::WouldBlock };
                }
                Err(error) => return Next::Fault(error),
            }
        }
        Next::More
    }

    fn clear(&mut self) {
        (self.filled, self.counted) = (ROOM, ROOM);
        self.lines.truncate(1);
    }

    fn count(&mut self) {
        while self.counted + PAGE <= self.filled {
            let page = self.newlines(self.counted, self.counted + PAGE);
            self.counted += PAGE;
            self.lines.push(self.lines[self.lines.len() - 1] + page);
        }
    }

    /// How many lines end between the bytes of the block before and a place in this one.
    pub fn lines_before(&self, at: usize) -> usize {
        let page = ((at - ROOM) / PAGE).min(self.lines.len() - 1);
        self.lines[page] + self.newlines(ROOM + page * PAGE, at)
    }

    pub fn newlines(&self, from: usize, to: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.bytes[from..to]).count()
    }
}

/// Whether an error only means that the input has nothing for now, in the sense of
/// [`Engine::watch`](crate::diagnose::Engine::watch). The same error from the operating system is a fault.
pub fn is_pause(error: &io::Error) -> bool {
    error.raw_os_error().is_none() && matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// A block that was read, what follows it, and the marks in it from [`SEEN`] on. A mark before that may depend on bytes
/// before the block.
pub type Filled = (Block, Next, Vec<Range<usize>>);

/// A stream that several threads read, one at a time.
pub struct Source<R> {
    input: R,
    ended: bool,
    empty: Receiver<Block>,
    /// Sends, in the order of the stream, where each block will arrive once it has been searched.
    filled: Sender<Receiver<Filled>>,
}

impl<R: Read> Source<R> {
    pub fn new(input: R, empty: Receiver<Block>, filled: Sender<Receiver<Filled>>) -> Self {
        Self { input, ended: false, empty, filled }
    }

    /// Fills a block, and returns where to send it; `None` at the end of the stream, or if nobody receives blocks any
    /// more.
    fn next(&mut self) -> Option<(Block, Next, Sender<Filled>)> {
        if self.ended {
            return None;
        }
        let mut block = self.empty.recv().ok()?;
        block.clear();
        let next = block.read(&mut self.input);
        self.ended = matches!(next, Next::End | Next::Fault(_));
        let (sender, receiver) = mpsc::channel();
        self.filled.send(receiver).ok()?;
        Some((block, next, sender))
    }
}

/// Fills blocks and searches them. The thread that reads a block also searches it, for its cache has the bytes.
pub fn read_ahead(source: &Mutex<Source<impl Read>>, marks: &Marks) {
    // The lock fails only if another thread panicked. That is reported when it is joined; no more is read here.
    while let Some((block, next, sender)) = source.lock().ok().and_then(|mut source| source.next()) {
        let filled = block.filled;
        let found = marks.all(&block.bytes[..filled], ROOM, (ROOM + SEEN).min(filled)..filled);
        // Sending fails if the receiver has stopped reading; the block is then not needed.
        let _ = sender.send((block, next, found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_wherever_pages_end() {
        let text = "0123456789\n".repeat(30_000);
        let mut block = Block::new();
        let mut rest = text.as_bytes();
        while !matches!(block.read(&mut rest), Next::End) {}
        assert_eq!(block.filled, ROOM + text.len());
        for at in [0, 1, 10, 11, 4096, 4097, 100_000, text.len()] {
            assert_eq!(block.lines_before(ROOM + at), at / 11, "{at}");
        }
    }
}
