//! No text takes long to mask: the time grows with the length, whatever a text repeats.

use std::time::{Duration, Instant};

use super::super::{mask, names};

/// What may stand behind a name, or before the next.
const TAILS: [&str; 6] = [":", "(", " ", "=\"", ": |\n", "://a:"];

/// What other rules look for.
const PIECES: [&str; 30] = [
    " -a",
    "redis-cli -a ",
    "curl -u ",
    "curl -u \"",
    "mysql -p",
    "\n-p",
    "LTAI",
    "LTAI-",
    "STS.",
    "eyJ",
    "-----BEGIN",
    "-----BEGIN PRIVATE ",
    "-----BEGIN RSA-----",
    "string to sign:[\n",
    "bearer ",
    "a://",
    "a://a:",
    "a://a:/@",
    "a://@",
    "aaaaaaaaaaaaaaaaaaaa/",
    "a-",
    "\\",
    "\"",
    "'",
    "\n",
    " ",
    "“",
    "é",
    "password: aaaaaaaa",
    "password='\\\"x",
];

fn time_to_mask(piece: &str, bytes: usize) -> Duration {
    let text = piece.repeat(bytes / piece.len());
    let begun = Instant::now();
    std::hint::black_box(mask(&text));
    begun.elapsed()
}

#[test]
fn four_times_the_text_takes_no_sixteen_times_the_time() {
    let names = names::NAMES.iter().chain(&names::WHOLE_NAMES).chain(&names::HAN_NAMES);
    let named = names.flat_map(|name| TAILS.map(|tail| format!("{name}{tail}")));
    for piece in named.chain(PIECES.map(str::to_owned)) {
        let grows_evenly = |_| {
            let (short, long) = (time_to_mask(&piece, 4 << 10), time_to_mask(&piece, 16 << 10));
            long < short * 8 + Duration::from_millis(2)
        };
        // Again, since a machine may have other things to do.
        assert!((0..10).any(grows_evenly), "{piece:?}");
    }
}
