//! A thread that works beside the loop, so that typing never waits: the newest job wins.
//!
//! Jobs are taken in between two steps of the work, and what has not begun by then gives way to a newer one. Copies are
//! no such jobs, see [`clipboard`](super::clipboard): each of them is performed, in their order.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use super::inbox::Input;
use super::thread;
use crate::app::Msg;
use crate::catalog::Catalog;

/// What a worker is asked for.
pub(super) enum Job<W> {
    Wanted(W),
    /// From now on this catalogue is worked with.
    Catalog(Arc<Catalog>),
}

/// Work that is done step by step.
pub(super) trait Work {
    /// What it is asked for. Of all that came in meanwhile, only the last is still wanted.
    type Wanted: Send + 'static;

    fn want(&mut self, wanted: Self::Wanted);
    fn read_catalog(&mut self, catalog: Arc<Catalog>);
    /// Whether there is nothing to do before the next job.
    fn is_done(&self) -> bool;
    /// Does a part of what there is to do, and returns what the loop is to hear of it.
    fn step(&mut self) -> Option<Msg>;
}

/// The loop has ended.
struct Gone;

/// Starts a worker in a thread of that name; it ends when the loop lets go of the sender. `work` is made in the thread.
///
/// # Errors
/// Where the system has no room for its thread.
pub(super) fn start<W: Work>(
    name: &str,
    work: impl FnOnce() -> W + Send + 'static,
    inbox: Sender<Input>,
) -> io::Result<Sender<Job<W::Wanted>>> {
    let (jobs, received) = channel();
    thread::spawn(name, move || run(work(), &received, &inbox))?;
    Ok(jobs)
}

fn run<W: Work>(mut work: W, jobs: &Receiver<Job<W::Wanted>>, inbox: &Sender<Input>) {
    while let Ok(()) = take_in(&mut work, jobs) {
        if let Some(msg) = work.step()
            && inbox.send(Input::Msg(msg)).is_err()
        {
            return;
        }
    }
}

/// Takes what is asked for; waits for it where there is nothing else to do.
fn take_in<W: Work>(work: &mut W, jobs: &Receiver<Job<W::Wanted>>) -> Result<(), Gone> {
    let take = |work: &mut W, job| match job {
        Job::Wanted(wanted) => work.want(wanted),
        Job::Catalog(catalog) => work.read_catalog(catalog),
    };
    if work.is_done() {
        take(work, jobs.recv().map_err(|_| Gone)?);
    }
    loop {
        match jobs.try_recv() {
            Ok(job) => take(work, job),
            Err(TryRecvError::Empty) => return Ok(()),
            Err(TryRecvError::Disconnected) => return Err(Gone),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells the catalogue's size and the number that is wanted.
    #[derive(Default)]
    struct Counting {
        entries: usize,
        wanted: Option<u64>,
    }

    impl Work for Counting {
        type Wanted = u64;

        fn want(&mut self, wanted: u64) {
            self.wanted = Some(wanted);
        }

        fn read_catalog(&mut self, catalog: Arc<Catalog>) {
            self.entries = catalog.ids().len();
        }

        fn is_done(&self) -> bool {
            self.wanted.is_none()
        }

        fn step(&mut self) -> Option<Msg> {
            let wanted = self.wanted.take()?;
            Some(Msg::Warning(format!("{wanted} of {}", self.entries)))
        }
    }

    #[test]
    fn the_newest_job_is_done_with_the_newest_catalogue_and_older_ones_are_passed_over() {
        let (inbox, inputs) = channel();
        let (begin, begun) = channel();
        let work = move || {
            // All jobs are there before the first is looked at.
            begun.recv().expect("the test goes on");
            Counting::default()
        };
        let jobs = start("test", work, inbox).expect("room for a thread");
        let catalog = Arc::new(Catalog::embedded());
        let expected = format!("2 of {}", catalog.ids().len());
        for job in [Job::Wanted(1), Job::Wanted(2), Job::Catalog(catalog)] {
            assert!(jobs.send(job).is_ok(), "the worker lives as long as its sender");
        }
        begin.send(()).expect("the worker waits");
        let Ok(Input::Msg(Msg::Warning(told))) = inputs.recv() else { panic!("no answer") };
        assert_eq!(told, expected);
        drop(jobs);
        assert!(inputs.recv().is_err(), "nothing else is told, and the worker ends with its sender");
    }
}
