//! From any pasted error, or a log of a million lines, to the documented entries.
//!
//! [`Engine::diagnose`] reads a text: it is normalised (colours, gutters, escapes, entities; secrets are masked), the
//! ingredients of errors are read wherever they stand (`reader`, `head`), put together (`group`, `clue`), and judged against the
//! catalogue (`rank`), where documented messages are templates (`template`). [`Engine::scan`] does the same with the
//! parts of a stream that can hold an error.
//!
//! What a match is worth is its [`Quality`]; nothing is called exact unless code and message agree.

mod clue;
mod code;
mod fact;
mod group;
mod head;
mod index;
mod key;
mod log;
mod look;
mod mark;
mod near;
mod normalise;
mod percent;
mod prefix;
mod product;
mod rank;
mod reader;
mod record;
mod row;
mod tally;
mod template;
mod ticket;
mod token;
mod utf16;
mod value;

use std::io;
use std::sync::Arc;

pub use look::looks_like_error;

use crate::catalog::remedies::NoValues;
use crate::catalog::{Catalog, Derived, EntryId, HttpStatus, Rules, Subject, troubleshoot_id};
use crate::lang::{Labels, Lang};
use clue::Clue;
use index::Index;
use tally::Tally;

/// Reads errors and finds their entries. Cheap to make: what it needs of the catalogue is prepared when first used.
#[derive(Debug)]
pub struct Engine {
    catalog: Arc<Catalog>,
    index: Index,
}

/// What a text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// In the order of the text, causes before what they caused; equal ones once, and counted.
    pub findings: Vec<Finding>,
}

/// One error of a text. Its strings hold no secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// As read; `None` where the text gives none, as the Tea SDKs do not.
    pub code: Option<String>,
    pub message: Option<String>,
    pub status: Option<HttpStatus>,
    /// The OpenAPI product code that a host, a URL or a resource's name tells, catalogued or not: `Rds`, `Ecs`.
    pub product: Option<String>,
    /// Of the first of several equal errors.
    pub request_id: Option<String>,
    /// Where it stands in the text, from 1.
    pub line: usize,
    /// How often it stands there.
    pub count: usize,
    /// Best first; those of the product that the text tells before others.
    pub matches: Vec<Match>,
    /// Documented codes near a code that is in no catalogue, nearest first.
    pub near: Vec<String>,
    /// The official troubleshooting page.
    pub url: Option<String>,
}

impl Finding {
    /// Whether the catalogue holds the code.
    pub fn is_known(&self) -> bool {
        self.matches.iter().any(|m| matches!(m.quality, Quality::Exact | Quality::WordingDiffers))
    }

    /// What the grammar of the code tells, whether or not the catalogue holds it.
    pub fn meaning(&self) -> Option<crate::catalog::Bilingual> {
        Rules::embedded().meaning(&self.subject()?)
    }

    /// The error as what rules judge; `None` without a code.
    pub fn subject(&self) -> Option<Subject<'_>> {
        Some(Subject {
            code: self.code.as_deref()?,
            status: self.status,
            message: self.message.as_deref(),
            product: self.product.as_deref(),
        })
    }

    /// What is known of the error without its entry.
    pub fn derived(&self) -> Derived {
        let subject = self.subject();
        subject.map(|subject| Derived::new(&subject, None, &NoValues)).unwrap_or_default()
    }
}

/// What a match is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// Code and message agree. Without a code: the message alone agrees word for word with that of one code only, and is
    /// long enough to mean it.
    Exact,
    /// The code is documented; the message is another one, or the text gives none.
    WordingDiffers,
    /// The code is a parent, child, sibling or misspelling of a documented one, or made after a template of a code.
    Near,
    /// Only the messages are alike.
    Candidate,
}

impl Quality {
    pub const ALL: [Quality; 4] =
        [Quality::Exact, Quality::WordingDiffers, Quality::Near, Quality::Candidate];

    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Quality::Exact => "exact",
            Quality::WordingDiffers => "wording-differs",
            Quality::Near => "near",
            Quality::Candidate => "candidate",
        }
    }

    /// The verdict in a sentence and in a word, on a finding with or without a message.
    pub fn verdict(self, has_message: bool, lang: Lang) -> (&'static str, &'static str) {
        let labels = Labels::of(lang);
        match self {
            Quality::Exact => labels.exact,
            Quality::WordingDiffers if !has_message => labels.code_only,
            Quality::WordingDiffers => labels.wording_differs,
            Quality::Near => labels.near,
            Quality::Candidate => labels.candidate,
        }
    }
}

/// An entry that a finding may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub quality: Quality,
    /// The text gives a status, and the entry documents another one.
    pub status_differs: bool,
    /// The text tells a product, and the entry is another's.
    pub product_differs: bool,
    /// Placeholders and what they stand for, in the order of the message.
    pub params: Vec<(String, String)>,
    pub entry: EntryId,
    /// The finding's message piece by piece; joined, they are the message.
    pub pieces: Vec<Piece>,
}

/// A piece of a real message, seen beside the documented one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// As documented.
    Same,
    /// The value of `params[_]`.
    Bound(usize),
    /// Not documented.
    Differs,
}

impl Engine {
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self { catalog, index: Index::default() }
    }

    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Reads a pasted text.
    pub fn diagnose(&self, text: &str) -> Diagnosis {
        if text.len() > log::WHOLE {
            // Reading from memory does not fail.
            return self.scan(text.as_bytes()).unwrap_or_default();
        }
        let mut tally = Tally::default();
        self.read(text, 1, Strictness::Paste, &mut tally);
        self.judge(tally)
    }

    /// Reads a stream of any length and any bytes; memory grows with the distinct findings only.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn scan(&self, mut input: impl io::Read) -> io::Result<Diagnosis> {
        log::scan(self, &mut input)
    }

    /// Reads a part of a text into the tally.
    fn read(&self, text: &str, first_line: usize, strictness: Strictness, tally: &mut Tally) {
        let normal = normalise::normalise(text, first_line);
        let known = |word: &str| self.index.is_code(&self.catalog, word);
        let mut clues = clue::read(&normal, &known, strictness == Strictness::Paste);
        clues.retain_mut(|clue| self.settle(clue, strictness));
        if clues.is_empty() && strictness == Strictness::Paste {
            clues.extend(self.agreeing_message(&normal));
            if clues.is_empty() {
                clues = self.bare_codes(&normal);
            }
            if clues.is_empty() {
                clues.extend(self.alike_message(&normal));
            }
        }
        clues.into_iter().for_each(|clue| tally.add(clue));
    }

    /// Takes an appended `Error` off a code, and tells whether a clue is worth keeping.
    fn settle(&self, clue: &mut Clue, strictness: Strictness) -> bool {
        let known = |word: &str| self.index.is_code(&self.catalog, word);
        if let Some(code) = &clue.code
            && !known(code)
        {
            if let Some(short) = code.strip_suffix("Error").filter(|short| known(short)) {
                clue.code = Some(short.to_owned());
            } else if known(&format!("{code}Error")) && clue.appended {
                clue.code = Some(format!("{code}Error"));
            }
        }
        rank::choose_message(self, clue);
        match (&clue.code, strictness) {
            (Some(_), Strictness::Paste) => true,
            (Some(code), Strictness::Log) => {
                let sure = known(code) || code::looks_like_code(code) || code::is_wrapper(code);
                let named = clue.named && code::is_built_as_code(code);
                sure || named || clue.product.is_some() || clue.request_id.is_some()
            }
            (None, _) => {
                // What stands with a request id is an answer; that of a failure tells a failure's status, or none.
                let failed = clue.status.is_none_or(|status| status >= 400);
                let id =
                    clue.request_id.as_deref().is_some_and(|id| group::is_uuid(id) || clue.status.is_some());
                let answer = failed && id && (clue.status.is_some() || strictness == Strictness::Paste);
                let agrees = || rank::agreeing_words(self, clue).is_some();
                let alike = || strictness == Strictness::Paste && rank::likeness(self, clue) > 0;
                clue.message.is_some() && (answer || clue.by_sdk && failed || agrees() || alike())
            }
        }
    }

    /// A text in which nothing is named: the message in it that agrees with a documented one.
    fn agreeing_message(&self, normal: &normalise::Normal) -> Option<Clue> {
        let whole = Some(one_line(&normal.text)).filter(|whole| whole.len() < 1000);
        let lines = normal.text.lines().map(str::trim).filter(|line| line.len() > 8).take(60);
        let mut best: Option<(usize, &str)> = None;
        for line in whole.as_deref().into_iter().chain(lines) {
            // `ERROR: M`, `返回信息：M`, `报错了：M`
            let starts = line.match_indices(':').map(|(at, _)| at + 1).take(6);
            for start in std::iter::once(0).chain(starts) {
                let words = rank::agreeing_words(self, &Clue::of_message(&line[start..]));
                if words > best.map(|(words, _)| words) {
                    best = words.map(|words| (words, &line[start..]));
                }
            }
        }
        best.map(|(_, message)| clue::alone(normal, Clue::of_message(message)))
    }

    /// A short text in which nothing is named: the documented codes that stand in it as words of their own.
    fn bare_codes(&self, normal: &normalise::Normal) -> Vec<Clue> {
        let text = Some(normal.text.as_str()).filter(|text| text.len() <= clue::ONE_TEXT).unwrap_or("");
        let inside = |c: char| c.is_ascii_alphanumeric() || "._-/@$\\(".contains(c);
        let is_code = |word: &&str| {
            let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
            let written_so = |id: &EntryId| *self.catalog.entry(*id).code() == **word;
            upper > 1 && word.len() > 5 && self.index.by_code(&self.catalog, word).iter().any(written_so)
        };
        let mut codes: Vec<&str> = Vec::new();
        for code in text
            .split(|c| !inside(c))
            .map(|word| word.trim_start_matches('(').trim_end_matches('.'))
            .filter(is_code)
        {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let clue = |code: &str| Clue { code: Some(code.to_owned()), ..Clue::default() };
        match codes[..] {
            [code] => vec![clue::alone(normal, clue(code))],
            // Which of them a request id or a status is of, nothing tells.
            _ => codes
                .iter()
                .map(|code| Clue { line: normal.line(text.find(code).unwrap_or(0)), ..clue(code) })
                .collect(),
        }
    }

    /// A text in which nothing is named, and that is like a documented message as a whole or behind its last colon.
    fn alike_message(&self, normal: &normalise::Normal) -> Option<Clue> {
        let whole = Some(one_line(&normal.text)).filter(|whole| whole.len() < 1000)?;
        let last = whole.rsplit(": ").next().unwrap_or(&whole);
        let mut clues = [&whole, last].into_iter().map(Clue::of_message);
        clues.find(|clue| rank::likeness(self, clue) > 0).map(|clue| clue::alone(normal, clue))
    }

    fn judge(&self, tally: Tally) -> Diagnosis {
        let findings = tally.into_counted().map(|(clue, count)| self.finding(clue, count)).collect();
        Diagnosis { findings }
    }

    fn finding(&self, clue: Clue, count: usize) -> Finding {
        let (matches, near) = rank::judge(self, &clue);
        let url = clue.code.as_deref().and_then(|code| {
            troubleshoot_id(Lang::Zh, code, clue.product.as_deref(), clue.request_id.as_deref())
        });
        Finding {
            code: clue.code,
            message: clue.message,
            status: clue.status.and_then(HttpStatus::new),
            product: clue.product,
            request_id: clue.request_id,
            line: clue.line,
            count,
            matches,
            near,
            url,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How much a text must show to count as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Somebody pasted it: it is one.
    Paste,
    /// A line among millions.
    Log,
}
