//! Workers: threads beside the loop, so that typing never waits. The newest job wins.
//!
//! A worker looks for new jobs between two steps of its work; of several that wait, it takes the newest. Copies are not
//! such jobs (see [`clipboard`](super::clipboard)): each of them is done, in order.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use super::inbox::Input;
use super::thread::{self, Starts};
use crate::app::Msg;
use crate::catalog::Catalog;

/// A job for a worker.
pub(super) enum Job<W> {
    Wanted(W),
    /// Use this catalogue from now on.
    Catalog(Arc<Catalog>),
}

/// Work that is done step by step.
pub(super) trait Work {
    /// What it is asked for. Of several that wait, only the last is still wanted.
    type Wanted: Send + 'static;

    fn want(&mut self, wanted: Self::Wanted);
    fn read_catalog(&mut self, catalog: Arc<Catalog>);
    /// Whether there is nothing to do before the next job.
    fn is_done(&self) -> bool;
    /// Does one step of the work; returns a message for the loop, if there is one.
    fn step(&mut self) -> Option<Msg>;
}

/// The loop has ended.
struct Gone;

/// A worker and what starts it, in a thread of that name; it ends when the loop lets go of the sender. `work` is made in
/// the thread.
pub(super) fn prepare<W: Work>(
    name: &'static str,
    work: impl FnOnce() -> W + Send + 'static,
    inbox: Sender<Input>,
) -> (Sender<Job<W::Wanted>>, impl Starts) {
    let (jobs, received) = channel();
    (jobs, thread::later(name, move || run(work(), &received, &inbox)))
}

/// Works until the loop ends.
pub(super) fn run<W: Work>(mut work: W, jobs: &Receiver<Job<W::Wanted>>, inbox: &Sender<Input>) {
    while let Ok(()) = take_in(&mut work, jobs) {
        if let Some(msg) = work.step()
            && inbox.send(Input::Msg(msg)).is_err()
        {
            return;
        }
    }
}

/// Takes the waiting jobs; waits for one if there is nothing else to do.
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
