//! The inputs of a diagnosis: files, folders of files, standard input, each compressed or not.

use std::fs::{self, File};
use std::io::{self, Chain, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use crate::diagnose::is_pause;

/// The files that some paths mean: a folder means those in it and below. Also returns the folders that cannot be
/// listed, and why.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<(PathBuf, io::Error)>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        if path != Path::new("-") && path.is_dir() {
            walk(path, &mut files, &mut faults);
        } else {
            files.push(path.clone());
        }
    }
    (files, faults)
}

/// Collects the files of a folder. Hidden files, links to folders and files that are no text are left out.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, faults: &mut Vec<(PathBuf, io::Error)>) {
    let listed = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(listed) => listed,
        Err(error) => return faults.push((folder.to_owned(), error)),
    };
    let mut listed: Vec<_> =
        listed.into_iter().filter(|item| !item.file_name().as_encoded_bytes().starts_with(b".")).collect();
    listed.sort_by_key(fs::DirEntry::file_name);
    for item in listed {
        let path = item.path();
        if item.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, files, faults);
        } else if path.is_file() && may_be_text(&path) {
            files.push(path);
        }
    }
}

/// Whether a file begins like text of any encoding, or is compressed. A file that cannot be read counts, too, so that
/// its fault is reported later.
fn may_be_text(path: &Path) -> bool {
    let mut head = [0; 1024];
    let Ok(length) = File::open(path).and_then(|mut file| file.read(&mut head)) else { return true };
    let head = &head[..length];
    let marked = [&GZIP[..], b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| head.starts_with(mark));
    marked || !head.contains(&0)
}

/// How a compressed file begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// An input, which is decompressed where it is compressed.
pub enum Input<R: Read> {
    Plain(Chain<Cursor<Vec<u8>>, R>),
    Gzip(Box<MultiGzDecoder<Chain<Cursor<Vec<u8>>, R>>>),
}

impl<R: Read> Input<R> {
    /// # Errors
    /// Where not even the beginning can be read.
    pub fn new(mut input: R) -> io::Result<Self> {
        let mut head = Vec::with_capacity(GZIP.len());
        while head.len() < GZIP.len() && GZIP.starts_with(&head) {
            let mut byte = [0];
            match input.read(&mut byte) {
                Ok(0) => break,
                Ok(_) => head.push(byte[0]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted || is_pause(&error) => {}
                Err(error) => return Err(error),
            }
        }
        let compressed = head == GZIP;
        let whole = Cursor::new(head).chain(input);
        Ok(match compressed {
            true => Input::Gzip(Box::new(MultiGzDecoder::new(whole))),
            false => Input::Plain(whole),
        })
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::Plain(input) => input.read(buffer),
            Input::Gzip(input) => input.read(buffer),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn whole(bytes: &[u8]) -> Vec<u8> {
        let mut read = Vec::new();
        Input::new(bytes).and_then(|mut input| input.read_to_end(&mut read)).expect("memory can be read");
        read
    }

    #[test]
    fn what_is_compressed_is_told_by_its_first_bytes() {
        let packed = |text: &[u8]| {
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(text).and_then(|()| packer.finish()).expect("memory can be written")
        };
        for text in [&b""[..], b"\x1f", b"\x1fx", b"x", b"Code: X"] {
            assert_eq!(whole(text), text);
            assert_eq!(whole(&packed(text)), text);
        }
        // A log that was appended to has several members.
        assert_eq!(whole(&[packed(b"one "), packed(b"two")].concat()), b"one two");
    }
}
