//! An entry as a page: first what it means, then what to do, then the API's own message, last the sources.

use std::ops::Range;

use super::marked::without_backticks;
use super::names;
use super::retry::Chance;
use super::rich::{Line, Role, Span, Touch, showable, spans};
use super::sheet::{Marks, Sheet};
use crate::catalog::{
    BothRef, Catalog, Category, Entry, EntryId, HttpStatus, Origin, Product, Retry, Step, troubleshoot,
};
use crate::search::Shown;

/// The other entries of a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Siblings {
    /// Of the same product: other messages, other statuses.
    pub wordings: Vec<EntryId>,
    /// The first entry of every other product.
    pub elsewhere: Vec<EntryId>,
    /// So many of them, which come first, mean the same.
    pub alike: usize,
    /// At most so many other wordings are listed in print.
    pub most: Option<usize>,
}

/// A product's name is cut to no less than this.
const SHORTEST: usize = 12;
/// With fewer lines than this, the line of code, product and status is left out.
const BRIEF: usize = 6;
/// With fewer columns than this, the chip of the retry chance replaces that of the category.
const BOTH_CHIPS: usize = 56;

/// What stands above the steps.
pub(super) struct Head<'a> {
    pub headline: (String, Marks),
    pub code: Vec<Span>,
    pub product: Option<Product<'a>>,
    /// The product's id where the product is not in the catalogue.
    pub product_id: Option<&'a str>,
    pub status: Option<HttpStatus>,
    /// Whether the status was read from a real error; else it is the documented one.
    pub status_is_read: bool,
    /// Further texts for the line of the code.
    pub more: Vec<String>,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    pub advice: Option<BothRef<'a>>,
}

/// How closely the lines of a page are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Airy,
    /// Without blank lines.
    Close,
    /// Also without the line of the code and with a headline of one line; the retry chance goes where there is room.
    Brief,
}

/// With this many lines of room, a page that must be scrolled anyway keeps its blank lines.
const AIRY_FROM: usize = 16;

/// The airiest shape in which a page fits its room; where none fits, the closest one in a small room.
pub(super) fn fitted(lines: Option<usize>, write: impl Fn(Shape) -> Vec<Line>) -> Vec<Line> {
    let airy = write(Shape::Airy);
    match lines {
        Some(room) if room < BRIEF => write(Shape::Brief),
        Some(room) if airy.len() > room => {
            let close = write(Shape::Close);
            if close.len() > room && room >= AIRY_FROM { airy } else { close }
        }
        _ => airy,
    }
}

impl Siblings {
    /// The same, those of other products first that mean the same; `alike` tells that of two entries.
    pub fn sorted(catalog: &Catalog, id: EntryId, alike: impl Fn(EntryId, EntryId) -> bool) -> Self {
        let mut siblings = Self::of(catalog, id);
        for elsewhere in &mut siblings.elsewhere {
            let product = catalog.entry(*elsewhere).product_ix();
            let own = |other: &EntryId| catalog.entry(*other).product_ix() == product && alike(id, *other);
            if let Some(other) = catalog.by_code(catalog.entry(id).code()).find(own) {
                *elsewhere = other;
            }
        }
        siblings.elsewhere.sort_by_key(|&other| !alike(id, other));
        siblings.alike = siblings.elsewhere.iter().take_while(|&&other| alike(id, other)).count();
        siblings
    }

    pub fn of(catalog: &Catalog, id: EntryId) -> Self {
        let own = catalog.entry(id);
        let mut siblings = Self::default();
        let mut products = vec![own.product_ix()];
        for other in catalog.by_code(own.code()).filter(|&other| other != id) {
            let product = catalog.entry(other).product_ix();
            if product == own.product_ix() {
                siblings.wordings.push(other);
            } else if !products.contains(&product) {
                products.push(product);
                siblings.elsewhere.push(other);
            }
        }
        siblings
    }
}

/// What an entry means in a sentence: its explanation, else its message, else its code.
pub fn title(entry: Entry, lang: crate::lang::Lang) -> String {
    let explanation = entry.explanation(lang).map(|said| said.text.into_owned());
    explanation.or_else(|| entry.message().map(str::to_owned)).unwrap_or_else(|| entry.code().to_owned())
}

impl Sheet<'_> {
    /// Everything about an entry, in a number of lines as far as it fits.
    pub fn entry(&self, id: EntryId, siblings: &Siblings, lines: Option<usize>) -> Vec<Line> {
        fitted(lines, |shape| self.entry_shaped(id, siblings, shape))
    }

    fn entry_shaped(&self, id: EntryId, siblings: &Siblings, shape: Shape) -> Vec<Line> {
        let entry = self.catalog.entry(id);
        let (code, marks) = self.marked(entry.code(), Shown::Code);
        let head = Head {
            headline: self.marked(&title(entry, self.lang), Shown::Explanation),
            code: spans(&code, Role::Plain, &marks),
            product: Some(entry.product()),
            product_id: None,
            status: entry.status(),
            status_is_read: true,
            more: Vec::new(),
            category: entry.category(),
            retry: entry.retry(),
            advice: entry.advice(),
        };
        let mut lines = Vec::new();
        self.head(&mut lines, head, shape);
        self.steps_apart(&mut lines, &entry.steps(), shape);
        self.air(&mut lines, shape);
        self.wordings(&mut lines, entry, siblings);
        self.air(&mut lines, shape);
        self.notes(&mut lines, entry);
        self.elsewhere(&mut lines, siblings);
        if let Some(url) = troubleshoot(self.lang, entry.code(), Some(entry.product()), None) {
            self.official_page(&mut lines, &url);
        }
        self.sources(&mut lines, entry);
        lines
    }

    /// Adds a blank line, unless the shape has none.
    pub(super) fn air(&self, lines: &mut Vec<Line>, shape: Shape) {
        if shape == Shape::Airy && lines.last().is_some_and(|line| !line.is_blank()) {
            lines.push(Line::default());
        }
    }

    pub(super) fn steps_apart(&self, lines: &mut Vec<Line>, steps: &[Step], shape: Shape) {
        if !steps.is_empty() {
            self.air(lines, shape);
            self.steps(lines, steps);
        }
    }

    /// The headline, the code with product and status, and the advice.
    pub(super) fn head(&self, lines: &mut Vec<Line>, head: Head, shape: Shape) {
        let (text, marks) = &head.headline;
        let chance = head.retry.map(Chance::from);
        if shape == Shape::Brief {
            let spans = self.one_line(text, Role::Headline, marks, self.width());
            lines.push(Line { spans, ..Line::default() });
        } else {
            self.hanging(lines, Vec::new(), text, Role::Headline, marks);
            self.code_line(lines, &head, chance);
        }
        if let Some(advice) = head.advice.and_then(|advice| advice.get(self.lang)) {
            let (advice, marks) = without_backticks(&showable(advice));
            self.hanging(lines, vec![Span::new("→ ", Role::Accent)], &advice, Role::Plain, &marks);
        }
        if let (Shape::Brief, Some(chance)) = (shape, chance) {
            self.chance_beside(lines, chance);
        }
    }

    /// Puts the retry chance at the end of the first line of headline and advice that has room, else on a line below.
    fn chance_beside(&self, lines: &mut Vec<Line>, chance: Chance) {
        let chip = self.chance_chip(chance);
        let beside = self.measure.columns(&chip.text) + 1;
        let room = |line: &&mut Line| self.columns_of(&line.spans) + beside <= self.width();
        match lines.iter_mut().find(room) {
            Some(line) => line.right.push(chip),
            None => lines.push(Line { right: vec![chip], ..Line::default() }),
        }
    }

    /// `Throttling.User · ECS · HTTP 400`, with chips at the right as far as there is room.
    fn code_line(&self, lines: &mut Vec<Line>, head: &Head, chance: Option<Chance>) {
        let kind = head.category.map(|category| {
            Span::new(format!(" {} ", category.name(self.lang)), Role::Category)
                .raised()
                .touching(Touch::Category(category))
        });
        let chance = chance.map(|chance| self.chance_chip(chance));
        let spelt = |name: Option<String>| {
            let documented = if head.status_is_read { "" } else { self.labels().status_of_entry };
            let status = head.status.map(|status| format!("HTTP {status}{documented}"));
            let parts = name.into_iter().chain(status).chain(head.more.iter().cloned());
            parts.map(|part| format!(" · {part}")).collect::<String>()
        };
        let kind = kind.filter(|_| self.width() >= BOTH_CHIPS);
        let chips = |kind: Option<&Span>| -> Vec<Span> {
            let chips: Vec<Span> = kind.into_iter().chain(&chance).cloned().collect();
            let blank = Span::new(" ", Role::Plain);
            separated(chips, &blank)
        };
        let tails = [
            (spelt(self.product_name(head)), chips(kind.as_ref())),
            (spelt(self.short_product_name(head)), chips(kind.as_ref())),
            (spelt(self.short_product_name(head)), chips(None)),
            (spelt(None), chips(None)),
        ];
        let code = self.columns_of(&head.code);
        let fits = |(tail, chips): &&(String, Vec<Span>)| {
            code + self.measure.columns(tail) + 2 + self.columns_of(chips) <= self.width()
        };
        if let Some((tail, chips)) = tails.iter().find(fits) {
            let mut line = Line { spans: head.code.clone(), right: chips.clone(), ground: None };
            line.push(tail.clone(), Role::Dim);
            lines.push(line);
            return;
        }
        // A code is never cut; what else belongs to its line goes below.
        let code: String = head.code.iter().map(|span| span.text.as_str()).collect();
        let role = head.code.first().map_or(Role::Plain, |span| span.role);
        self.hanging(lines, Vec::new(), &code, role, &[]);
        let (tail, chips) = tails[2..]
            .iter()
            .find(|(tail, chips)| self.measure.columns(tail) + self.columns_of(chips) <= self.width() + 1)
            .unwrap_or(&tails[3])
            .clone();
        let tail = tail.trim_start_matches(" · ").to_owned();
        lines.push(Line { spans: vec![Span::new(tail, Role::Dim)], right: chips, ground: None });
    }

    fn chance_chip(&self, chance: Chance) -> Span {
        Span::new(format!(" {} {} ", chance.sign(), chance.name(self.lang)), Role::Retry(chance))
            .raised()
            .touching(Touch::Retry(chance))
    }

    fn product_name(&self, head: &Head) -> Option<String> {
        let name = head.product.map(|product| {
            let name = showable(product.name(self.lang));
            let id = showable(product.id());
            if self.print && name != id { format!("{name} ({id})") } else { name }
        });
        name.or_else(|| head.product_id.map(showable))
    }

    fn short_product_name(&self, head: &Head) -> Option<String> {
        let name = head.product.map(|product| showable(names::short(product, self.lang)));
        name.or_else(|| head.product_id.map(showable))
    }

    /// A quoted text, a bar before each of its lines.
    pub(super) fn quote(
        &self,
        lines: &mut Vec<Line>,
        text: &str,
        role: Role,
        marks: &[(Range<usize>, Role)],
        bar: Role,
    ) {
        self.quote_behind(lines, Vec::new(), (text, marks), role, bar);
    }

    /// The same with something between the bar and the text.
    pub(super) fn quote_behind(
        &self,
        lines: &mut Vec<Line>,
        between: Vec<Span>,
        (text, marks): (&str, &[(Range<usize>, Role)]),
        role: Role,
        bar: Role,
    ) {
        let from = lines.len();
        let head = std::iter::once(Span::new("▎ ", bar)).chain(between).collect();
        self.hanging(lines, head, text, role, marks);
        for line in &mut lines[from + 1..] {
            line.spans[0] = Span::new("▎ ", bar);
        }
    }

    /// What misleads in the document, and what it says beside the message.
    fn notes(&self, lines: &mut Vec<Line>, entry: Entry) {
        let labels = self.labels();
        if let Some(note) = entry.note().and_then(|note| note.get(self.lang)) {
            self.noted(lines, labels.note, note, Role::Dim);
        }
        if let Some(repair) = entry.repair().and_then(|repair| repair.get(self.lang)) {
            self.noted(lines, labels.repair, &without_label(repair, labels.repair), Role::Dim);
        }
        let described = entry.description_en().filter(|_| self.lang == crate::lang::Lang::En);
        if let Some(description) = described {
            let (text, marks) = self.marked(description, Shown::Description);
            self.hanging(lines, self.label(labels.description), &text, Role::Dim, &marks);
        }
    }

    fn noted(&self, lines: &mut Vec<Line>, name: &str, text: &str, role: Role) {
        // A quoted sentence ends with its own full stop.
        let text = showable(text);
        let ended =
            [".`.", ".`。"].iter().find_map(|end| text.strip_suffix(end)).map(|text| format!("{text}.`"));
        let (text, marks) = without_backticks(ended.as_ref().unwrap_or(&text));
        let marks: Marks = marks.into_iter().map(|(range, _)| (range, Role::Plain)).collect();
        self.hanging(lines, self.label(name), &text, role, &marks);
    }

    /// The other products that have the code.
    fn elsewhere(&self, lines: &mut Vec<Line>, siblings: &Siblings) {
        if siblings.elsewhere.is_empty() {
            return;
        }
        let labels = self.labels();
        let label = self.columns_of(&self.label(labels.same_code));
        let piece = |(nth, &id): (usize, &EntryId)| {
            let mut piece = Vec::new();
            let name = showable(names::short(self.catalog.entry(id).product(), self.lang));
            if let Some(key) = self.keys.numbered.get(nth) {
                // The whole key: a number alone would be typed into the search.
                piece.push(Span::new(format!("{key} "), Role::Key).touching(Touch::Entry(id)));
            }
            let room = self.width().saturating_sub(label + self.columns_of(&piece) + 3).max(SHORTEST);
            let name = self.measure.truncate(&name, room).into_owned();
            piece.push(Span::new(name, Role::Plain).touching(Touch::Entry(id)));
            piece.push(Span::new("   ", Role::Plain));
            piece
        };
        let mut pieces: Vec<Vec<Span>> = siblings.elsewhere.iter().enumerate().map(piece).collect();
        let mut others = pieces.split_off(siblings.alike.min(pieces.len()));
        let next = &self.keys.next;
        let key = (!next.is_empty()).then(|| {
            vec![Span::new(format!("{next} "), Role::Key), Span::new(labels.next_product, Role::Dim)]
        });
        if pieces.is_empty() { &mut others } else { &mut pieces }.extend(key);
        for (name, pieces) in [(labels.also_in, pieces), (labels.same_code, others)] {
            if !pieces.is_empty() {
                self.field_of(lines, name, pieces);
            }
        }
    }

    /// The address, cut to a line on the screen and whole in print, and the key that opens it.
    pub(super) fn official_page(&self, lines: &mut Vec<Line>, url: &str) {
        let label = self.label(self.labels().page);
        let key = &self.keys.page;
        let shown = if self.print { url } else { url.trim_start_matches("https://") };
        let beside = self.columns_of(&label) + if key.is_empty() { 0 } else { key.len() + 2 };
        let room = if self.print { usize::MAX / 4 } else { self.width().saturating_sub(beside) };
        let shown = self.measure.truncate(shown, room).into_owned();
        let mut line = Line { spans: label, ..Line::default() };
        line.spans.push(Span::new(shown, Role::Link).touching(Touch::Page));
        if !key.is_empty() {
            line.spans.push(Span::new(format!("  {key}"), Role::Key).touching(Touch::Page));
        }
        lines.push(line);
    }

    /// The documents of the entry, and who wrote its meaning.
    pub(super) fn sources(&self, lines: &mut Vec<Line>, entry: Entry) {
        let labels = self.labels();
        let named = entry.sources().into_iter().map(|source| {
            let rows: Vec<String> = source.rows.iter().map(u32::to_string).collect();
            // The documents inside the binary are called by their products.
            let product = entry.product();
            let document = if source.document.eq_ignore_ascii_case(product.id()) {
                let name =
                    if self.print { product.bare_name(self.lang) } else { names::short(product, self.lang) };
                labels.document_of.replace("{}", name)
            } else {
                source.short().to_owned()
            };
            let rows = labels.rows.replace("{}", &rows.join(labels.enumeration));
            format!("{document}{}{rows}", labels.comma)
        });
        let mut parts: Vec<String> = named.collect();
        parts.extend(entry.sections().filter_map(|section| section.get(self.lang)).map(str::to_owned));
        if entry.is_written_here() {
            parts.push(labels.written_here.to_owned());
        } else {
            parts.extend(entry.explanation(self.lang).map(|said| self.origin(said.origin)));
        }
        if !parts.is_empty() {
            self.field(lines, labels.source, &showable(&parts.join(" · ")), Role::Dim);
        }
    }

    /// Who wrote the meaning: `meaning written by this project`.
    pub(super) fn origin(&self, origin: Origin) -> String {
        self.labels().meaning_by.replace("{}", origin.name(self.lang))
    }
}

/// A text without the label that stands before it anyway: `Repaired: the code …`.
fn without_label(text: &str, label: &str) -> String {
    let Some(rest) = text.strip_prefix(label).and_then(|rest| rest.strip_prefix(": ")) else {
        return text.to_owned();
    };
    let mut letters = rest.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Spans with another one between each two of them.
fn separated(spans: Vec<Span>, between: &Span) -> Vec<Span> {
    let mut separated = Vec::new();
    for span in spans {
        if !separated.is_empty() {
            separated.push(between.clone());
        }
        separated.push(span);
    }
    separated
}
