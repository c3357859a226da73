//! The summary of a log: each error in a row with its count, its first and last time, and a bar chart over time.

use super::retry::Chance;
use super::rich::{Line, Role, Span, showable};
use super::row;
use super::sheet::Sheet;
use crate::diagnose::Timeline;
use crate::lang::number::grouped;
use crate::text::time::DAY;

/// One error of a log, for a row of the summary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tallied {
    pub code: String,
    pub product: String,
    pub count: usize,
    /// When it first happened, as [`Period::short`] writes it; empty where the log has no times.
    pub first: String,
    pub last: String,
    pub chance: Option<Chance>,
    /// How often it happened in each of equal spans of time.
    pub buckets: Vec<usize>,
}

/// What the errors of a log come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Total {
    /// How many errors there are, each counted once.
    pub errors: usize,
    /// How often one of them happened, and how often one that a retry helps.
    pub count: usize,
    pub retryable: usize,
    /// As of each of them.
    pub first: String,
    pub last: String,
    pub buckets: Vec<usize>,
}

impl Total {
    /// Times of a day, and days of a year, are in order as they are written.
    pub fn of(rows: &[Tallied]) -> Self {
        let mut total = Self { errors: rows.len(), ..Self::default() };
        for row in rows {
            total.count += row.count;
            total.retryable += if row.chance == Some(Chance::Later) { row.count } else { 0 };
            if !row.first.is_empty() && (total.first.is_empty() || row.first < total.first) {
                total.first.clone_from(&row.first);
            }
            if row.last > total.last {
                total.last.clone_from(&row.last);
            }
            total.buckets.resize(total.buckets.len().max(row.buckets.len()), 0);
            for (sum, count) in total.buckets.iter_mut().zip(&row.buckets) {
                *sum += count;
            }
        }
        total
    }

    /// From when to when, in minutes or days; nothing where the log has no times.
    pub fn ends(&self) -> Option<(&str, &str)> {
        let short = |time| head_of(time, END);
        (!self.first.is_empty()).then(|| (short(&self.first), short(&self.last)))
    }
}

/// Columns of a time at the end of the bars: `02:12`, or `07-14`.
const END: usize = 5;

fn head_of(text: &str, length: usize) -> &str {
    text.get(..length).unwrap_or(text)
}

/// In so many equal parts a summary divides its time.
const BUCKETS: usize = 24;

/// The time that a log's errors take, in seconds, from the first of them to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    first: i64,
    last: i64,
}

impl Period {
    /// `None` where no time is known.
    pub fn of<'a>(timelines: impl Iterator<Item = &'a Timeline>) -> Option<Self> {
        let spans = timelines.filter_map(Timeline::span);
        let (first, last) = spans.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))?;
        Some(Self { first, last })
    }

    /// A moment of the period in at most eight columns: its time of day, or its day where the period has several.
    pub fn short(self, moment: Option<&str>) -> String {
        let days = self.first.div_euclid(DAY) != self.last.div_euclid(DAY);
        moment.map(|moment| short_time(moment, days)).unwrap_or_default()
    }

    /// How often something happened in each of its parts.
    pub fn buckets(self, timeline: &Timeline) -> Vec<usize> {
        timeline.buckets((self.first, self.last), BUCKETS)
    }
}

/// Where the columns of a summary begin; one without a place is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    code: usize,
    product: Option<usize>,
    /// The column behind the count, which is aligned to the right.
    count: usize,
    first: Option<usize>,
    last: Option<usize>,
    chance: Option<usize>,
    bars: Option<(usize, usize)>,
}

const PLAIN: Columns =
    Columns { code: 36, product: None, count: 44, first: None, last: None, chance: None, bars: None };

/// From the widest on: the least width, and the columns.
#[rustfmt::skip]
const LAYOUTS: [(usize, Columns); 7] = [
    (118, Columns { product: Some(36), count: 56, first: Some(58), last: Some(67), chance: Some(77), bars: Some((94, 24)), ..PLAIN }),
    (98, Columns { first: Some(47), last: Some(56), chance: Some(66), bars: Some((84, 12)), ..PLAIN }),
    (84, Columns { last: Some(46), chance: Some(55), bars: Some((72, 12)), ..PLAIN }),
    (77, Columns { code: 34, count: 42, last: Some(44), bars: Some((53, 24)), ..PLAIN }),
    (64, Columns { code: 34, count: 42, last: Some(44), bars: Some((51, 12)), ..PLAIN }),
    (50, Columns { code: 34, count: 42, ..PLAIN }),
    (0, Columns { code: 22, count: 30, ..PLAIN }),
];

/// The same for a log without times.
const UNTIMED: [(usize, Columns); 3] = [
    (76, Columns { product: Some(36), count: 57, chance: Some(61), ..PLAIN }),
    (56, Columns { count: 42, chance: Some(44), ..PLAIN }),
    (0, Columns { code: 22, count: 30, ..PLAIN }),
];

/// The heights of a bar; the lowest is drawn for any count but 0.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

impl Sheet<'_> {
    /// Where the columns stand on this sheet.
    fn tally_columns(&self, timed: bool) -> Columns {
        let layouts: &[(usize, Columns)] = if timed { &LAYOUTS } else { &UNTIMED };
        let fits = |(least, _): &&(usize, Columns)| self.width() + 3 >= *least;
        // The last one has no least width.
        layouts.iter().find(fits).map_or(UNTIMED[2].1, |(_, columns)| *columns)
    }

    /// The names of the columns; over the bars stands their time.
    pub fn tally_heading(&self, timed: bool, total: &Total) -> Line {
        let labels = self.labels();
        let layout = self.tally_columns(timed);
        let mut line = Line::of(labels.code, Role::Dim);
        if let Some(at) = layout.product {
            self.at(&mut line, at - 3);
            line.push(labels.product, Role::Dim);
        }
        self.at(&mut line, layout.count.saturating_sub(3 + self.measure.columns(labels.count)));
        line.push(labels.count, Role::Accent);
        for (at, name) in [
            (layout.first, labels.first_time),
            (layout.last, labels.last_time),
            (layout.chance, labels.can_i_retry),
        ] {
            if let Some(at) = at {
                self.at(&mut line, at - 3);
                line.push(name, Role::Dim);
            }
        }
        if let (Some((at, width)), Some((first, last))) = (layout.bars, total.ends()) {
            self.at(&mut line, at - 3);
            let apart = width.saturating_sub(first.len() + last.len());
            line.push(format!("{first}{:apart$}{last}", ""), Role::Dim);
        }
        line
    }

    /// A row of the summary, without the sign before it. Its code stands in column 0.
    pub fn tallied(&self, tallied: &Tallied, timed: bool) -> Line {
        let layout = self.tally_columns(timed);
        // Columns of the table count from the screen's edge, where the sign takes three.
        let code_room = layout.product.unwrap_or(layout.code).saturating_sub(4);
        let code = row::code(&showable(&tallied.code), &[], code_room, self.measure);
        let chance = tallied.chance.map(|chance| Span::new(chance.name(self.lang), Role::Retry(chance)));
        self.tally_row(Line { spans: code, ..Line::default() }, tallied, chance, layout)
    }

    /// The row below all others.
    pub fn tally_total(&self, total: &Total, timed: bool) -> Line {
        let layout = self.tally_columns(timed);
        let labels = self.labels();
        let code_room = layout.product.unwrap_or(layout.code).saturating_sub(4);
        let said = (labels.total)(total.errors);
        let said = Line::of(self.measure.truncate(&said, code_room).into_owned(), Role::Dim);
        let percent = (total.retryable * 100 + total.count / 2) / total.count.max(1);
        let chance = Span::new((labels.retryable)(percent), Role::Retry(Chance::Later));
        let sums = Tallied {
            count: total.count,
            first: total.first.clone(),
            last: total.last.clone(),
            buckets: total.buckets.clone(),
            ..Tallied::default()
        };
        self.tally_row(said, &sums, Some(chance), layout)
    }

    fn tally_row(&self, mut line: Line, tallied: &Tallied, chance: Option<Span>, layout: Columns) -> Line {
        if let Some(at) = layout.product {
            let room = layout.count.saturating_sub(at + 8);
            self.at(&mut line, at - 3);
            line.push(self.measure.truncate(&showable(&tallied.product), room).into_owned(), Role::Dim);
        }
        let count = grouped(tallied.count);
        self.at(&mut line, layout.count.saturating_sub(3 + count.len()));
        line.push(count, Role::Strong);
        for (at, time, role) in
            [(layout.first, &tallied.first, Role::Dim), (layout.last, &tallied.last, Role::Plain)]
        {
            if let Some(at) = at {
                self.at(&mut line, at - 3);
                line.push(self.measure.truncate(&showable(time), 8).into_owned(), role);
            }
        }
        if let (Some(at), Some(chance)) = (layout.chance, chance) {
            self.at(&mut line, at - 3);
            line.spans.push(chance);
        }
        if let Some((at, width)) = layout.bars {
            self.at(&mut line, at - 3);
            line.spans.push(Span::new(bars(&tallied.buckets, width), Role::Rule));
        }
        line
    }

    /// Blanks up to a column.
    fn at(&self, line: &mut Line, column: usize) {
        let taken = self.columns_of(&line.spans);
        line.push(" ".repeat(column.saturating_sub(taken).max(1)), Role::Plain);
    }
}

/// A moment of RFC 3339 in eight columns or less: its time of the day, or its day where a log has several.
fn short_time(moment: &str, days: bool) -> String {
    let (day, clock) = moment.split_once('T').unwrap_or(("", moment));
    let short = if days && !day.is_empty() { day.get(5..) } else { clock.get(..8) };
    short.unwrap_or(clock).to_owned()
}

/// Counts over time as bars, relative to the greatest count.
fn bars(counts: &[usize], width: usize) -> String {
    let Some(most) = counts.iter().copied().max().filter(|most| *most > 0) else { return String::new() };
    let bucket = |nth: usize| {
        let (from, until) = (nth * counts.len() / width, (nth + 1) * counts.len() / width);
        counts[from..until.max(from + 1).min(counts.len())].iter().copied().max().unwrap_or(0)
    };
    let bar = |count: usize| match count {
        0 => " ",
        _ => BARS[(count * BARS.len()).div_ceil(most).clamp(1, BARS.len()) - 1],
    };
    (0..width.min(counts.len().max(1))).map(|nth| bar(bucket(nth))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_short() {
        assert_eq!(short_time("2021-03-04T05:06:07.089+08:00", false), "05:06:07");
        assert_eq!(short_time("2021-03-04T05:06:07Z", true), "03-04");
        assert_eq!(short_time("05:06:07", true), "05:06:07");
    }

    #[test]
    fn a_total_is_of_all_rows() {
        let row = |count, first: &str, last: &str, chance, buckets: &[usize]| Tallied {
            count,
            first: first.into(),
            last: last.into(),
            chance: Some(chance),
            buckets: buckets.to_vec(),
            ..Tallied::default()
        };
        let rows = [
            row(3, "02:12:42", "09:00:00", Chance::Later, &[1, 2]),
            row(1, "01:00:00", "08:00:00", Chance::Fix, &[1, 0]),
            row(1, "", "", Chance::Never, &[]),
        ];
        let total = Total::of(&rows);
        assert_eq!((total.errors, total.count, total.retryable), (3, 5, 3));
        assert_eq!((total.ends(), &total.buckets[..]), (Some(("01:00", "09:00")), &[2, 2][..]));
        assert_eq!(Total::default().ends(), None);
    }

    #[test]
    fn bars_have_the_scale_of_their_own_greatest() {
        assert_eq!(bars(&[0, 1, 4, 8], 4), " ▁▄█");
        assert_eq!(bars(&[0, 0], 2), "");
        assert_eq!(bars(&[1, 1, 1, 9], 2), "▁█");
        assert_eq!(bars(&[], 3), "");
    }
}
