//! The worker for diagnoses. It is not the one for searches, so that a log of many megabytes does not delay these.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::inbox::Input;
use super::thread::Starts;
use super::worker::{self, Job, Work};
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::diagnose::Engine;

/// A text that is to be diagnosed.
pub(super) struct Text {
    pub id: u64,
    pub text: Arc<str>,
}

struct Diagnoser {
    catalog: Arc<Catalog>,
    /// Made when the first text comes: most runs never get one.
    engine: Option<Engine>,
    wanted: Option<Text>,
}

/// A diagnoser on a catalogue, and what starts it.
pub(super) fn prepare(catalog: Arc<Catalog>, inbox: Sender<Input>) -> (Sender<Job<Text>>, impl Starts) {
    worker::prepare("diagnosis", || Diagnoser { catalog, engine: None, wanted: None }, inbox)
}

impl Work for Diagnoser {
    type Wanted = Text;

    fn want(&mut self, wanted: Text) {
        self.wanted = Some(wanted);
    }

    fn read_catalog(&mut self, catalog: Arc<Catalog>) {
        (self.catalog, self.engine) = (catalog, None);
    }

    fn is_done(&self) -> bool {
        self.wanted.is_none()
    }

    fn step(&mut self) -> Option<Msg> {
        let Text { id, text } = self.wanted.take()?;
        let catalog = Arc::clone(&self.catalog);
        let engine = self.engine.get_or_insert_with(|| Engine::new(Arc::clone(&catalog)));
        let diagnosis = Arc::new(engine.diagnose(&text));
        Some(Msg::Diagnosed { id, text, diagnosis, catalog })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn the_newest_text_is_diagnosed_by_the_newest_catalogue_and_older_ones_are_passed_over() {
        let (jobs, received) = channel();
        let (inbox, inputs) = channel();
        let (old, new) = (Arc::new(Catalog::default()), Arc::new(Catalog::embedded()));
        for job in [
            Job::Wanted(Text { id: 1, text: "Code: Throttling.User".into() }),
            Job::Wanted(Text { id: 2, text: "Code: Forbidden.RAM".into() }),
            Job::Catalog(Arc::clone(&new)),
        ] {
            assert!(jobs.send(job).is_ok(), "somebody receives");
        }
        let diagnoser = Diagnoser { catalog: old, engine: None, wanted: None };
        let worker = std::thread::spawn(move || worker::run(diagnoser, &received, &inbox));
        let first = inputs.recv().unwrap();
        let Input::Msg(Msg::Diagnosed { id: 2, catalog, diagnosis, .. }) = &first else {
            panic!("{first:?}")
        };
        assert!(Arc::ptr_eq(catalog, &new));
        assert_eq!(diagnosis.findings[0].code.as_deref(), Some("Forbidden.RAM"));
        drop(jobs);
        assert!(inputs.recv().is_err(), "nothing else is told");
        worker.join().unwrap();
    }
}
