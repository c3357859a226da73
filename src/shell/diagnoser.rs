//! Diagnosing beside the loop, and beside the searches: a log of many megabytes keeps nobody from typing.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::inbox::Input;
use super::thread;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::diagnose::Engine;

/// What the diagnoser is asked for.
pub(super) enum Job {
    Diagnose {
        id: u64,
        text: Arc<str>,
    },
    /// From now on the entries of this catalogue are told.
    Catalog(Arc<Catalog>),
}

/// Starts a diagnoser on a catalogue; it ends when the loop lets go of the sender.
///
/// # Errors
/// Where the system has no room for its thread.
pub(super) fn start(catalog: Arc<Catalog>, inbox: Sender<Input>) -> io::Result<Sender<Job>> {
    let (jobs, received) = channel();
    thread::spawn("diagnosis", move || work(catalog, &received, &inbox))?;
    Ok(jobs)
}

fn work(mut catalog: Arc<Catalog>, jobs: &Receiver<Job>, inbox: &Sender<Input>) {
    // Most browsers are never given a text.
    let mut engine = None;
    while let Ok(first) = jobs.recv() {
        // Of all texts that came in meanwhile, only the last one is still wanted.
        let mut newest = None;
        for job in std::iter::once(first).chain(std::iter::from_fn(|| jobs.try_recv().ok())) {
            match job {
                Job::Diagnose { id, text } => newest = Some((id, text)),
                Job::Catalog(other) => (catalog, engine) = (other, None),
            }
        }
        let Some((id, text)) = newest else { continue };
        let engine = engine.get_or_insert_with(|| Engine::new(Arc::clone(&catalog)));
        let diagnosis = Arc::new(engine.diagnose(&text));
        let catalog = Arc::clone(&catalog);
        if inbox.send(Input::Msg(Msg::Diagnosed { id, text, diagnosis, catalog })).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_text_is_diagnosed_by_the_newest_catalogue_and_older_ones_are_passed_over() {
        let (jobs, received) = channel();
        let (inbox, inputs) = channel();
        let (old, new) = (Arc::new(Catalog::default()), Arc::new(Catalog::embedded()));
        for job in [
            Job::Diagnose { id: 1, text: "Code: Throttling.User".into() },
            Job::Diagnose { id: 2, text: "Code: Forbidden.RAM".into() },
            Job::Catalog(Arc::clone(&new)),
        ] {
            jobs.send(job).unwrap();
        }
        drop(jobs);
        work(old, &received, &inbox);
        drop(inbox);
        let answers: Vec<Input> = inputs.iter().collect();
        let [Input::Msg(Msg::Diagnosed { id: 2, catalog, diagnosis, .. })] = &answers[..] else {
            panic!("{answers:?}")
        };
        assert!(Arc::ptr_eq(catalog, &new));
        assert_eq!(diagnosis.findings[0].code.as_deref(), Some("Forbidden.RAM"));
    }
}
