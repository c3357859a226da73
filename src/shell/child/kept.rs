//! Keeps the beginning and the end of an output of any length.

use std::collections::VecDeque;
use std::io::Read;

/// Bytes kept of the beginning, rounded up to whole lines.
const HEAD: usize = 1 << 20;
/// Bytes kept of the end.
const TAIL: usize = 4 << 20;
/// A longer line is taken in parts.
const LINE: usize = 1 << 16;

/// The beginning and the end of what a command printed. A line of one stream is never interrupted by the other stream.
#[derive(Debug, Default)]
pub struct Kept {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    /// How many lines were left out between the two.
    omitted: usize,
    /// The unfinished line of each stream.
    begun: [Vec<u8>; 2],
}

impl Kept {
    /// Takes bytes of a stream, which is 0 or 1.
    pub fn hear(&mut self, stream: usize, bytes: &[u8]) {
        let begun = &mut self.begun[stream];
        let whole = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let mut lines = std::mem::take(begun);
        if whole == 0 && lines.len() + bytes.len() < LINE {
            lines.extend_from_slice(bytes);
            *begun = lines;
            return;
        }
        // An overlong line without an end is cut here: a part of it is better than nothing.
        let cut = if whole == 0 { bytes.len() } else { whole };
        lines.extend_from_slice(&bytes[..cut]);
        *begun = bytes[cut..].to_vec();
        self.push(&lines);
    }

    fn push(&mut self, lines: &[u8]) {
        if self.tail.is_empty() && self.head.len() < HEAD {
            self.head.extend_from_slice(lines);
            return;
        }
        let excess = (self.tail.len() + lines.len()).saturating_sub(TAIL);
        if excess > 0 {
            self.omit(excess);
        }
        self.tail.extend(lines);
    }

    /// Leaves out the oldest bytes of the end, up to the end of a line where one is near.
    fn omit(&mut self, excess: usize) {
        let excess = excess.min(self.tail.len());
        let near = (excess + LINE).min(self.tail.len());
        let line_end = self.tail.range(excess..near).position(|&byte| byte == b'\n');
        let gone = excess + line_end.map_or(0, |at| at + 1);
        let (front, back) = self.tail.as_slices();
        let in_front = gone.min(front.len());
        self.omitted += lines(&front[..in_front]) + lines(&back[..gone - in_front]);
        self.tail.drain(..gone);
    }

    /// What was kept, as one text.
    pub fn read(&mut self) -> impl Read {
        for stream in 0..self.begun.len() {
            let begun = std::mem::take(&mut self.begun[stream]);
            if !begun.is_empty() {
                self.push(&begun);
            }
        }
        (&self.head[..]).chain(&mut self.tail)
    }

    /// Maps the number of a kept line to its number in the whole output, both from 1. Must be called before
    /// [`Kept::read`].
    pub fn lines(&self) -> impl Fn(usize) -> usize + use<> {
        let of_head = lines(&self.head);
        let omitted = self.omitted;
        move |line| if line > of_head { line + omitted } else { line }
    }
}

fn lines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(kept: &mut Kept) -> String {
        let mut text = String::new();
        kept.read().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn lines_of_two_streams_are_not_mixed() {
        let mut kept = Kept::default();
        for (stream, bytes) in [(0, "one "), (1, "two "), (0, "line\nand "), (1, "lines\n"), (0, "a part")] {
            kept.hear(stream, bytes.as_bytes());
        }
        assert_eq!(text(&mut kept), "one line\ntwo lines\nand a part");
    }

    #[test]
    fn an_endless_output_costs_no_more_than_its_head_and_tail() {
        let mut kept = Kept::default();
        let line = format!("{}\n", "x".repeat(99));
        let lines = 200_000;
        for number in 0..lines {
            kept.hear(number % 2, line.as_bytes());
        }
        kept.hear(0, b"the end\n");
        let place = kept.lines();
        let text = text(&mut kept);
        assert!(text.len() <= HEAD + TAIL + LINE && text.ends_with("x\nthe end\n"), "{}", text.len());
        assert_eq!(place(1), 1);
        assert_eq!(place(text.lines().count()), lines + 1);
    }

    #[test]
    fn a_line_without_an_end_is_not_gathered_for_ever() {
        let mut kept = Kept::default();
        for _ in 0..10_000 {
            kept.hear(0, &[b'x'; 1000]);
        }
        assert!(kept.begun[0].len() < LINE);
        assert!(text(&mut kept).len() <= HEAD + TAIL + 2 * LINE);
    }
}
