//! Searching beside the loop, so that typing never waits. The newest query wins.
//!
//! Indexes are built one at a time, and between two of them the queue is looked at. What a query can be told without
//! waiting for one is told at once; the whole answer follows under the same id.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use super::inbox::Input;
use super::thread;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::search::{Engine, Hits, Index, Query, Session};

/// What the worker is asked for.
pub(super) enum Job {
    Search {
        id: u64,
        text: Arc<str>,
        lang: Lang,
    },
    /// From now on this catalogue is searched.
    Catalog(Arc<Catalog>),
}

/// A search that is still wanted.
struct Wanted {
    id: u64,
    text: Arc<str>,
    lang: Lang,
    /// Whether what could be told at once was told.
    told: bool,
}

struct Worker<'i> {
    engine: Engine,
    session: Session,
    wanted: Option<Wanted>,
    /// The language of the newest answer. Nothing is built before the first one, which is everything: the first frame
    /// is more urgent.
    answered_in: Option<Lang>,
    inbox: &'i Sender<Input>,
}

/// The loop has ended.
struct Gone;

/// Starts a worker on a catalogue; it ends when the loop lets go of the sender.
///
/// # Errors
/// Where the system has no room for its thread.
pub(super) fn start(catalog: Arc<Catalog>, inbox: Sender<Input>) -> io::Result<Sender<Job>> {
    let (jobs, received) = channel();
    thread::spawn("search", move || {
        let engine = Engine::new(catalog);
        let session = Session::default();
        let worker = Worker { engine, session, wanted: None, answered_in: None, inbox: &inbox };
        // The loop ends first: there is nobody to tell.
        let Gone = worker.work(&received);
    })?;
    Ok(jobs)
}

impl Worker<'_> {
    fn work(mut self, jobs: &Receiver<Job>) -> Gone {
        loop {
            if let Err(gone) = self.take_in(jobs).and_then(|()| self.step()) {
                return gone;
            }
        }
    }

    /// Takes what is asked; waits for it where there is nothing else to do.
    fn take_in(&mut self, jobs: &Receiver<Job>) -> Result<(), Gone> {
        if self.wanted.is_none() && self.unbuilt().is_none() {
            let job = jobs.recv().map_err(|_| Gone)?;
            self.take(job);
        }
        loop {
            match jobs.try_recv() {
                Ok(job) => self.take(job),
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(Gone),
            }
        }
    }

    /// What can be built before it is needed.
    fn unbuilt(&self) -> Option<Index> {
        self.answered_in.and_then(|lang| self.engine.unbuilt(lang))
    }

    fn take(&mut self, job: Job) {
        match job {
            // Of all searches that came in meanwhile, only the last one is still wanted.
            Job::Search { id, text, lang } => {
                self.wanted = Some(Wanted { id, text, lang, told: false });
            }
            Job::Catalog(catalog) => {
                self.engine = Engine::new(catalog);
                self.session = Session::default();
            }
        }
    }

    /// Answers what is wanted, or builds one index.
    fn step(&mut self) -> Result<(), Gone> {
        let Some(wanted) = &mut self.wanted else {
            if let Some(index) = self.unbuilt() {
                self.engine.build(index);
            }
            return Ok(());
        };
        let query = Query::of(Arc::clone(&wanted.text), wanted.lang, self.engine.catalog());
        match self.engine.missing(&query) {
            Some(Index::Codes) => self.engine.build(Index::Codes),
            Some(index) if wanted.told => self.engine.build(index),
            Some(_) => {
                wanted.told = true;
                let (id, hits) = (wanted.id, self.engine.search_at_once(&query, None));
                if !hits.hits.is_empty() {
                    return self.answer(id, query, hits);
                }
            }
            None => {
                super::report::rehearse("worker");
                let hits = self.session.search(&self.engine, &query, None);
                let id = wanted.id;
                self.wanted = None;
                self.answered_in = Some(query.lang());
                return self.answer(id, query, hits);
            }
        }
        Ok(())
    }

    fn answer(&self, id: u64, query: Query, hits: Hits) -> Result<(), Gone> {
        let query = query.answered_by(&hits);
        self.inbox.send(Input::Msg(Msg::Found { id, query, hits })).map_err(|_| Gone)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_newest_query_is_answered_whole_in_the_end() {
        let catalog = Arc::new(Catalog::embedded());
        let (inbox, messages) = channel();
        let jobs = start(Arc::clone(&catalog), inbox).expect("room for a thread");
        for (id, text) in [(1, "not"), (2, "notfound")] {
            let job = Job::Search { id, text: text.into(), lang: Lang::En };
            jobs.send(job).expect("the worker lives as long as its sender");
        }
        let query = Query::of("notfound".into(), Lang::En, &catalog);
        let whole = Engine::new(catalog).search(&query, None);
        loop {
            let message = messages.recv_timeout(Duration::from_secs(60)).expect("an answer");
            if let Input::Msg(Msg::Found { id: 2, hits, .. }) = message
                && hits == whole
            {
                return;
            }
        }
    }
}
