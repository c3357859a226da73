//! The help overlay: every key, filtered by typing.

use super::chord::Chord;
use super::keymap::{Group, Keymap};
use super::line_edit::LineEdit;
use super::rich::{Line, Role};
use super::viewport::Scroll;
use crate::lang::{Labels, Lang};
use crate::text::width::Measure;

/// The open help.
#[derive(Debug, Default)]
pub struct HelpPane {
    pub filter: LineEdit,
    pub lines: Vec<Line>,
    pub scroll: Scroll,
}

/// The filters that a query understands, with an example of each.
const FILTERS: [(&str, &str, &str); 10] = [
    ("status:404", "状态码，也可写 status:4xx", "HTTP status, or status:4xx"),
    ("product:slb", "产品：ID、别名或名称", "product: id, alias or name"),
    ("category:quota", "分类：名称或 ID", "category: name or id"),
    ("origin:official", "说明的来源", "origin of the explanation"),
    ("code:…", "只在错误码里找", "in codes only"),
    ("code:=…", "正好是这个错误码，可加引号", "exactly this code; may be quoted"),
    ("msg:…", "只在消息里找", "in messages only"),
    ("\"a b\"", "短语匹配", "a phrase"),
    ("-word", "排除", "exclude"),
    ("Tab", "补全筛选项", "completes a filter"),
];

/// Columns of the keys, before their labels: where there is room, and where there is little.
const KEY_COLUMNS: usize = 26;
const FEW_KEY_COLUMNS: usize = 12;
/// Columns of the filters, at least.
const FILTER_COLUMNS: usize = 15;

/// From this width on there is room.
const ROOMY: usize = 60;

/// A line of the help before it is laid out.
struct Item {
    keys: String,
    label: &'static str,
    /// Where it works, where that is not everywhere.
    tag: String,
}

impl HelpPane {
    /// Lists the keys whose name or label holds the filter's text.
    pub fn relist(&mut self, keymap: &Keymap, lang: Lang, measure: Measure, columns: usize) {
        let room = if columns < ROOMY { FEW_KEY_COLUMNS } else { KEY_COLUMNS };
        let labels = Labels::of(lang);
        let wanted = self.filter.text().to_lowercase();
        let fits = |texts: &[&str]| texts.iter().any(|text| text.to_lowercase().contains(&wanted));
        self.lines.clear();

        let filters = FILTERS.iter().filter(|(key, zh, en)| fits(&[key, zh, en]));
        let item = |(key, zh, en): &(&str, &'static str, &'static str)| Item {
            keys: (*key).to_owned(),
            label: if lang == Lang::Zh { zh } else { en },
            tag: String::new(),
        };
        // The longest filters are longer than few columns, and none of them can be cut.
        self.section(labels.filters, filters.map(item).collect(), room.max(FILTER_COLUMNS), columns, measure);

        let help = keymap.help();
        for group in Group::ALL {
            let rows = help.iter().filter(|(row, chords)| {
                row.group == group
                    && !chords.is_empty()
                    && fits(&[row.label(Lang::Zh), row.label(Lang::En), row.action.id(), &names(chords)])
            });
            let items = rows.map(|(row, chords)| Item {
                keys: fitting(chords, room),
                label: row.label(lang),
                tag: keymap.places(row.action).map_or(String::new(), |places| places.tag(labels)),
            });
            self.section(group.name(labels), items.collect(), room, columns, measure);
        }
        if self.lines.is_empty() {
            self.lines.push(Line::of(labels.nothing_found, Role::Dim));
        }
        let height = self.scroll.height();
        self.scroll.set_size(self.lines.len(), height);
    }

    fn section(&mut self, name: &str, items: Vec<Item>, room: usize, columns: usize, measure: Measure) {
        if items.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.lines.push(Line::of(name, Role::Label));
        for Item { keys, label, tag } in items {
            let mut line = Line::of(format!("  {}", measure.pad(&keys, room)), Role::Key);
            line.push(format!(" {label}"), Role::Plain);
            // A column of air is at either side of the lines.
            let taken = measure.columns(&line.text()) + measure.columns(&tag) + 2;
            if let Some(air) = columns.checked_sub(taken).filter(|air| *air > 0 && !tag.is_empty()) {
                line.push(" ".repeat(air), Role::Plain);
                line.push(tag, Role::Dim);
            }
            self.lines.push(line);
        }
    }
}

/// The keys by name; a row of digits by its ends.
fn names(chords: &[Chord]) -> String {
    let names: Vec<String> = chords.iter().map(ToString::to_string).collect();
    let follows = |a: &String, b: &String| match (a.as_bytes(), b.as_bytes()) {
        ([a @ b'0'..=b'8'], [b]) => a + 1 == *b,
        _ => false,
    };
    let runs = names.chunk_by(follows).map(|run| match run {
        [first, _, .., last] => format!("{first}-{last}"),
        _ => run.join(" "),
    });
    runs.collect::<Vec<_>>().join(" ")
}

/// The first of some keys, as many as fit.
fn fitting(chords: &[Chord], columns: usize) -> String {
    let fits = |count: &usize| names(&chords[..*count]).len() <= columns;
    // One key is better than none, even where it is cut.
    let count = (1..=chords.len()).rev().find(fits).unwrap_or(chords.len().min(1));
    names(&chords[..count])
}
