//! Searching beside the loop, so that typing never waits. The newest query wins.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::inbox::Input;
use super::thread;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::search::{Engine, Query, Session};

/// What the worker is asked for.
pub(super) enum Job {
    Search {
        id: u64,
        text: String,
    },
    /// From now on this catalogue is searched.
    Catalog(Arc<Catalog>),
}

/// Starts a worker on a catalogue; it ends when the loop lets go of the sender.
///
/// # Errors
/// Where the system has no room for its thread.
pub(super) fn start(catalog: Arc<Catalog>, inbox: Sender<Input>) -> io::Result<Sender<Job>> {
    let (jobs, received) = channel();
    thread::spawn("search", move || work(catalog, &received, &inbox))?;
    Ok(jobs)
}

fn work(catalog: Arc<Catalog>, jobs: &Receiver<Job>, inbox: &Sender<Input>) {
    let mut engine = Engine::new(catalog);
    let mut session = Session::default();
    while let Ok(first) = jobs.recv() {
        // Of all searches that came in meanwhile, only the last one is still wanted.
        let mut newest = None;
        for job in std::iter::once(first).chain(std::iter::from_fn(|| jobs.try_recv().ok())) {
            match job {
                Job::Search { id, text } => newest = Some((id, text)),
                Job::Catalog(catalog) => {
                    engine = Engine::new(catalog);
                    session = Session::default();
                }
            }
        }
        let Some((id, text)) = newest else { continue };
        super::report::rehearse("worker");
        let query = Query::parse(&text, engine.catalog());
        let hits = session.search(&engine, &query, None);
        if inbox.send(Input::Msg(Msg::Found { id, query, hits })).is_err() {
            return;
        }
        // The first answer is everything, before anything was typed: time to prepare for what will be.
        engine.warm();
    }
}
