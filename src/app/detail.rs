//! The detail pane: everything that is known of one entry, line by line.

use std::ops::Range;

use super::chord::Chord;
use super::keymap::{Action, Focus, Keymap};
use super::pane::Pane;
use super::rich::{Line, Role, Span, paragraph, showable};
use super::viewport::Scroll;
use crate::catalog::{BothRef, Catalog, Category, Entry, EntryId, NodeKind, Origin, Retry, troubleshoot};
use crate::lang::{Labels, Lang};
use crate::search::{Query, Shown};
use crate::text::width::Measure;

/// The lines of the shown entry, and where a jump leads.
#[derive(Debug, Default)]
pub struct DetailPane {
    pub lines: Vec<Line>,
    pub scroll: Scroll,
    /// Other entries of the same code, in the order of their numbers.
    pub same: Vec<EntryId>,
    /// Entries jumped to from the list's selection, the newest last.
    pub jumped: Vec<EntryId>,
}

/// What the detail of an entry depends on.
pub struct View<'a> {
    pub catalog: &'a Catalog,
    pub query: &'a Query,
    pub lang: Lang,
    pub measure: Measure,
    pub columns: usize,
    pub keys: SameKeys,
}

/// The keys that go through the entries of a code, as they are where the keyboard is.
#[derive(Debug, Default)]
pub struct SameKeys {
    /// The entries' numbers are keys.
    pub numbers: bool,
    pub next: Option<Chord>,
    pub list: Option<Chord>,
    pub back: Option<Chord>,
}

impl SameKeys {
    pub fn new(keymap: &Keymap, pane: Pane) -> Self {
        let key = |action| keymap.key_of(Focus::Pane(pane), action);
        Self {
            numbers: key(Action::Jump).is_some(),
            next: key(Action::JumpNext),
            list: key(Action::ListSame),
            back: key(Action::JumpBack),
        }
    }
}

/// Jumps are numbered 1 to 9.
pub const MAX_JUMPS: usize = 9;

/// From this width on, the names of the fields stand beside them, not above.
const BESIDE_COLUMNS: usize = 30;

impl View<'_> {
    fn labels(&self) -> &'static Labels {
        Labels::of(self.lang)
    }

    /// Everything about an entry; `same` are the entries that can be jumped to, `from` the one jumped from.
    pub fn entry(&self, id: EntryId, same: &[EntryId], from: Option<EntryId>) -> Vec<Line> {
        let entry = self.catalog.entry(id);
        let mut lines = self.title(entry);
        lines.extend(self.belonging(entry));
        lines.push(Line::default());
        self.explanation(&mut lines, id);
        self.wording(&mut lines, entry);
        self.kind(&mut lines, entry.category(), entry.retry());
        self.advice(&mut lines, entry.advice());
        self.note(&mut lines, entry);
        self.same_codes(&mut lines, same, from);
        lines.push(Line::default());
        self.sources(&mut lines, entry);
        if let Some(url) = troubleshoot(self.lang, entry.code(), Some(entry.product()), None) {
            self.field(&mut lines, self.labels().page, &showable(&url), Role::Link, &[]);
        }
        lines
    }

    /// What an entry means, and who says so.
    pub fn explanation(&self, lines: &mut Vec<Line>, id: EntryId) {
        if let Some(explanation) = self.catalog.entry(id).explanation(self.lang) {
            let (text, marks) = self.marked(&explanation.text, Shown::Explanation);
            self.field(lines, self.labels().meaning, &text, Role::Plain, &marks);
            self.origin(lines, explanation.origin);
        }
    }

    /// Where the explanation above comes from: behind it where there is room, as lines are few.
    pub fn origin(&self, lines: &mut Vec<Line>, origin: Origin) {
        let said = origin.name(self.lang);
        let fits = |line: &&mut Line| {
            self.measure.columns(&line.text()) + 2 + self.measure.columns(said) <= self.columns
        };
        match lines.last_mut().filter(fits) {
            Some(line) => {
                line.push("  ", Role::Plain);
                line.push(said, Role::Origin);
            }
            None => self.field(lines, "", said, Role::Origin, &[]),
        }
    }

    /// The message of an entry, and its English description where the document has one.
    pub fn wording(&self, lines: &mut Vec<Line>, entry: Entry) {
        let labels = self.labels();
        let (text, marks) = self.marked(entry.message().unwrap_or_default(), Shown::Message);
        self.field(lines, labels.message, &text, Role::Plain, &marks);
        if let Some(description) = entry.description_en() {
            let (text, marks) = self.marked(description, Shown::Description);
            self.field(lines, labels.english, &text, Role::Plain, &marks);
        }
    }

    pub fn note(&self, lines: &mut Vec<Line>, entry: Entry) {
        if let Some(note) = entry.note().and_then(|note| note.get(self.lang)) {
            self.field(lines, self.labels().note, &showable(note), Role::Warning, &[]);
        }
    }

    /// The code with its status at the right.
    pub fn title(&self, entry: Entry) -> Vec<Line> {
        let (code, marks) = self.marked(entry.code(), Shown::Code);
        let status = entry.status().map(|status| Span::new(status.to_string(), Role::Status(entry.status())));
        let mut lines = paragraph(&code, Role::Code, &marks, self.columns, self.measure);
        let room = |line: &Line| self.measure.columns(&line.text()) + 5 <= self.columns;
        match lines.first_mut().filter(|line| room(line)) {
            Some(first) => first.right = status,
            None => lines.extend(status.map(|status| Line { spans: vec![status], ..Line::default() })),
        }
        lines
    }

    /// The product and the sections that an entry belongs to.
    pub fn belonging(&self, entry: Entry) -> Vec<Line> {
        let product = self.catalog.product(entry.product_ix());
        let mut place = vec![product.name(self.lang).to_owned()];
        place.extend(entry.sections().filter_map(|section| section.get(self.lang)).map(str::to_owned));
        self.plain(&showable(&place.join(" › ")), Role::Dim)
    }

    /// What kind of error it is, and whether a retry can help.
    pub fn kind(&self, lines: &mut Vec<Line>, category: Option<Category>, retry: Option<Retry>) {
        let labels = self.labels();
        let category = category.map(|category| category.name(self.lang));
        let retry = retry.map(|verdict| verdict.name(self.lang));
        if category.is_none() && retry.is_none() {
            return;
        }
        let kind = [category, retry].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        self.field(lines, labels.kind, &kind, Role::Category, &[]);
    }

    /// What to do about it.
    pub fn advice(&self, lines: &mut Vec<Line>, advice: Option<BothRef>) {
        if let Some(advice) = advice.and_then(|advice| advice.get(self.lang)) {
            self.field(lines, self.labels().advice, advice, Role::Plain, &[]);
        }
    }

    /// The other entries of the code, one line each, numbered for jumping.
    pub fn same_codes(&self, lines: &mut Vec<Line>, same: &[EntryId], from: Option<EntryId>) {
        let labels = self.labels();
        if !same.is_empty() {
            lines.push(Line::default());
        }
        if !same.is_empty() && !self.beside() {
            lines.push(Line::of(labels.same_code, Role::Label));
        }
        for (number, &id) in same.iter().enumerate().take(MAX_JUMPS) {
            let entry = self.catalog.entry(id);
            let label = if number == 0 { labels.same_code } else { "" };
            let mut line = self.label(label);
            let before = self.measure.columns(&line.text());
            let role = if self.keys.numbers { Role::Key } else { Role::Dim };
            line.push((number + 1).to_string(), role);
            line.push(" ", Role::Plain);
            let status = entry.status().map_or_else(|| "---".to_owned(), |status| status.to_string());
            line.push(status, Role::Status(entry.status()));
            line.push(format!(" {} ", entry.product().id()), Role::Dim);
            let taken = self.measure.columns(&line.text()).max(before);
            let room = self.columns.saturating_sub(taken);
            let message = showable(entry.message().unwrap_or_default());
            line.push(self.measure.truncate(&message, room).into_owned(), Role::Plain);
            line.jump = Some(number);
            lines.push(line);
        }
        let said = |sentence: &str, key: Chord| sentence.replace("{}", &key.to_string());
        if same.len() > MAX_JUMPS {
            let more = labels.more_of_same.replace("{}", &(same.len() - MAX_JUMPS).to_string());
            let list = self.keys.list.map(|key| said(labels.list_all, key));
            let hint = [Some(more), list].into_iter().flatten().collect::<Vec<_>>().join(labels.comma);
            self.field(lines, "", &hint, Role::Dim, &[]);
        }
        // Where the numbers type into the search, another key does their work.
        if !same.is_empty()
            && !self.keys.numbers
            && let Some(key) = self.keys.next
        {
            self.field(lines, "", &said(labels.next_of_same, key), Role::Dim, &[]);
        }
        if let (Some(from), Some(key)) = (from, self.keys.back) {
            let from = self.catalog.entry(from);
            let entry = format!("{} {}", from.code(), from.status().map_or(String::new(), |s| s.to_string()));
            let back = (labels.came_from)(&key.to_string(), &showable(entry.trim()));
            self.field(lines, "", &back, Role::Dim, &[]);
        }
    }

    pub fn sources(&self, lines: &mut Vec<Line>, entry: Entry) {
        let labels = self.labels();
        let named = entry.sources().into_iter().map(|source| {
            let rows: Vec<String> = source.rows.iter().map(u32::to_string).collect();
            format!("{} {}", source.document, labels.rows.replace("{}", &rows.join(labels.enumeration)))
        });
        let named = named.collect::<Vec<_>>().join(labels.semicolon);
        if !named.is_empty() {
            self.field(lines, labels.source, &showable(&named), Role::Dim, &[]);
        }
    }

    /// A foreign text made showable, and the letters of it that the query matched.
    pub fn marked(&self, text: &str, shown: Shown) -> (String, Vec<(Range<usize>, Role)>) {
        let text = showable(text);
        let marks = self.query.marks(shown, &text).into_iter().map(|range| (range, Role::Mark)).collect();
        (text, marks)
    }

    fn plain(&self, text: &str, role: Role) -> Vec<Line> {
        paragraph(text, role, &[], self.columns, self.measure)
    }

    fn beside(&self) -> bool {
        self.columns >= BESIDE_COLUMNS
    }

    /// Columns of the fields' names, where they stand beside the fields.
    fn label_columns(&self) -> usize {
        let labels = self.labels();
        let names = [
            labels.meaning,
            labels.message,
            labels.english,
            labels.kind,
            labels.advice,
            labels.note,
            labels.same_code,
            labels.source,
            labels.page,
        ];
        names.iter().map(|name| self.measure.columns(name)).max().unwrap_or(0) + 2
    }

    /// The beginning of a line that holds a field; below a name, fields are not indented.
    pub fn label(&self, name: &str) -> Line {
        let columns = if self.beside() { self.label_columns() } else { 0 };
        let padded = if columns > 0 { self.measure.pad(name, columns) } else { String::new() };
        Line::of(padded, Role::Label)
    }

    /// Adds a named field, wrapped.
    pub fn field(
        &self,
        lines: &mut Vec<Line>,
        name: &str,
        text: &str,
        role: Role,
        marks: &[(Range<usize>, Role)],
    ) {
        if !self.beside() && !name.is_empty() {
            lines.push(Line::of(name, Role::Label));
        }
        let indent = if self.beside() { self.label_columns() } else { 0 };
        let columns = self.columns.saturating_sub(indent);
        for (number, wrapped) in paragraph(text, role, marks, columns, self.measure).into_iter().enumerate() {
            let mut line = self.label(if number == 0 { name } else { "" });
            line.spans.extend(wrapped.spans);
            lines.push(line);
        }
    }
}

/// What a tree node is called.
pub fn node_name(catalog: &Catalog, node: &crate::catalog::Node, lang: Lang) -> String {
    let labels = Labels::of(lang);
    if let NodeKind::StatusClass(Some(class)) = node.kind {
        let whose = match class {
            4 => labels.client_errors,
            5 => labels.server_errors,
            _ => "",
        };
        return format!("{class}xx {whose}").trim_end().to_owned();
    }
    node.name(catalog, lang).unwrap_or_else(|| {
        let name = match node.kind {
            NodeKind::Section(None) => labels.untitled,
            NodeKind::StatusClass(None) => labels.no_status,
            NodeKind::Category(None) => labels.no_category,
            _ => labels.all,
        };
        name.to_owned()
    })
}
