//! The state of a diagnosis: its findings, and the choice of each.

use std::cell::OnceCell;
use std::sync::Arc;

use super::viewport::Viewport;
use crate::catalog::{Catalog, EntryId};
use crate::diagnose::{Diagnosis, Finding, Match};
use crate::lang::{Labels, Lang};
use crate::page::summary::{Period, Tallied, Total};
use crate::page::{Around, Choice, chance_of, choices, names};

/// The findings, one by one.
#[derive(Debug)]
pub struct DiagnosisPane {
    diagnosis: Arc<Diagnosis>,
    /// The text that was diagnosed; `None` for a stream, which is not kept.
    text: Option<Arc<str>>,
    /// The period of a log, if it has times.
    period: Option<Period>,
    /// Of a log: what its errors come to, made when it is first shown.
    total: OnceCell<Total>,
    /// How many lines the text has, where it did not go by as a stream.
    lines: Option<usize>,
    /// Of each finding which of its choices is shown.
    picked: Vec<usize>,
    /// The visible rows; a row is a finding.
    pub view: Viewport,
}

/// Findings that were left for the search, to come back to.
#[derive(Debug)]
pub enum LeftFindings {
    Read(DiagnosisPane),
    /// The catalogue has changed since, so the text must be diagnosed again.
    Outdated(Arc<str>),
}

/// Lines of a finding in the list, the blank one behind it included.
pub const ROW_LINES: usize = 3;
/// Lines above the rows of a log's table.
pub const HEADING_LINES: usize = 1;
/// A table with fewer lines has no room for a total, unless it shows all of its rows.
const TOTAL_FROM: usize = 8;

impl LeftFindings {
    pub fn into_text(self) -> Option<Arc<str>> {
        match self {
            LeftFindings::Read(findings) => findings.into_text(),
            LeftFindings::Outdated(text) => Some(text),
        }
    }
}

fn is_log(diagnosis: &Diagnosis) -> bool {
    let findings = &diagnosis.findings;
    findings.len() > 1 && findings.iter().any(|finding| finding.count > 1)
}

fn most_frequent_first(diagnosis: &Diagnosis) -> Diagnosis {
    let mut sorted = diagnosis.clone();
    sorted.findings.sort_by_key(|finding| std::cmp::Reverse(finding.count));
    sorted
}

impl DiagnosisPane {
    pub fn new(diagnosis: Arc<Diagnosis>, text: Option<Arc<str>>, lines: usize) -> Self {
        let diagnosis =
            if is_log(&diagnosis) { Arc::new(most_frequent_first(&diagnosis)) } else { diagnosis };
        let period = Period::of(diagnosis.findings.iter().map(|finding| &finding.timeline));
        let picked = vec![0; diagnosis.findings.len()];
        let lines_of_text = text.as_ref().map(|text| text.lines().count());
        let mut pane = Self {
            picked,
            period,
            total: OnceCell::new(),
            lines: lines_of_text,
            diagnosis,
            text,
            view: Viewport::default(),
        };
        pane.set_room(lines);
        pane.view.set_len(pane.findings().len());
        pane
    }

    /// Sets the room in lines. The last finding needs no blank line behind it.
    pub fn set_room(&mut self, lines: usize) {
        let rows = if self.is_log() {
            lines.saturating_sub(HEADING_LINES + self.total_lines(lines))
        } else {
            lines.div_ceil(ROW_LINES)
        };
        self.view.set_height(rows);
    }

    /// Lines below the rows of a log's table: its total, and a blank one before it where there is room for all.
    pub fn total_lines(&self, lines: usize) -> usize {
        match self.table_lines() {
            all if lines >= all => 2,
            _ => usize::from(lines >= TOTAL_FROM),
        }
    }

    /// Lines of a log's table that shows everything.
    pub fn table_lines(&self) -> usize {
        HEADING_LINES + self.findings().len() + 2
    }

    /// What the errors of a log come to.
    pub fn total(&self, catalog: &Catalog) -> &Total {
        self.total.get_or_init(|| {
            let rows = 0..self.findings().len();
            // Only names depend on the language.
            Total::of(&rows.map(|row| self.tallied(row, catalog, Lang::default())).collect::<Vec<_>>())
        })
    }

    /// How many lines the text has, where that is known.
    pub fn lines(&self) -> Option<usize> {
        self.lines
    }

    /// Whether errors stand in the text several times: then each is a row of a table.
    pub fn is_log(&self) -> bool {
        is_log(&self.diagnosis)
    }

    /// Whether the log has times.
    pub fn is_timed(&self) -> bool {
        self.period.is_some()
    }

    /// The finding on a line of the list.
    pub fn row_at(&self, line: usize) -> Option<usize> {
        let line = if self.is_log() { line.checked_sub(HEADING_LINES)? } else { line / ROW_LINES };
        self.view.row_at(line)
    }

    /// A finding as a row of the table.
    pub fn tallied(&self, finding: usize, catalog: &Catalog, lang: Lang) -> Tallied {
        let Some(own) = self.findings().get(finding) else { return Tallied::default() };
        let matched = self.matched(finding);
        let entry = matched.map(|matched| catalog.entry(matched.entry));
        let known = own.product.as_deref().and_then(|id| catalog.product_of_id(id));
        let product = known.map(|ix| catalog.product(ix)).or(entry.map(|entry| entry.product()));
        let time = |seen: &Option<String>| self.period.map(|period| period.short(seen.as_deref()));
        Tallied {
            code: own.code.clone().unwrap_or_else(|| Labels::of(lang).without_code.to_owned()),
            product: product
                .map(|product| names::short(product, lang))
                .or(own.product.as_deref())
                .unwrap_or_default()
                .to_owned(),
            count: own.count,
            first: time(&own.first_seen).unwrap_or_default(),
            last: time(&own.last_seen).unwrap_or_default(),
            chance: chance_of(catalog, own, matched),
            buckets: self.period.map(|period| period.buckets(&own.timeline)).unwrap_or_default(),
        }
    }

    /// The text, to be diagnosed again.
    pub fn into_text(self) -> Option<Arc<str>> {
        self.text
    }

    pub fn findings(&self) -> &[Finding] {
        &self.diagnosis.findings
    }

    pub fn selected(&self) -> Option<&Finding> {
        self.findings().get(self.view.cursor())
    }

    /// The shown choice of a finding.
    pub fn choice(&self, finding: usize) -> Choice {
        let all = choices(self.findings().get(finding)?);
        all.get(self.picked[finding]).copied().flatten()
    }

    pub fn matched(&self, finding: usize) -> Option<&Match> {
        self.findings().get(finding)?.matches.get(self.choice(finding)?)
    }

    pub fn entry(&self, finding: usize) -> Option<EntryId> {
        self.matched(finding).map(|matched| matched.entry)
    }

    /// Shows the selected finding by its next choice; after the last comes the first.
    pub fn next_choice(&mut self) {
        let at = self.view.cursor();
        let Some(finding) = self.findings().get(at) else { return };
        let all = choices(finding).len().max(1);
        self.picked[at] = (self.picked[at] + 1) % all;
    }

    /// Shows the selected finding by one of its matches.
    pub fn pick(&mut self, matched: usize) {
        let at = self.view.cursor();
        let Some(finding) = self.findings().get(at) else { return };
        if let Some(place) = choices(finding).iter().position(|&choice| choice == Some(matched)) {
            self.picked[at] = place;
        }
    }

    /// The lines of the text around the selected finding.
    pub fn around(&self) -> Option<Around> {
        Some(Around::of(self.text.as_ref()?, self.selected()?.line))
    }

    /// Whether there are several, to go from one to the next.
    pub fn is_several(&self) -> bool {
        self.findings().len() > 1
    }

    /// Tells one way of showing the selected finding from another, of this diagnosis or of any other one.
    pub fn shown(&self) -> (usize, usize, Choice) {
        let diagnosis = Arc::as_ptr(&self.diagnosis) as usize;
        (diagnosis, self.view.cursor(), self.choice(self.view.cursor()))
    }
}
