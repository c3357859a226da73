//! Prints the errors of some texts as a table: how often each happened, when first and last, and whether a retry helps.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::card::Cards;
use super::{json, tsv};
use crate::catalog::{Catalog, Retry};
use crate::cli::answer::Answer;
use crate::cli::texts::{self, Text, Unread};
use crate::diagnose::{Finding, Timeline};
use crate::lang::Lang;
use crate::page::summary::{Period, Tallied, Total};
use crate::page::{Chance, Line, Role, choices, names};

/// All findings of some texts by code and product, the most frequent first.
#[derive(Debug)]
pub struct Summary<'a> {
    cards: Cards<'a>,
    unread: &'a [Unread],
    rows: Vec<Row<'a>>,
    period: Option<Period>,
}

/// The findings of one code of one product.
#[derive(Debug)]
struct Row<'a> {
    /// The first of them.
    finding: &'a Finding,
    count: usize,
    first_seen: Option<&'a str>,
    last_seen: Option<&'a str>,
    retry: Option<Retry>,
    timeline: Timeline,
}

#[derive(Debug, Serialize)]
struct SummaryJson<'a> {
    summary: Vec<RowJson<'a>>,
    unread: &'a [Unread],
}

#[derive(Debug, Serialize)]
struct RowJson<'a> {
    code: Option<&'a str>,
    product: Option<&'a str>,
    count: usize,
    first_seen: Option<&'a str>,
    last_seen: Option<&'a str>,
    retry: Option<Retry>,
    buckets: Vec<usize>,
}

impl<'a> Summary<'a> {
    pub fn new(cards: Cards<'a>, texts: &'a [Text], unread: &'a [Unread]) -> Self {
        let catalog = cards.catalog;
        let mut rows: Vec<Row> = Vec::new();
        let mut places = HashMap::new();
        for finding in texts::findings(texts).map(|(_, finding)| finding) {
            let code = finding.code.as_ref().map(|code| code.to_ascii_lowercase());
            // An error without a code is shown by its message.
            let message = finding.message.as_deref().filter(|_| code.is_none());
            let place = *places.entry((code, message, finding.product.as_deref())).or_insert(rows.len());
            match rows.get_mut(place) {
                Some(row) => row.add(catalog, finding),
                None => rows.push(Row::new(catalog, finding)),
            }
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        let period = Period::of(rows.iter().map(|row| &row.timeline));
        Self { cards, unread, rows, period }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn tallied(&self, row: &Row, lang: Lang) -> Tallied {
        let finding = row.finding;
        let matched = choices(finding).first().copied().flatten().and_then(|nth| finding.matches.get(nth));
        let entry = matched.map(|matched| self.cards.catalog.entry(matched.entry));
        let told = finding.product.as_deref();
        let known =
            told.and_then(|id| self.cards.catalog.product_of_id(id)).map(|ix| self.cards.catalog.product(ix));
        // If several products document it alike, it is not known which is meant, and none is shown.
        let product = known.or(entry.filter(|_| finding.products.is_empty()).map(|entry| entry.product()));
        let time = |seen| self.period.map(|period| period.short(seen)).unwrap_or_default();
        Tallied {
            code: finding.code.clone().or_else(|| finding.message.clone()).unwrap_or_default(),
            product: product
                .map(|product| names::short(product, lang))
                .or(told)
                .unwrap_or_default()
                .to_owned(),
            count: row.count,
            first: time(row.first_seen),
            last: time(row.last_seen),
            chance: row.retry.map(Chance::from),
            buckets: self.buckets(row),
        }
    }

    fn buckets(&self, row: &Row) -> Vec<usize> {
        self.period.map(|period| period.buckets(&row.timeline)).unwrap_or_default()
    }
}

impl<'a> Answer for Summary<'a> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let row = |row: &Row<'a>| RowJson {
            code: row.finding.code.as_deref(),
            product: row.finding.product.as_deref(),
            count: row.count,
            first_seen: row.first_seen,
            last_seen: row.last_seen,
            retry: row.retry,
            buckets: self.buckets(row),
        };
        let summary = self.rows.iter().map(row).collect();
        json::write(out, &SummaryJson { summary, unread: self.unread })
    }

    fn columns(&self) -> Vec<&'static str> {
        vec!["code", "product", "count", "first_seen", "last_seen", "retry", "buckets"]
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| {
            let buckets: Vec<String> = self.buckets(row).iter().map(usize::to_string).collect();
            tsv::cells([
                row.finding.code.as_deref().unwrap_or_default(),
                row.finding.product.as_deref().unwrap_or_default(),
                &row.count.to_string(),
                row.first_seen.unwrap_or_default(),
                row.last_seen.unwrap_or_default(),
                row.retry.map(Retry::id).unwrap_or_default(),
                &buckets.join(","),
            ])
        })
    }

    /// Writes the table and the totals.
    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let sheet = self.cards.sheet();
        let timed = self.period.is_some();
        let signed = |sign: &str, role: Role, row: Line| {
            let mut line = Line::of(format!("{sign}  "), role);
            line.spans.extend(row.spans);
            line
        };
        let rows: Vec<Tallied> = self.rows.iter().map(|row| self.tallied(row, self.cards.lang)).collect();
        let heading = sheet.tally_heading(timed, &Total::of(&rows));
        let mut lines = vec![signed(" ", Role::Plain, heading)];
        for tallied in &rows {
            let (sign, role) =
                tallied.chance.map_or((" ", Role::Plain), |chance| (chance.sign(), Role::Retry(chance)));
            lines.push(signed(sign, role, sheet.tallied(tallied, timed)));
        }
        let times = self.rows.iter().map(|row| row.count).sum();
        let total = (sheet.labels().errors_in)(self.rows.len(), times);
        lines.extend([Line::default(), Line::of(total, Role::Dim)]);
        self.cards.write(out, &lines)
    }
}

impl<'a> Row<'a> {
    fn new(catalog: &Catalog, finding: &'a Finding) -> Self {
        Self {
            finding,
            count: finding.count,
            first_seen: finding.first_seen.as_deref(),
            last_seen: finding.last_seen.as_deref(),
            retry: finding.verdict(catalog).retry,
            timeline: finding.timeline.clone(),
        }
    }

    fn add(&mut self, catalog: &Catalog, finding: &'a Finding) {
        self.count += finding.count;
        self.retry = self.retry.or_else(|| finding.verdict(catalog).retry);
        if let Some((first, last)) = finding.timeline.span() {
            let own = self.timeline.span();
            if own.is_none_or(|(own, _)| first < own) {
                self.first_seen = finding.first_seen.as_deref();
            }
            if own.is_none_or(|(_, own)| last >= own) {
                self.last_seen = finding.last_seen.as_deref();
            }
        }
        self.timeline.merge(&finding.timeline);
    }
}
