//! A finding as a report: what the error means with its own values, what to do, and the text it was read from.

use super::entry::{Head, Shape, fitted, title};
use super::marked::{filled, templated};
use super::names;
use super::retry::Chance;
use super::rich::{Line, Role, Span, Touch, showable};
use super::sheet::{Marks, Sheet};
use crate::catalog::{BothRef, Catalog, Entry, Step};
use crate::diagnose::{Finding, Match, PieceKind, Quality, Verdict};
use crate::lang::{Labels, Lang};

/// The match that a finding is shown by, as its place among the matches; `None` for none of them.
pub type Choice = Option<usize>;

/// A code can have fifty messages; the best matches are enough.
const MAX_MATCHES: usize = 12;
/// How many other choices the report lists.
const OTHERS: usize = 5;

/// The lines of a text around a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The number of the first line.
    pub first: usize,
    pub lines: Vec<String>,
    /// The number of the line that the finding stands on.
    pub at: usize,
}

impl Around {
    /// The line of a finding with its neighbours; `line` counts from 1.
    pub fn of(text: &str, line: usize) -> Self {
        let first = line.saturating_sub(1).max(1);
        let lines = text.lines().skip(first - 1).take(line + 2 - first);
        Self { first, lines: lines.map(showable).collect(), at: line }
    }
}

/// The choices for a finding, the likeliest first.
///
/// For a code that is not in the catalogue, `None` comes first, before the similar codes.
pub fn choices(finding: &Finding) -> Vec<Choice> {
    let unknown = finding.matches.is_empty() || (finding.code.is_some() && !finding.is_known());
    let none = unknown.then_some(None);
    none.into_iter().chain((0..finding.matches.len().min(MAX_MATCHES)).map(Some)).collect()
}

/// A match of a finding in a sentence and in a word, and how good that is.
pub fn verdict(matched: Option<&Match>, lang: Lang) -> ((&'static str, &'static str), Role) {
    let Some(matched) = matched else { return (Labels::of(lang).unknown, Role::Warning) };
    let role = match matched.quality {
        Quality::Exact => Role::Good,
        // There is no message to compare, so nothing contradicts the match.
        Quality::Code => Role::Dim,
        Quality::WordingDiffers | Quality::Near | Quality::Candidate => Role::Warning,
    };
    (matched.verdict(lang), role)
}

/// The verdict that a report begins with.
struct Judged<'a> {
    verdict: Verdict<'a>,
    meaning: Option<String>,
    /// The entry of the chosen match.
    entry: Option<Entry<'a>>,
}

/// What the sentence of a report says.
#[derive(Debug, Clone, Copy)]
struct Headline {
    /// Whether it has the values of the error.
    has_values: bool,
    /// Whether it is that nothing is known of the code.
    is_unknown: bool,
}

/// The verdict on a finding by one of its matches. For the best match it is the verdict of all other answers, too.
fn judge<'a>(catalog: &'a Catalog, finding: &Finding, matched: Option<&Match>, lang: Lang) -> Judged<'a> {
    let is_best = matched.is_some() && finding.matches.first() == matched;
    let verdict = if is_best { finding.verdict(catalog) } else { finding.verdict_by(matched, catalog) };
    let entry = matched.map(|matched| catalog.entry(matched.entry));
    let said = verdict.meaning(lang).map(|said| said.text.to_string());
    let meaning = said.or_else(|| entry.map(|entry| title(entry, lang)));
    Judged { verdict, meaning, entry }
}

/// What a finding means in a sentence, by one of its matches.
pub fn meaning_of(
    catalog: &Catalog,
    finding: &Finding,
    matched: Option<&Match>,
    lang: Lang,
) -> Option<String> {
    judge(catalog, finding, matched, lang).meaning
}

/// What to do about a finding, by one of its matches.
pub fn steps_of(catalog: &Catalog, finding: &Finding, matched: Option<&Match>) -> Vec<Step> {
    // The steps are the same in every language.
    judge(catalog, finding, matched, Lang::default()).verdict.steps
}

/// Whether a retry helps, by one of the finding's matches.
pub fn chance_of(catalog: &Catalog, finding: &Finding, matched: Option<&Match>) -> Option<Chance> {
    judge(catalog, finding, matched, Lang::default()).verdict.retry.map(Chance::from)
}

impl<'a> Sheet<'a> {
    /// A finding by one of its choices, laid out for a number of lines if it fits.
    pub fn finding(
        &self,
        finding: &Finding,
        choice: Choice,
        around: Option<&Around>,
        lines: Option<usize>,
    ) -> Vec<Line> {
        fitted(lines, |shape| self.finding_shaped(finding, choice, around, shape))
    }

    fn finding_shaped(
        &self,
        finding: &Finding,
        choice: Choice,
        around: Option<&Around>,
        shape: Shape,
    ) -> Vec<Line> {
        let matched = choice.and_then(|nth| finding.matches.get(nth));
        let judged = judge(self.catalog, finding, matched, self.lang);
        let mut lines = Vec::new();
        let head = self.report_head(&mut lines, finding, matched, &judged, shape);
        self.steps_apart(&mut lines, &judged.verdict.steps, shape);
        self.air(&mut lines, shape);
        self.read(&mut lines, finding, matched, head);
        self.request(&mut lines, finding);
        self.air(&mut lines, shape);
        self.facts(&mut lines, finding, matched, choice);
        if let Some(around) = around {
            self.air(&mut lines, shape);
            self.around(&mut lines, around, finding);
        }
        lines
    }

    /// Writes the sentence with the error's own values, its code, and what to do.
    fn report_head(
        &self,
        lines: &mut Vec<Line>,
        finding: &Finding,
        matched: Option<&Match>,
        judged: &Judged<'a>,
        shape: Shape,
    ) -> Headline {
        let labels = self.labels();
        let params = matched.map(|matched| &matched.params[..]).unwrap_or_default();
        let sentence = judged.meaning.clone().unwrap_or_else(|| labels.unknown.0.to_owned());
        let denied = finding.evidence.denied.as_ref().and_then(|denied| self.denial(denied, finding));
        let is_unknown = denied.is_none() && judged.meaning.is_none();
        let headline = denied.unwrap_or_else(|| filled(&showable(&sentence), params));
        let has_values = params.iter().all(|(_, value)| headline.0.contains(&*showable(value)));
        let code = finding.code.as_deref().map_or_else(|| labels.without_code.to_owned(), showable);
        let entry = judged.entry;
        let known = finding.product.as_deref().and_then(|id| self.catalog.product_of_id(id));
        let product = known.map(|ix| self.catalog.product(ix));
        let head = Head {
            headline,
            code: vec![Span::new(code, Role::Strong)],
            product: product
                .or_else(|| entry.filter(|_| finding.product.is_none()).map(|entry| entry.product())),
            product_id: finding.product.as_deref(),
            status: finding.status.or_else(|| entry.and_then(|entry| entry.status())),
            status_is_read: finding.status.is_some(),
            more: vec![(labels.read_at)(finding.line, finding.count)],
            category: judged.verdict.category,
            retry: judged.verdict.retry,
            advice: judged.verdict.advice.as_ref().map(BothRef::from),
        };
        self.head(lines, head, shape);
        Headline { has_values, is_unknown }
    }

    /// The error as it was read, beside what is documented.
    fn read(&self, lines: &mut Vec<Line>, finding: &Finding, matched: Option<&Match>, head: Headline) {
        let labels = self.labels();
        let (text, marks) = pieces(finding, matched);
        let mut line = Line { spans: self.label(labels.received), ..Line::default() };
        let ((sentence, _), role) = verdict(matched, self.lang);
        // The headline of a code of which nothing is known says the same already.
        let is_said = matched.is_none() && head.is_unknown;
        if !is_said {
            line.push(if role == Role::Good { "✓ " } else { "≈ " }, role);
            line.push(sentence.trim_end_matches(['.', '。']), role);
        }
        if !is_said || !text.is_empty() {
            lines.push(line);
        }
        if !text.is_empty() {
            self.quote(lines, &text, Role::Plain, &marks, Role::Quote);
        }
        let Some(matched) = matched else { return };
        let entry = self.catalog.entry(matched.entry);
        let same_code = finding.code.as_deref() == Some(entry.code());
        let message = entry.message().unwrap_or_default();
        let differs = matched.quality != Quality::Exact || !matched.params.is_empty();
        if !same_code || differs && !message.is_empty() {
            let mut line = Line { spans: self.label(labels.documented), ..Line::default() };
            if !same_code {
                line.push(showable(entry.code()), Role::Strong);
            }
            lines.push(line);
            if !message.is_empty() {
                let text = showable(message);
                let marks = templated(&text, &matched.params);
                self.quote(lines, &text, Role::Dim, &marks, Role::Rule);
            }
        }
        if !head.has_values && !matched.params.is_empty() {
            let piece = |(name, value): &(String, String)| {
                vec![
                    Span::new(format!("{} = ", showable(name)), Role::Dim),
                    Span::new(showable(value), Role::Bound),
                    Span::new("   ", Role::Plain),
                ]
            };
            self.field_of(lines, labels.values, matched.params.iter().map(piece).collect());
        }
        if let (true, Some(status)) = (matched.status_differs, entry.status()) {
            let differs = labels.status_differs.replace("{}", &status.to_string());
            self.field(lines, "", &differs, Role::Warning);
        }
        if matched.product_differs {
            let product = showable(names::short(entry.product(), self.lang));
            self.field(lines, "", &labels.product_differs.replace("{}", &product), Role::Warning);
        }
    }

    /// Further facts: near codes, other choices, the page, the source.
    fn facts(&self, lines: &mut Vec<Line>, finding: &Finding, matched: Option<&Match>, choice: Choice) {
        let labels = self.labels();
        if !finding.near.is_empty() {
            let near = |code: &String| {
                let span = Span::new(showable(code), Role::Plain).touching(Touch::Code(code.clone()));
                vec![span, Span::new("   ", Role::Plain)]
            };
            self.field_of(lines, labels.near_codes, finding.near.iter().map(near).collect());
        }
        if !finding.products.is_empty() {
            let product = |&ix| showable(names::short(self.catalog.product(ix), self.lang));
            let products: Vec<String> = finding.products.iter().map(product).collect();
            self.field(lines, labels.in_products, &products.join(labels.enumeration), Role::Warning);
        }
        for told in finding.evidence.told(self.lang) {
            self.field(lines, told.name, &showable(&told.value), Role::Plain);
        }
        // Where the text tells the product, or its message agrees, nobody has to choose.
        let is_exact = matched.is_some_and(|matched| matched.quality == Quality::Exact);
        if !is_exact && finding.product.is_none() {
            self.other_choices(lines, finding, choice);
        }
        if let Some(page) = finding.page(self.catalog, self.lang) {
            self.official_page(lines, &showable(&page));
        }
        if let Some(matched) = matched {
            self.sources(lines, self.catalog.entry(matched.entry));
        }
    }

    /// The id that support asks for: near the error that it belongs to.
    fn request(&self, lines: &mut Vec<Line>, finding: &Finding) {
        let Some(id) = &finding.request_id else { return };
        let mut line = Line { spans: self.label(self.labels().request_id), ..Line::default() };
        line.spans.push(Span::new(showable(id), Role::Plain).touching(Touch::RequestId));
        let key = self.keys.item("i");
        let fits = self.columns_of(&line.spans) + 2 + key.len() <= self.width();
        if !key.is_empty() && fits {
            line.spans.push(Span::new(format!("  {key}"), Role::Key).touching(Touch::RequestId));
        }
        lines.push(line);
    }

    fn other_choices(&self, lines: &mut Vec<Line>, finding: &Finding, choice: Choice) {
        let labels = self.labels();
        // Choices that differ in their status only would look the same.
        let read = |nth: usize| {
            let entry = self.catalog.entry(finding.matches[nth].entry);
            (
                entry.product_ix(),
                entry.code_ix(),
                entry.message().map_or_else(|| title(entry, self.lang), str::to_owned),
            )
        };
        let mut seen: Vec<_> =
            choice.filter(|&nth| nth < finding.matches.len()).map(read).into_iter().collect();
        let mut is_new = |nth: &usize| {
            let read = read(*nth);
            let is_new = !seen.contains(&read);
            if is_new {
                seen.push(read);
            }
            is_new
        };
        let others = choices(finding).into_iter().flatten().filter(|&nth| Some(nth) != choice);
        for (row, nth) in others.filter(|nth| is_new(nth)).take(OTHERS).enumerate() {
            let matched = &finding.matches[nth];
            let entry = self.catalog.entry(matched.entry);
            let mut line = Line {
                spans: self.label(if row == 0 { labels.other_choices } else { "" }),
                ..Line::default()
            };
            let product = showable(names::short(entry.product(), self.lang));
            let code = if finding.code.as_deref() == Some(entry.code()) {
                String::new()
            } else {
                format!("{} ", showable(entry.code()))
            };
            line.push(format!("{code}{product} "), Role::Plain);
            let room = self.width().saturating_sub(self.columns_of(&line.spans));
            let said = entry.message().map_or_else(|| title(entry, self.lang), str::to_owned);
            line.push(self.measure.truncate(&showable(&said), room).into_owned(), Role::Dim);
            for span in &mut line.spans {
                span.touch = Some(Touch::Match(nth));
            }
            lines.push(line);
        }
        if !self.keys.next.is_empty() && choices(finding).len() > 1 {
            let more = labels.next_choice.replace("{}", &self.keys.next);
            self.field(lines, "", &more, Role::Dim);
        }
    }

    /// The lines of the text around the error, numbered.
    fn around(&self, lines: &mut Vec<Line>, around: &Around, finding: &Finding) {
        if around.lines.is_empty() {
            return;
        }
        lines.push(Line::of(self.labels().read_text, Role::Label));
        let last = (around.first + around.lines.len()).to_string().len().max(3);
        for (nth, text) in around.lines.iter().enumerate() {
            let number = around.first + nth;
            let here = number == around.at;
            let role = if here { Role::Key } else { Role::Dim };
            let mut line = Line::of(format!("{number:>last$} "), role);
            line.push("│ ", if here { Role::Quote } else { Role::Rule });
            let room = self.width().saturating_sub(last + 3);
            let code = finding.code.as_deref().filter(|code| !code.is_empty());
            let marks: Marks = code
                .and_then(|code| text.find(code).map(|at| (at..at + code.len(), Role::Strong)))
                .into_iter()
                .collect();
            line.spans.extend(self.one_line(text, Role::Dim, &marks, room));
            lines.push(line);
        }
    }
}

/// A real message, with marks for the values of placeholders and for what differs from the documented one.
fn pieces(finding: &Finding, matched: Option<&Match>) -> (String, Marks) {
    let is_compared = |matched: &&Match| matched.quality != Quality::Code && !matched.pieces.is_empty();
    let Some(matched) = matched.filter(is_compared) else {
        return (showable(finding.message.as_deref().unwrap_or_default()), Vec::new());
    };
    let (mut text, mut marks) = (String::new(), Vec::new());
    for piece in &matched.pieces {
        let start = text.len();
        text.push_str(&showable(&piece.text));
        match piece.kind {
            PieceKind::Same => {}
            PieceKind::Bound(_) => marks.push((start..text.len(), Role::Bound)),
            PieceKind::Differs => marks.push((start..text.len(), Role::Differs)),
        }
    }
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_a_finding_are_its_own_and_its_neighbours() {
        let text = "a\nb\nc\nd";
        assert_eq!(Around::of(text, 1), Around { first: 1, lines: vec!["a".into(), "b".into()], at: 1 });
        let middle = Around::of(text, 3);
        assert_eq!((middle.first, middle.lines), (2, vec!["b".into(), "c".into(), "d".into()]));
        assert_eq!(Around::of(text, 9).lines, Vec::<String>::new());
    }
}
