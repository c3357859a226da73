//! Fetches many products at once with a few threads, and hands them over one by one.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::fault::Fault;
use super::limits::Limits;
use super::memory::Marks;
use super::tree::{Answer, Document, Language, Tree};
use crate::import::metadata::{self, Metadata};

/// A version of a product's API, and the marks of the edition that is known already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub product: String,
    pub version: String,
    pub marks: Option<Marks>,
}

impl Wanted {
    pub fn document(&self) -> Document<'_> {
        Document::Api { product: &self.product, version: &self.version }
    }

    /// Whether code and version are safe, as they become parts of an address and of a file's name.
    fn is_sound(&self) -> bool {
        let sound = |name: &str| {
            name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
                && name.bytes().any(|b| b.is_ascii_alphanumeric())
                && !name.starts_with('.')
        };
        sound(&self.product) && sound(&self.version)
    }
}

/// The result for one wanted product: its place in the list, and what was read.
#[derive(Debug)]
pub struct Fetched {
    pub place: usize,
    pub read: Result<Read, Fault>,
    /// Bytes of text that were read for it.
    pub bytes: u64,
}

/// What was read of a product.
#[derive(Debug)]
pub enum Read {
    Unchanged,
    Changed {
        metadata: Box<Metadata>,
        marks: Marks,
        /// The language without a document.
        lacks: Option<Language>,
    },
}

/// Fetches what is wanted, and hands each over in the order in which answers come; stops early where `take` breaks.
///
/// Only what is handed over is held: metadata is read as it arrives, and its text dropped.
pub fn fetch(
    tree: &dyn Tree,
    wanted: &[Wanted],
    limits: &Limits,
    mut take: impl FnMut(Fetched) -> ControlFlow<()>,
) {
    let next = AtomicUsize::new(0);
    // How many products in a row got no answer.
    let failures = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(limits.at_once);
        for _ in 0..limits.at_once.clamp(1, wanted.len().max(1)) {
            let (sender, next, failures) = (sender.clone(), &next, &failures);
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(wanted) = wanted.get(place) else { return };
                    let mut bytes = 0;
                    let read = if failures.load(Ordering::Relaxed) < limits.failures {
                        one(tree, wanted, &mut bytes)
                    } else {
                        Err(Fault::GivenUp)
                    };
                    match &read {
                        Err(fault) if fault.is_of_the_way() => failures.fetch_add(1, Ordering::Relaxed),
                        _ => failures.swap(0, Ordering::Relaxed),
                    };
                    // The receiver has stopped.
                    if sender.send(Fetched { place, read, bytes }).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for fetched in receiver {
            if take(fetched).is_break() {
                break;
            }
        }
    });
}

fn one(tree: &dyn Tree, wanted: &Wanted, bytes: &mut u64) -> Result<Read, Fault> {
    if !wanted.is_sound() {
        return Err(Fault::Name);
    }
    let known = wanted.marks.as_ref();
    let mut get = |language, mark: Option<&str>| {
        let answer = tree.get(wanted.document(), language, mark)?;
        if let Answer::Text { text, .. } = &answer {
            *bytes += text.len() as u64;
        }
        Ok::<_, Fault>(answer)
    };
    let mut zh = get(Language::Zh, known.and_then(|marks| marks.zh.as_deref()))?;
    let mut en = get(Language::En, known.and_then(|marks| marks.en.as_deref()))?;
    let unchanged = |answer: &Answer, mark: Option<&String>| {
        *answer == Answer::Unchanged || *answer == Answer::Absent && mark.is_none() && known.is_some()
    };
    let still = [
        unchanged(&zh, known.and_then(|marks| marks.zh.as_ref())),
        unchanged(&en, known.and_then(|marks| marks.en.as_ref())),
    ];
    if still == [true, true] && [&zh, &en].contains(&&Answer::Unchanged) {
        return Ok(Read::Unchanged);
    }
    // Errors are paired over both languages, so an unchanged document is fetched again if the other one changed.
    if zh == Answer::Unchanged {
        zh = get(Language::Zh, None)?;
    }
    if en == Answer::Unchanged {
        en = get(Language::En, None)?;
    }
    let parts = |answer: Answer| match answer {
        Answer::Text { text, mark } => (Some(text), mark),
        Answer::Unchanged | Answer::Absent => (None, None),
    };
    let ((zh, zh_mark), (en, en_mark)) = (parts(zh), parts(en));
    let lacks = match (&zh, &en) {
        (None, None) => return Err(Fault::Absent),
        (None, _) => Some(Language::Zh),
        (_, None) => Some(Language::En),
        _ => None,
    };
    let metadata = metadata::read(zh.as_deref(), en.as_deref())?;
    let marks = Marks { zh: zh_mark, en: en_mark, errors: metadata.source.rows.len() };
    Ok(Read::Changed { metadata: Box::new(metadata), marks, lacks })
}
