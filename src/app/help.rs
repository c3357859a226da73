//! The help: every key and every filter, narrowed down by typing. A new filter is a row of `FILTERS`.

use super::chord::Chord;
use super::keymap::{Group, Keymap, Layer, Places};
use super::line_edit::LineEdit;
use super::viewport::Scroll;
use crate::lang::{Labels, Lang};
use crate::page::rich::paragraph;
use crate::page::{Chance, Line, Role};
use crate::text::width::Measure;

/// The open help.
#[derive(Debug, Default)]
pub struct HelpPane {
    pub filter: LineEdit,
    pub lines: Vec<Line>,
    pub scroll: Scroll,
}

/// The filters that a query understands, with an example of each.
const FILTERS: [(&str, &str, &str); 12] = [
    ("status:404", "状态码，也可写 status:4xx", "HTTP status, or status:4xx"),
    ("product:slb", "产品：ID、别名或名称", "product: id, alias or name"),
    ("category:quota", "分类：名称或 ID", "category: name or id"),
    ("retry:later", "能不能重试；键入 retry: 看全部", "can I retry; retry: lists all"),
    (
        "source:written",
        "条目出自：documents 官方文档，written 本项目，imported 导入",
        "where the entry is from: documents, written (here), imported",
    ),
    (
        "origin:official",
        "释义由谁写：official 官方，sibling 其他产品，project 本项目，rule 规则",
        "who wrote its meaning: official, sibling (of another product), project (here), rule (derived)",
    ),
    ("code:…", "只在错误码里找", "in codes only"),
    ("code:=…", "正好是这个错误码，可加引号", "exactly this code; may be quoted"),
    ("msg:…", "只在消息里找", "in messages only"),
    ("\"a b\"", "短语匹配", "a phrase"),
    ("-word", "排除", "exclude"),
    ("Tab", "选取值，↑↓ 换一个", "picks a value; ↑↓ choose it"),
];

/// Columns of the keys before their labels, with much and with little room.
const KEY_COLUMNS: usize = 16;
const FEW_KEY_COLUMNS: usize = 11;

/// A label beside a tag has so many columns at least.
const LABEL: usize = 12;

/// From this width on, there is much room.
const ROOMY: usize = 44;
/// From this width on, the parts are in two columns.
const TWO_COLUMNS: usize = 90;

/// What writes the config file, and a line of it.
const INIT: &str = "alierr config --init";
const THEME: &str = "theme = \"dark\"";

/// A line of the help before it is laid out.
struct Item {
    keys: String,
    label: String,
    /// Where it works, if not everywhere.
    tag: String,
}

/// What the layout of the help depends on.
pub struct Wanted<'a> {
    pub keymap: &'a Keymap,
    pub lang: Lang,
    pub measure: Measure,
    pub ascii: bool,
    pub columns: usize,
    /// Where the config file is.
    pub config: &'a str,
}

impl HelpPane {
    /// Lists the keys whose name or label holds the filter's text.
    pub fn relist(&mut self, wanted: &Wanted) {
        let sections = self.sections(wanted);
        let labels = Labels::of(wanted.lang);
        self.lines = if wanted.columns >= TWO_COLUMNS && sections.len() > 1 {
            side_by_side(sections, wanted.columns, wanted.measure)
        } else {
            join(sections)
        };
        if self.lines.is_empty() {
            self.lines.push(Line::of(labels.nothing_found, Role::Dim));
        }
        let height = self.scroll.height();
        self.scroll.set_size(self.lines.len(), height);
    }

    fn sections(&self, wanted: &Wanted) -> Vec<Vec<Line>> {
        let Wanted { keymap, lang, measure, ascii, .. } = *wanted;
        let labels = Labels::of(lang);
        let columns = if wanted.columns >= TWO_COLUMNS { wanted.columns / 2 - 2 } else { wanted.columns };
        let room = if columns < ROOMY { FEW_KEY_COLUMNS } else { KEY_COLUMNS };
        let sought = self.filter.text().to_lowercase();
        let fits = |texts: &[&str]| texts.iter().any(|text| text.to_lowercase().contains(&sought));
        let mut sections = Vec::new();

        let help = keymap.help();
        for group in Group::ALL {
            let rows = help.iter().filter(|(row, chords)| {
                row.group == group
                    && !chords.is_empty()
                    && (row.is_called(&sought) || fits(&[&names(chords, ascii)]))
            });
            let items = rows.map(|(row, chords)| Item {
                keys: fitting(chords, room, measure, ascii),
                label: row.label(lang).to_owned(),
                tag: keymap.places(row.action).map_or(String::new(), |places| tag(&places, lang)),
            });
            sections.push(section(group.name(lang), items.collect(), room, columns, measure));
        }
        let filters = FILTERS.iter().filter(|(key, zh, en)| fits(&[key, zh, en]));
        let item = |(key, zh, en): &(&str, &'static str, &'static str)| Item {
            keys: (*key).to_owned(),
            label: (if lang == Lang::Zh { *zh } else { *en }).to_owned(),
            tag: String::new(),
        };
        sections
            .insert(1, section(labels.filters, filters.map(item).collect(), KEY_COLUMNS, columns, measure));
        let signs = Chance::ALL.into_iter().filter(|chance| fits(&[chance.name(lang), chance.sign()]));
        let sign = |chance: Chance| Item {
            keys: chance.sign().to_owned(),
            label: chance.name(lang).to_owned(),
            tag: String::new(),
        };
        sections.push(section(labels.signs, signs.map(sign).collect(), room, columns, measure));
        let settable = [Lang::Zh, Lang::En].map(|lang| Labels::of(lang).settable);
        if !wanted.config.is_empty()
            && fits(&[labels.settings, wanted.config, "config color", settable[0], settable[1]])
        {
            let item =
                |keys: &str, label: &str| Item { keys: keys.into(), label: label.into(), tag: String::new() };
            let items =
                vec![item(INIT, labels.settable), item(THEME, labels.themes), item(wanted.config, "")];
            let room = if columns < ROOMY { 0 } else { INIT.len() };
            sections.push(section(labels.settings, items, room, columns, measure));
        }
        sections.retain(|section| !section.is_empty());
        sections
    }
}

/// Where keys work that do not work in the list, where everybody starts.
fn tag(places: &Places, lang: Lang) -> String {
    if places.layers == [Layer::Search] { String::new() } else { places.tag(lang) }
}

fn section(name: &str, items: Vec<Item>, room: usize, columns: usize, measure: Measure) -> Vec<Line> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::of(name, Role::Headline)];
    for Item { keys, label, tag } in items {
        if label.is_empty() {
            // A path is there to be copied: it is never cut.
            lines.extend(paragraph(&keys, Role::Key, &[], columns.max(1), measure));
            continue;
        }
        let mut line =
            if room > 0 { Line::of(measure.pad(&keys, room), Role::Key) } else { Line::of(keys, Role::Key) };
        line.push(" ", Role::Plain);
        let left = columns.saturating_sub(room + 2).max(1);
        // The label gives way to the tag, as long as it keeps some words on a line.
        let beside = if tag.is_empty() { 0 } else { measure.columns(&tag) + 1 };
        let narrower = left.checked_sub(beside).filter(|left| *left >= LABEL);
        let mut wrapped = paragraph(&label, Role::Plain, &[], narrower.unwrap_or(left), measure).into_iter();
        line.spans.extend(wrapped.next().unwrap_or_default().spans);
        let taken = measure.columns(&line.text()) + measure.columns(&tag);
        if let Some(air) = columns.checked_sub(taken).filter(|_| narrower.is_some() && !tag.is_empty()) {
            line.push(" ".repeat(air.saturating_sub(1)), Role::Plain);
            line.push(tag, Role::Dim);
        }
        lines.push(line);
        for more in wrapped {
            let mut line = Line::of(" ".repeat(room + 1), Role::Plain);
            line.spans.extend(more.spans);
            lines.push(line);
        }
    }
    lines
}

/// One below the other, a blank line between.
fn join(sections: Vec<Vec<Line>>) -> Vec<Line> {
    sections.join(&Line::default())
}

/// In two columns of about equal height, a rule between them.
fn side_by_side(sections: Vec<Vec<Line>>, columns: usize, measure: Measure) -> Vec<Line> {
    let all: usize = sections.iter().map(|section| section.len() + 1).sum();
    let mut taken = 0;
    let half = sections.iter().position(|section| {
        taken += section.len() + 1;
        taken * 2 >= all
    });
    let (left, right) = sections.split_at(half.map_or(sections.len(), |at| at + 1));
    let (left, right) = (join(left.to_vec()), join(right.to_vec()));
    let middle = columns / 2;
    (0..left.len().max(right.len()))
        .map(|row| {
            let mut line = left.get(row).cloned().unwrap_or_default();
            let taken = measure.columns(&line.text());
            line.push(" ".repeat((middle - 1).saturating_sub(taken)), Role::Plain);
            line.push("│ ", Role::Rule);
            line.spans.extend(right.get(row).cloned().unwrap_or_default().spans);
            line
        })
        .collect()
}

/// The keys by name; a row of digits by its ends.
fn names(chords: &[Chord], ascii: bool) -> String {
    let names: Vec<String> = chords.iter().map(|chord| chord.shown(ascii)).collect();
    let digit = |name: &str| name.bytes().next_back().filter(u8::is_ascii_digit);
    let follows = |a: &String, b: &String| match (digit(a), digit(b)) {
        (Some(one), Some(next)) => {
            one + 1 == next && a[..a.len() - 1] == b[..b.len() - 1] && !a.starts_with('F')
        }
        _ => false,
    };
    let runs = names.chunk_by(follows).map(|run| match run {
        [first, _, .., last] => format!("{first}…{}", &last[last.len() - 1..]),
        _ => run.join(" "),
    });
    runs.collect::<Vec<_>>().join(" ")
}

/// The first of some keys, as many as fit.
fn fitting(chords: &[Chord], columns: usize, measure: Measure, ascii: bool) -> String {
    let fits = |count: &usize| measure.columns(&names(&chords[..*count], ascii)) <= columns;
    // One key is better than none, even where it is cut.
    let count = (1..=chords.len()).rev().find(fits).unwrap_or(chords.len().min(1));
    names(&chords[..count], ascii)
}
