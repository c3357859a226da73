//! The diagnosis engine: takes a text, returns its errors and the entries that document them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use foldhash::fast::RandomState;

use super::evidence::{About, Evidence};
use super::finding::{Diagnosis, Finding};
use super::judge::lookup::Lookup;
use super::judge::{self, Judgement, sentences};
use super::log::beyond::Beyond;
use super::log::moment::Moment;
use super::log::recall::Recall;
use super::log::tally::{Counted, Tally};
use super::log::timeline::Timeline;
use super::log::told::Told;
use super::log::{self, Window};
use super::read::clean::{self, Normal};
use super::read::clue::Clue;
use super::read::word::Place;
use super::read::{self, Cloud, ONE_TEXT};
use crate::catalog::{Catalog, HttpStatus};
use crate::text::secrets;

/// Beyond this many cores, threads would only wait for the disk.
const MOST_CORES: usize = 16;

/// Reads errors and finds their entries. Cheap to make: the indexes of the catalogue are built when first used.
///
/// ```
/// use std::sync::Arc;
///
/// use alierr::catalog::Catalog;
/// use alierr::diagnose::{Engine, Quality};
///
/// let engine = Engine::new(Arc::new(Catalog::embedded()));
/// let text = r#"{"Code":"InvalidDBInstanceId.NotFound","Message":"The specified DB instance does not exist.",
///                "HostId":"gpdb.aliyuncs.com","RequestId":"0F2AC7C8-1A67-4F47-9A0E-5C1E4C9E5F27"}"#;
/// let diagnosis = engine.diagnose(text);
/// let finding = &diagnosis.findings[0];
///
/// assert_eq!(finding.product.as_deref(), Some("gpdb"));
/// assert_eq!(finding.request_id.as_deref(), Some("0F2AC7C8-1A67-4F47-9A0E-5C1E4C9E5F27"));
/// assert!(finding.matches.iter().any(|found| found.quality <= Quality::WordingDiffers));
/// ```
#[derive(Debug)]
pub struct Engine {
    lookup: Lookup,
    cores: usize,
}

/// What was read of a part of a text: its errors, when each happened, and whether it has errors of another cloud.
struct Happened {
    clues: Vec<(Clue, Option<Moment>)>,
    foreign: Option<Cloud>,
}

impl Engine {
    /// An engine for a catalogue, reading streams with all cores.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_CORES);
        Self { lookup: Lookup::new(catalog), cores }
    }

    /// The same engine, reading streams with this many cores. The number changes the time only, not the answer.
    #[must_use]
    pub fn with_cores(self, cores: usize) -> Self {
        Self { cores: cores.clamp(1, MOST_CORES), ..self }
    }

    /// How many cores read a stream.
    pub fn cores(&self) -> usize {
        self.cores
    }

    /// The catalogue in which entries are looked up.
    pub fn catalog(&self) -> &Catalog {
        self.lookup.catalog()
    }

    /// Reads a text.
    pub fn diagnose(&self, text: &str) -> Diagnosis {
        // Reading from memory does not fail.
        self.scan(text.as_bytes()).unwrap_or_default()
    }

    /// Reads a stream of any length and any bytes; memory grows with the distinct findings only.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn scan(&self, input: impl io::Read + Send) -> io::Result<Diagnosis> {
        let (diagnosis, end) = self.watch(input, |_| ControlFlow::Continue(()));
        end.map(|()| diagnosis)
    }

    /// Reads a stream, and reports each finding as soon as its block has ended. The final counts and times are in the
    /// diagnosis that is returned, which also holds what was found before reading failed. An input that returns
    /// `WouldBlock` has nothing more for now: what it gave so far is reported.
    pub fn watch(
        &self,
        input: impl io::Read + Send,
        mut told: impl FnMut(&Finding) -> ControlFlow<()>,
    ) -> (Diagnosis, io::Result<()>) {
        let mut tally = Tally::default();
        let mut findings: Vec<Finding> = Vec::new();
        let recall = Recall::default();
        let (beyond, is_full) = (Beyond::default(), AtomicBool::new(false));
        // The results of windows behind the one that filled the tally are not used: with another number of cores these
        // may not have been read, and the answer must be the same.
        let read = |window: &Window| {
            (!is_full.load(Ordering::Relaxed))
                .then(|| happened(window, recall.read(window, |own| self.read(own))))
        };
        let mut take = |window: &Window, read: Option<Happened>| {
            let Some(read) = read.filter(|_| !tally.is_full()) else {
                beyond.lines(&window.text).for_each(|line| tally.add_line(&line));
                return ControlFlow::Continue(());
            };
            tally.foreign = tally.foreign.or(read.foreign);
            for (clue, moment) in read.clues {
                let lines = clue.lines;
                if let Some(counted) = tally.add(clue, moment) {
                    counted.block = block(&window.text, window.line, lines);
                    let finding = self.finding(counted);
                    told(&finding)?;
                    findings.push(finding);
                }
            }
            is_full.store(tally.is_full(), Ordering::Relaxed);
            ControlFlow::Continue(())
        };
        let end = log::scan(input, self.cores, &read, &mut take);
        for (finding, counted) in findings.iter_mut().zip(tally.counted()) {
            finding.recount(counted);
        }
        (Diagnosis { findings, foreign: tally.foreign, beyond: tally.beyond }, end)
    }

    /// Reads a part of a text.
    fn read(&self, window: &Window) -> Told {
        let Window { text, line: first_line, place } = window;
        let (first_line, place) = (*first_line, *place);
        let normal = clean::normalise(text, first_line);
        // The same words come up again and again, so each is looked up once.
        let asked = RefCell::new(HashMap::<String, bool, RandomState>::default());
        let known = |word: &str| {
            let told = asked.borrow().get(word).copied();
            told.unwrap_or_else(|| {
                let known = self.lookup.is_code(word);
                asked.borrow_mut().insert(word.to_owned(), known);
                known
            })
        };
        let mut reading = read::read(&normal, place, &known);
        reading.clues.retain_mut(|clue| {
            judge::settle_suffix(&self.lookup, clue);
            judge::choose_message(&self.lookup, clue);
            clue.code.is_some() || self.is_answer(clue, place)
        });
        // Nothing in the text is named; it may still be a documented message as a whole.
        let whole = reading.clues.is_empty() && reading.foreign.is_none();
        if whole && place == Place::Paste && normal.text.len() <= ONE_TEXT {
            let agreeing = self.agreeing_message(&normal).or_else(|| self.alike_message(&normal));
            reading.clues.extend(agreeing.or_else(|| known_sentence(&normal)));
        }
        Told { clues: reading.clues, foreign: reading.foreign }
    }

    /// Whether a clue without a code is an error: an answer with a request id, what an SDK says, or a documented
    /// message.
    fn is_answer(&self, clue: &Clue, place: Place) -> bool {
        let paste = place == Place::Paste;
        // A message with a request id is an answer. That of a failure has the status of a failure, or none.
        let failed = clue.status.is_none_or(|status| status >= 400);
        let id = clue.request_id.as_deref().is_some_and(|id| read::is_uuid(id) || clue.status.is_some());
        let answer = failed && id && (clue.status.is_some() || paste);
        let services = || clue.product.is_some() || clue.message.as_deref().is_some_and(speaks_to_caller);
        let said = failed && (clue.by_sdk || paste && clue.named && services());
        let agrees = || judge::agreeing_words(&self.lookup, clue).is_some();
        let alike = || paste && judge::likeness(&self.lookup, clue) > 0;
        let known =
            || paste && clue.message.as_deref().is_some_and(|message| sentences::code(message).is_some());
        clue.message.is_some() && (answer || said || agrees() || alike() || known())
    }

    /// For a text in which nothing is named: the part of a line that agrees with a documented message.
    fn agreeing_message(&self, normal: &Normal) -> Option<Clue> {
        let whole = Some(one_line(&normal.text)).filter(|whole| whole.len() < 1000);
        let lines =
            normal.text.lines().map(str::trim).filter(|line| line.len() > 8 && !read::quotes_names(line));
        let lines = lines.take(60);
        let mut best: Option<(usize, &str)> = None;
        for line in whole.as_deref().into_iter().chain(lines) {
            // `ERROR: M`, `返回信息：M`, `报错了：M`
            let starts = line.match_indices(':').map(|(at, _)| at + 1).take(6);
            for start in std::iter::once(0).chain(starts) {
                let words = judge::agreeing_words(&self.lookup, &Clue::of_message(&line[start..]));
                let most = best.map(|(words, _)| words);
                // What leads in agrees with nothing, and is no part of the message: `日志：M`.
                let leads_in = words.is_some() && words == most && !line[..start].is_ascii();
                if words > most || leads_in {
                    best = words.map(|words| (words, &line[start..]));
                }
            }
        }
        best.map(|(_, message)| read::alone(normal, Clue::of_message(message)))
    }

    /// For a text in which nothing is named: the text itself, if as a whole or behind its last colon it is like a
    /// documented message.
    fn alike_message(&self, normal: &Normal) -> Option<Clue> {
        let whole = Some(one_line(&normal.text)).filter(|whole| whole.len() < 1000)?;
        let last = whole.rsplit(": ").next().unwrap_or(&whole);
        // `日志：M`
        let mut led_in =
            whole.match_indices(':').filter(|(at, _)| whole[..*at].ends_with(|c: char| !c.is_ascii()));
        let led_in = led_in.next_back().map_or(last, |(at, _)| &whole[at + 1..]);
        let mut clues = [led_in, &whole, last].into_iter().map(Clue::of_message);
        clues.find(|clue| judge::likeness(&self.lookup, clue) > 0).map(|clue| read::alone(normal, clue))
    }

    fn finding(&self, counted: &Counted) -> Finding {
        let clue = &counted.clue;
        let Judgement { matches, near, products } = judge::judge(&self.lookup, clue);
        let product = clue.product.as_deref();
        let catalog = self.lookup.catalog();
        let known = product.and_then(|id| catalog.find_product(id)).map(|ix| catalog.product(ix));
        let about = About {
            code: clue.code.as_deref(),
            message: clue.message.as_deref(),
            product,
            quota_product: known.and_then(|product| product.quota()),
            request_id: clue.request_id.as_deref(),
        };
        let evidence = Evidence::read(&counted.block, &about);
        let mut finding = Finding {
            code: clue.code.clone(),
            message: clue.message.clone(),
            status: None,
            product: clue.product.clone(),
            request_id: None,
            line: clue.line,
            count: 0,
            matches,
            near,
            products,
            evidence,
            block: counted.block.clone(),
            first_seen: None,
            last_seen: None,
            timeline: Timeline::default(),
        };
        finding.recount(counted);
        finding
    }
}

impl Finding {
    /// Takes over the counts and times that later equal errors have added.
    fn recount(&mut self, counted: &Counted) {
        let text = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.text.clone());
        self.status = counted.clue.status.and_then(HttpStatus::new);
        self.request_id.clone_from(&counted.clue.request_id);
        self.count = counted.count;
        self.first_seen = text(&counted.first);
        self.last_seen = text(&counted.last);
        self.timeline.clone_from(&counted.timeline);
    }
}

/// The errors of a window, each with the time that its lines give.
fn happened(window: &Window, told: Told) -> Happened {
    let with_moment = |clue: Clue| {
        let written = clue.time.as_deref().and_then(Moment::read);
        let moment = written.or_else(|| Moment::of_fields(line_of(&window.text, window.line, clue.line)));
        (clue, moment)
    };
    Happened { clues: told.clues.into_iter().map(with_moment).collect(), foreign: told.foreign }
}

/// The line with a number in a text whose first line has the number `first`.
fn line_of(text: &str, first: usize, line: usize) -> &str {
    text.lines().nth(line.saturating_sub(first)).unwrap_or("")
}

/// How many bytes of text are kept for one error.
const BLOCK: usize = 4096;

/// Some lines of a text, normalised. They are masked before that, for their layout may be what links a secret to its
/// name.
fn block(text: &str, first_line: usize, (from, to): (usize, usize)) -> String {
    let lines =
        text.split_inclusive('\n').skip(from.saturating_sub(first_line)).take(1 + to.saturating_sub(from));
    let block: String = lines.collect();
    let masked = secrets::mask(&block[..block.floor_char_boundary(BLOCK)]);
    clean::normalise(&masked, from).text.trim_end().to_owned()
}

/// Whether a message is a sentence that is said to whoever called a service.
fn speaks_to_caller(message: &str) -> bool {
    const WORDS: [&str; 5] = [" you ", "your ", "specified ", "authorized ", "not supplied"];
    message.starts_with(|c: char| c.is_ascii_uppercase())
        && message.ends_with('.')
        && message.split(' ').count() >= 5
        && WORDS.iter().any(|word| message.contains(word))
}

/// For a text in which nothing is named: a sentence in it that a service is known for.
fn known_sentence(normal: &Normal) -> Option<Clue> {
    let message = normal
        .text
        .lines()
        .find_map(|line| sentences::start(line).map(|start| read::sentence(line, start)))?;
    // `M For details, see: https://…`
    let message = message.split(" For details, see").next().unwrap_or("");
    Some(read::alone(normal, Clue::of_message(message)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::read::shapes::SHAPES;

    #[test]
    fn stand_ins_for_ids_and_times_change_no_answer() {
        let engine = Engine::new(Arc::new(Catalog::embedded()));
        let recall = Recall::default();
        let ids = [
            "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
            "c0ffee00-1234-4aaa-8bbb-000000000042",
            "5C3D9175B6FC201293AD4890",
            "01234567-89AB-4CDE-8F01-23456789ABCD",
        ];
        let prefixes = [
            "",
            "2024-06-07T08:09:10.123Z ERROR [main] ",
            "[2024/06/07 08:09:10,123] WARN at 08:09:09 ",
            "Jun  7 08:09:10 web-1 app[1]: ",
        ];
        let message = "User not authorized to operate on the specified resource.";
        for shape in SHAPES {
            let sample = shape.sample.replace("{C}", "Forbidden.RAM").replace("{M}", message);
            for text in prefixes
                .iter()
                .flat_map(|prefix| ids.map(|id| format!("{prefix}{sample}\n").replace("{R}", id)))
            {
                let window = Window { text, line: 7, place: Place::Log };
                let told = recall.read(&window, |own| engine.read(own));
                assert_eq!(told, engine.read(&window), "{}: {}", shape.name, window.text);
            }
        }
    }
}
