//! The detail pane: everything that is known of one entry, line by line.

use std::ops::Range;

use super::rich::{Line, Role, Span, paragraph, showable};
use super::viewport::Scroll;
use crate::catalog::{Catalog, Entry, EntryId, Family, NodeKind, Origin, Retry, troubleshoot};
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
        let mut lines = self.documented(id, same, from);
        let entry = self.catalog.entry(id);
        if let Some(url) = troubleshoot(&entry.code, Some(self.catalog.product(entry.product)), None) {
            self.field(&mut lines, self.labels().page, &showable(&url), Role::Link, &[]);
        }
        lines
    }

    /// What the documents and the rules say of an entry.
    pub fn documented(&self, id: EntryId, same: &[EntryId], from: Option<EntryId>) -> Vec<Line> {
        let labels = self.labels();
        let entry = self.catalog.entry(id);
        let mut lines = self.title(entry);
        lines.push(Line::default());

        if let Some(explanation) = self.catalog.explanation(id) {
            let (text, marks) = self.marked(&explanation.zh, Shown::Explanation);
            self.field(&mut lines, labels.meaning, &text, Role::Plain, &marks);
            self.field(&mut lines, "", origin(explanation.origin, labels), Role::Origin, &[]);
        }
        let (text, marks) = self.marked(&entry.message, Shown::Message);
        self.field(&mut lines, labels.message, &text, Role::Plain, &marks);
        if let Some(description) = &entry.description_en {
            let (text, marks) = self.marked(description, Shown::Description);
            self.field(&mut lines, labels.english, &text, Role::Plain, &marks);
        }
        if let Some(family) = self.catalog.family(id) {
            self.family(&mut lines, family);
        }
        if let Some(note) = &entry.note {
            self.field(&mut lines, labels.note, &showable(note), Role::Warning, &[]);
        }
        self.same_codes(&mut lines, same, from);
        lines.push(Line::default());
        self.sources(&mut lines, entry);
        lines
    }

    /// The code with its status at the right, and where it belongs.
    fn title(&self, entry: &Entry) -> Vec<Line> {
        let (code, marks) = self.marked(&entry.code, Shown::Code);
        let status = entry.status.map(|status| Span::new(status.to_string(), Role::Status(entry.status)));
        let mut lines = paragraph(&code, Role::Code, &marks, self.columns, self.measure);
        let room = |line: &Line| self.measure.columns(&line.text()) + 5 <= self.columns;
        match lines.first_mut().filter(|line| room(line)) {
            Some(first) => first.right = status,
            None => lines.extend(status.map(|status| Line { spans: vec![status], ..Line::default() })),
        }
        let product = self.catalog.product(entry.product);
        let mut place = vec![product.name.get(self.lang).to_owned()];
        place.extend(entry.sections.iter().map(|section| section.to_string()));
        lines.extend(self.plain(&showable(&place.join(" › ")), Role::Dim));
        lines
    }

    /// What is true of the whole family.
    pub fn family(&self, lines: &mut Vec<Line>, family: &Family) {
        let labels = self.labels();
        let category = family.category().name(self.lang);
        let retry = family.retry.map(|verdict| retry(verdict, labels));
        let kind = [Some(category), retry].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        self.field(lines, labels.kind, &kind, Role::Category, &[]);
        if let Some(advice) = &family.advice {
            self.field(lines, labels.advice, advice.get(self.lang), Role::Plain, &[]);
        }
    }

    /// The other entries of the code, one line each, numbered for jumping.
    fn same_codes(&self, lines: &mut Vec<Line>, same: &[EntryId], from: Option<EntryId>) {
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
            line.push((number + 1).to_string(), Role::Key);
            line.push(" ", Role::Plain);
            let status = entry.status.map_or_else(|| "---".to_owned(), |status| status.to_string());
            line.push(status, Role::Status(entry.status));
            line.push(format!(" {} ", self.catalog.product(entry.product).id), Role::Dim);
            let taken = self.measure.columns(&line.text()).max(before);
            let room = self.columns.saturating_sub(taken);
            let message = showable(&entry.message);
            line.push(self.measure.truncate(&message, room).into_owned(), Role::Plain);
            line.jump = Some(number);
            lines.push(line);
        }
        if same.len() > MAX_JUMPS {
            let more = (same.len() - MAX_JUMPS).to_string();
            self.field(lines, "", &labels.more_of_same.replace("{}", &more), Role::Dim, &[]);
        }
        if let Some(from) = from {
            let from = self.catalog.entry(from);
            let back = format!("{} {}", from.code, from.status.map_or(String::new(), |s| s.to_string()));
            self.field(lines, "", &labels.came_from.replace("{}", back.trim()), Role::Dim, &[]);
        }
    }

    fn sources(&self, lines: &mut Vec<Line>, entry: &Entry) {
        let labels = self.labels();
        let named = entry.sources.iter().map(|source| {
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

/// How an explanation's origin is called.
pub fn origin(origin: Origin, labels: &Labels) -> &'static str {
    match origin {
        Origin::Official => labels.official,
        Origin::Sibling => labels.sibling,
        Origin::Project => labels.project,
        Origin::Rule => labels.rule,
    }
}

fn retry(verdict: Retry, labels: &Labels) -> &'static str {
    match verdict {
        Retry::Never => labels.retry_never,
        Retry::AfterFix => labels.retry_after_fix,
        Retry::Backoff => labels.retry_backoff,
        Retry::Later => labels.retry_later,
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
