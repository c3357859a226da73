//! Streams: the answer is the same with any number of cores, and for pieces of any size.

use std::io::{self, ErrorKind, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use alierr::catalog::Catalog;
use alierr::diagnose::Engine;

fn engine(cores: usize) -> Engine {
    Engine::new(Arc::new(Catalog::embedded())).with_cores(cores)
}

/// A log of some megabytes, with an error now and then, some of them many lines long and some close together.
fn log() -> String {
    let mut log = String::new();
    for number in 0..60_000 {
        let time = format!("2026-03-11T07:{:02}:{:02}Z", number / 60 % 60, number % 60);
        log +=
            &format!("{time} INFO [worker-{}] order {number} paid, latency={}ms\n", number % 7, number % 97);
        let id = format!("{number:08X}-1111-4222-8333-123456789ABC");
        match number % 997 {
            0 => {
                log += &format!(
                    "{time} ERROR {{\"Code\":\"InvalidVpcId.NotFound\",\"Message\":\"No VPC {number}.\",\"RequestId\":\"{id}\"}}\n"
                )
            }
            5 => {
                log += &format!(
                    "{time} ERROR call failed\nSDK.ServerError\nErrorCode: Throttling.User\nRequestId: {id}\nMessage: Too fast.\n"
                )
            }
            6 => {
                log += &format!(
                    "{time} ERROR com.aliyuncs.exceptions.ClientException: SystemBusy : Busy.\nRequestId : {id}\n"
                )
            }
            _ => {}
        }
    }
    log
}

#[test]
fn any_number_of_cores_tells_the_same() {
    let log = log();
    let alone = engine(1).scan(log.as_bytes()).expect("memory can be read");
    assert!(alone.findings.len() > 50, "{}", alone.findings.len());
    for cores in [2, 3, 16] {
        let told = engine(cores).scan(log.as_bytes()).expect("memory can be read");
        assert_eq!(told, alone, "{cores} cores");
    }
}

/// A stream that gives a few bytes at a time with a pause after each, as a followed one does.
struct Slow<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    pauses: bool,
}

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.pauses = !self.pauses;
        if self.pauses {
            return Err(ErrorKind::WouldBlock.into());
        }
        let piece = self.pieces.next().unwrap_or_default();
        buffer[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

#[test]
fn a_log_that_begins_slowly_is_one_all_the_same() {
    // In a paste, a lone word may be an error; in a log it is none. The first line alone does not show which this is.
    let lines = "2026-03-11T07:00:00Z INFO started\n2026-03-11T07:00:01Z INFO ready\n";
    let text = format!("{lines}{}it is about QuotaFullOfThings\n", lines.repeat(60));
    let whole = engine(1).scan(text.as_bytes()).expect("memory can be read");
    let pieces: Vec<&[u8]> = text.as_bytes().split_inclusive(|&b| b == b'\n').collect();
    let slow = Slow { pieces: pieces.into_iter(), pauses: false };
    let (told, end) = engine(1).watch(slow, |_| ControlFlow::Continue(()));
    assert!(end.is_ok());
    assert_eq!(told, whole);
}

/// A stream that gives at most this many bytes at a time.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.1.min(buffer.len());
        self.0.read(&mut buffer[..length])
    }
}

#[test]
fn errors_at_the_seams_of_blocks_are_told_like_all_others() {
    let log = log();
    let whole = engine(2).scan(log.as_bytes()).expect("memory can be read");
    let errors = log.matches(" ERROR ").count();
    assert_eq!(whole.findings.iter().map(|finding| finding.count).sum::<usize>(), errors);
    for most in [1_500, 70_001, 300_000] {
        let told = engine(2).scan(Pieces(log.as_bytes(), most)).expect("memory can be read");
        assert_eq!(told, whole, "{most} bytes at a time");
    }
}

#[test]
fn of_more_errors_than_are_kept_any_number_of_cores_tells_the_same() {
    let mut log = String::new();
    for number in 0..10_400 {
        let time = format!("2026-03-11T07:{:02}:{:02}Z", number / 60 % 60, number % 60);
        let code = if number % 100 == 99 { 5 } else { number };
        log += &format!(
            "{time} ERROR {{\"Code\":\"InvalidThing{code}.NotFound\",\"Message\":\"No {number}.\"}}\n"
        );
    }
    let alone = engine(1).scan(log.as_bytes()).expect("memory can be read");
    assert_eq!(alone.findings.len(), 10_000);
    let counted: usize = alone.findings.iter().map(|finding| finding.count).sum();
    assert_eq!(counted + alone.beyond, 10_400);
    assert!(alone.beyond > 300);
    assert_eq!(engine(2).scan(log.as_bytes()).expect("memory can be read"), alone);
}
