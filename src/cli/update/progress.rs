//! Shows the progress of a run on standard error, if that is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::words::Words;
use crate::fetch::{Fetched, Read, Wanted};
use crate::import::products::Listed;

/// A bar of the finished products, with the errors found and the bytes read.
pub struct Progress {
    bar: ProgressBar,
    words: &'static Words,
    errors: usize,
    bytes: u64,
}

impl Progress {
    pub fn new(wanted: &[(&Listed, Wanted)], words: &'static Words) -> Self {
        let bar = ProgressBar::with_draw_target(Some(wanted.len() as u64), ProgressDrawTarget::stderr());
        let columns = terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| width.0);
        // A wide message is cut, because a wrapped line would not be erased.
        let template = match columns {
            Some(..60) => "{bar:8} {pos}/{len}  {wide_msg}",
            _ => "{bar:24} {pos}/{len}  {wide_msg}",
        };
        // The templates are constants of this file, so this does not fail.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message((words.progress)(0, "0.0", ""));
        Self { bar, words, errors: 0, bytes: 0 }
    }

    pub fn add(&mut self, listed: &Listed, fetched: &Fetched) {
        self.bytes += fetched.bytes;
        if let Ok(Read::Changed { marks, .. }) = &fetched.read {
            self.errors += marks.errors;
        }
        let megabytes = format!("{:.1}", self.bytes as f64 / 1e6);
        self.bar.inc(1);
        self.bar.set_message((self.words.progress)(self.errors, &megabytes, &listed.code));
    }

    pub fn end(self) {
        self.bar.finish_and_clear();
    }
}
