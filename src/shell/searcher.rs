//! The worker for searches.
//!
//! Indexes are built one at a time, and after each the worker looks for newer jobs. If a query needs an index that is
//! not built yet, what can be answered without it is sent at once, and the whole answer follows under the same id.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::inbox::Input;
use super::thread::Starts;
use super::worker::{self, Job, Work};
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::search::{Engine, Hits, Index, Query, Session};

/// A search that is wanted.
pub(super) struct Search {
    pub id: u64,
    pub text: Arc<str>,
    pub lang: Lang,
}

struct Searcher {
    engine: Engine,
    session: Session,
    wanted: Option<Search>,
    /// Whether the first, partial answer was sent.
    told: bool,
    /// The language of the newest answer. No index is built before the first answer (the list of all entries),
    /// because the first frame is more urgent.
    answered_in: Option<Lang>,
}

/// A searcher on a catalogue, and what starts it.
pub(super) fn prepare(catalog: Arc<Catalog>, inbox: Sender<Input>) -> (Sender<Job<Search>>, impl Starts) {
    let searcher = || Searcher {
        engine: Engine::new(catalog),
        session: Session::default(),
        wanted: None,
        told: false,
        answered_in: None,
    };
    worker::prepare("search", searcher, inbox)
}

impl Searcher {
    /// The next index to build in advance.
    fn unbuilt(&self) -> Option<Index> {
        self.answered_in.and_then(|lang| self.engine.unbuilt(lang))
    }
}

impl Work for Searcher {
    type Wanted = Search;

    fn want(&mut self, wanted: Search) {
        (self.wanted, self.told) = (Some(wanted), false);
    }

    fn read_catalog(&mut self, catalog: Arc<Catalog>) {
        self.engine = Engine::new(catalog);
        self.session = Session::default();
    }

    fn is_done(&self) -> bool {
        self.wanted.is_none() && self.unbuilt().is_none()
    }

    /// Answers the wanted search, or builds one index.
    fn step(&mut self) -> Option<Msg> {
        let Some(wanted) = &self.wanted else {
            self.engine.build(self.unbuilt()?);
            return None;
        };
        let id = wanted.id;
        let query = Query::of(Arc::clone(&wanted.text), wanted.lang, self.engine.catalog());
        match self.engine.missing(&query) {
            Some(Index::Codes) => self.engine.build(Index::Codes),
            Some(index) if self.told => self.engine.build(index),
            Some(_) => {
                self.told = true;
                let hits = self.engine.search_at_once(&query, None);
                return (!hits.hits.is_empty()).then(|| answer(id, query, hits));
            }
            None => {
                super::report::rehearse("worker");
                let hits = self.session.search(&self.engine, &query, None);
                self.wanted = None;
                self.answered_in = Some(query.lang());
                return Some(answer(id, query, hits));
            }
        }
        None
    }
}

fn answer(id: u64, query: Query, hits: Hits) -> Msg {
    let query = query.answered_by(&hits);
    Msg::Found { id, query, hits }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_newest_query_is_answered_whole_in_the_end() {
        let catalog = Arc::new(Catalog::embedded());
        let (inbox, messages) = channel();
        let (jobs, starts) = prepare(Arc::clone(&catalog), inbox);
        starts().expect("room for a thread");
        for (id, text) in [(1, "not"), (2, "notfound")] {
            let job = Job::Wanted(Search { id, text: text.into(), lang: Lang::En });
            assert!(jobs.send(job).is_ok(), "the worker lives as long as its sender");
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
