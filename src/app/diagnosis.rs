//! The findings of a diagnosed text, in list and detail.

use std::sync::Arc;

use super::detail::View;
use super::rich::{Line, Role, Span, paragraph, showable};
use super::viewport::Viewport;
use crate::catalog::EntryId;
use crate::diagnose::{Diagnosis, Finding, Match, PieceKind, Quality, Verdict};
use crate::lang::{Labels, Lang};

/// A row of the list: a finding with one of its entries, or one that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub finding: usize,
    pub matched: Option<usize>,
}

/// The findings, row by row.
#[derive(Debug)]
pub struct DiagnosisPane {
    diagnosis: Arc<Diagnosis>,
    /// What was diagnosed; `None` where it went by as a stream.
    text: Option<Arc<str>>,
    pub rows: Vec<Row>,
    pub view: Viewport,
}

/// Findings that were left for the search, to come back to.
#[derive(Debug)]
pub enum LeftFindings {
    Read(DiagnosisPane),
    /// They were of entries that are others by now: the text is to be diagnosed again.
    Outdated(Arc<str>),
}

/// A code can have half a hundred messages; the best of them are enough.
const MAX_MATCHES: usize = 12;

/// Lines of a row.
pub const ROW_LINES: usize = 2;

impl LeftFindings {
    pub fn into_text(self) -> Option<Arc<str>> {
        match self {
            LeftFindings::Read(findings) => findings.into_text(),
            LeftFindings::Outdated(text) => Some(text),
        }
    }
}

impl DiagnosisPane {
    pub fn new(diagnosis: Arc<Diagnosis>, text: Option<Arc<str>>, lines: usize) -> Self {
        let mut rows = Vec::new();
        for (number, finding) in diagnosis.findings.iter().enumerate() {
            // That a code is in no catalogue is said before what stands near it.
            if finding.matches.is_empty() || (finding.code.is_some() && !finding.is_known()) {
                rows.push(Row { finding: number, matched: None });
            }
            let matches = 0..finding.matches.len().min(MAX_MATCHES);
            rows.extend(matches.map(|matched| Row { finding: number, matched: Some(matched) }));
        }
        let mut view = Viewport::default();
        view.set_height(lines / ROW_LINES);
        view.set_len(rows.len());
        Self { diagnosis, text, rows, view }
    }

    /// Lines that all the rows take.
    pub fn lines(&self) -> usize {
        self.rows.len() * ROW_LINES
    }

    /// What was diagnosed, to do it again.
    pub fn into_text(self) -> Option<Arc<str>> {
        self.text
    }

    pub fn findings(&self) -> &[Finding] {
        &self.diagnosis.findings
    }

    pub fn finding(&self, row: Row) -> &Finding {
        &self.diagnosis.findings[row.finding]
    }

    pub fn matched(&self, row: Row) -> Option<&Match> {
        self.finding(row).matches.get(row.matched?)
    }

    pub fn selected(&self) -> Option<Row> {
        self.rows.get(self.view.cursor()).copied()
    }
}

/// A match of a finding in a sentence and in a word.
pub fn verdict(matched: Option<&Match>, lang: Lang) -> ((&'static str, &'static str), Role) {
    let Some(matched) = matched else { return (Labels::of(lang).unknown, Role::Bad) };
    let role = if matched.quality == Quality::Exact { Role::Good } else { Role::Warning };
    (matched.quality.verdict(lang), role)
}

/// A real message piece by piece: bound values and differences in roles of their own.
pub fn pieces(finding: &Finding, matched: Option<&Match>) -> Vec<Span> {
    match matched.filter(|matched| !matched.pieces.is_empty()) {
        Some(matched) => {
            let role = |kind| match kind {
                PieceKind::Same => Role::Plain,
                PieceKind::Bound(_) => Role::Bound,
                PieceKind::Differs => Role::Differs,
            };
            matched.pieces.iter().map(|piece| Span::new(showable(&piece.text), role(piece.kind))).collect()
        }
        None => vec![Span::new(showable(finding.message.as_deref().unwrap_or_default()), Role::Plain)],
    }
}

impl View<'_> {
    /// What it means and what to do come first, as a small screen shows little more; then what was read, and last
    /// what is documented.
    pub fn finding(
        &self,
        finding: &Finding,
        matched: Option<&Match>,
        same: &[EntryId],
        from: Option<EntryId>,
    ) -> Vec<Line> {
        let labels = Labels::of(self.lang);
        let mut lines = self.finding_title(finding);
        let ((said, _), role) = verdict(matched, self.lang);
        self.field(&mut lines, labels.verdict, said, role, &[]);
        match matched {
            Some(matched) => self.judged(&mut lines, finding, matched),
            None => self.unknown(&mut lines, finding, labels),
        }
        lines.push(Line::default());
        self.read(&mut lines, finding, matched);
        if let Some(matched) = matched {
            lines.push(Line::default());
            self.documented(&mut lines, finding, matched.entry, same, from);
        }
        // The page that the error recommends is of this very request.
        let page = finding.evidence.recommend.clone().or_else(|| finding.page(self.catalog, self.lang));
        if let Some(page) = page {
            self.field(&mut lines, labels.page, &showable(&page), Role::Link, &[]);
        }
        lines
    }

    /// What the entry that a finding is judged to be means, and what to do about it.
    fn judged(&self, lines: &mut Vec<Line>, finding: &Finding, matched: &Match) {
        let entry = self.catalog.entry(matched.entry);
        // What follows is said of another code than the one read.
        if matched.quality == Quality::Near || finding.code.is_none() {
            self.field(lines, "", &showable(entry.code()), Role::Strong, &[]);
        }
        if matched.quality.has_code() || finding.code.is_some() {
            return self.said(lines, &finding.verdict_by(Some(matched), self.catalog));
        }
        self.explanation(lines, matched.entry);
        self.advice(lines, entry.advice());
        self.kind(lines, entry.category(), entry.retry());
    }

    /// What is said of a finding.
    fn said(&self, lines: &mut Vec<Line>, verdict: &Verdict) {
        if let Some(meaning) = verdict.meaning(self.lang) {
            self.field(lines, Labels::of(self.lang).meaning, &showable(&meaning.text), Role::Plain, &[]);
            self.origin(lines, meaning.origin);
        }
        self.advice(lines, verdict.advice);
        self.kind(lines, verdict.category, verdict.retry);
    }

    /// The facts of the text that was read, and how they differ from what is documented.
    fn read(&self, lines: &mut Vec<Line>, finding: &Finding, matched: Option<&Match>) {
        let labels = Labels::of(self.lang);
        if let Some(matched) = matched {
            for (name, value) in &matched.params {
                let bound = format!("{} = {}", showable(name), showable(value));
                self.field(lines, "", &bound, Role::Bound, &[]);
            }
            self.differences(lines, matched, labels);
        }
        self.message(lines, finding, matched, labels);
        if let Some(product) = &finding.product {
            self.field(lines, labels.product, &showable(product), Role::Plain, &[]);
        }
        if let Some(id) = &finding.request_id {
            self.field(lines, labels.request_id, &showable(id), Role::Plain, &[]);
        }
        for told in finding.evidence.told(self.lang) {
            self.field(lines, told.name, &showable(&told.value), Role::Plain, &[]);
        }
        let place = (labels.read_at)(finding.line, finding.count);
        self.field(lines, labels.place, &place, Role::Dim, &[]);
    }

    /// The entry that a finding is judged to be, without what the finding's head says already.
    fn documented(
        &self,
        lines: &mut Vec<Line>,
        finding: &Finding,
        id: EntryId,
        same: &[EntryId],
        from: Option<EntryId>,
    ) {
        let entry = self.catalog.entry(id);
        lines.push(self.rule(Labels::of(self.lang).documented));
        if finding.code.as_deref() != Some(entry.code()) || finding.status != entry.status() {
            lines.extend(self.title(entry));
        }
        lines.extend(self.belonging(entry));
        self.wording(lines, entry);
        self.note(lines, entry);
        self.same_codes(lines, same, from);
        self.sources(lines, entry);
    }

    /// The code that was read, with its status at the right.
    fn finding_title(&self, finding: &Finding) -> Vec<Line> {
        let labels = Labels::of(self.lang);
        let code = finding.code.as_deref().map_or_else(|| labels.without_code.to_owned(), showable);
        let mut lines = paragraph(&code, Role::Code, &[], self.columns, self.measure);
        if let Some(status) = finding.status {
            let span = Span::new(status.to_string(), Role::Status(Some(status)));
            match lines.first_mut().filter(|line| self.measure.columns(&line.text()) + 5 <= self.columns) {
                Some(first) => first.right = Some(span),
                None => lines.push(Line { spans: vec![span], ..Line::default() }),
            }
        }
        lines
    }

    fn differences(&self, lines: &mut Vec<Line>, matched: &Match, labels: &Labels) {
        let entry = self.catalog.entry(matched.entry);
        if let (true, Some(status)) = (matched.status_differs, entry.status()) {
            self.field(
                lines,
                "",
                &labels.status_differs.replace("{}", &status.to_string()),
                Role::Warning,
                &[],
            );
        }
        if matched.product_differs {
            let product = entry.product().id();
            self.field(lines, "", &labels.product_differs.replace("{}", product), Role::Warning, &[]);
        }
    }

    fn message(&self, lines: &mut Vec<Line>, finding: &Finding, matched: Option<&Match>, labels: &Labels) {
        let mut text = String::new();
        let mut marks = Vec::new();
        for span in pieces(finding, matched) {
            let start = text.len();
            text.push_str(&span.text);
            if span.role != Role::Plain {
                marks.push((start..text.len(), span.role));
            }
        }
        if !text.is_empty() {
            self.field(lines, labels.received, &text, Role::Plain, &marks);
        }
    }

    /// What can be said of a code that is in no catalogue.
    fn unknown(&self, lines: &mut Vec<Line>, finding: &Finding, labels: &Labels) {
        self.said(lines, &finding.verdict_by(None, self.catalog));
        for (number, near) in finding.near.iter().enumerate() {
            let name = if number == 0 { labels.near_codes } else { "" };
            self.field(lines, name, &showable(near), Role::Strong, &[]);
        }
    }

    /// A line that parts what was read from what is documented.
    fn rule(&self, name: &str) -> Line {
        Line::of(format!("-- {name} --"), Role::Dim)
    }
}
