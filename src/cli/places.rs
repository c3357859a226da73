//! The places in source files that a tool prints with its errors: `on main.tf line 3`.

use std::io::{self, Read};

use crate::diagnose::named_place;

/// A place in a source file, and the line of the output that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    at: usize,
    pub file: String,
    pub line: usize,
}

/// All places that an output names, and the lines on which its errors begin.
#[derive(Debug, Default)]
pub struct Places {
    places: Vec<Place>,
    heads: Vec<usize>,
}

/// How many lines below its error a place may be.
const REACH: usize = 60;

impl Places {
    /// The place of the error on a line: the next place, unless another error begins before it.
    pub fn of(&self, error: usize) -> Option<&Place> {
        let next = self.places.iter().find(|place| place.at >= error)?;
        let another = self.heads.iter().any(|&head| head > error && head <= next.at);
        (!another && next.at - error <= REACH).then_some(next)
    }

    /// Corrects the line numbers of an output of which lines were left out.
    pub fn count_anew(&mut self, line: impl Fn(usize) -> usize) {
        self.heads.iter_mut().for_each(|head| *head = line(*head));
        self.places.iter_mut().for_each(|place| place.at = line(place.at));
    }

    fn read(&mut self, at: usize, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_matches(|c: char| c.is_whitespace() || "│╷╵|".contains(c));
        if line.starts_with("Error: ") {
            self.heads.push(at);
        } else if let Some((file, line)) = named_place(line) {
            self.places.push(Place { at, file: file.to_owned(), line });
        }
    }
}

/// Longer lines are not searched for a place.
const LINE: usize = 1000;

/// A reader that collects the places in what is read through it.
pub struct Noting<R> {
    inner: R,
    pub places: Places,
    line: Vec<u8>,
    number: usize,
}

impl<R> Noting<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, places: Places::default(), line: Vec::new(), number: 1 }
    }
}

impl<R: Read> Read for Noting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        for piece in buffer[..length].split_inclusive(|&byte| byte == b'\n') {
            let room = LINE.saturating_sub(self.line.len());
            self.line.extend_from_slice(&piece[..piece.len().min(room)]);
            if piece.ends_with(b"\n") {
                self.places.read(self.number, &self.line);
                self.number += 1;
                self.line.clear();
            }
        }
        if length == 0 && !buffer.is_empty() {
            let last = std::mem::take(&mut self.line);
            self.places.read(self.number, &last);
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Places {
        let mut noting = Noting::new(text.as_bytes());
        io::copy(&mut noting, &mut io::sink()).unwrap();
        noting.places
    }

    #[test]
    fn a_place_is_its_errors_and_no_others() {
        let text = "╷\n│ Error: first\n│ ErrorCode: A.B\n│\n│   with alicloud_vpc.main,\n│   on net/main.tf line 12, in resource \"a\" \"b\":\n\
                    ╵\n╷\n│ Error: second\n│ ErrorCode: C.D\n╵\n╷\n│ Error: third\n│   on my file.tf line 3:";
        let places = places(text);
        let place = |error: usize| places.of(error).map(|place| (place.file.as_str(), place.line));
        assert_eq!(place(2), Some(("net/main.tf", 12)));
        assert_eq!(place(3), Some(("net/main.tf", 12)));
        assert_eq!(place(10), None);
        assert_eq!(place(13), Some(("my file.tf", 3)));
        assert_eq!(place(20), None);
    }

    #[test]
    fn prose_is_no_place() {
        for line in
            ["on the first line 3 errors", "on  line 3", "on main.tf line x", "depends on main.tf line 3"]
        {
            assert_eq!(named_place(line.trim()), None, "{line}");
        }
    }
}
