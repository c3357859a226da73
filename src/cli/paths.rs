//! `alierr paths`: every file and folder that is used, and why it is that one.

use std::io::{self, Write};
use std::path::PathBuf;

use super::answer::Answer;
use super::context::Context;
use super::outcome::{Done, Outcome};
use super::print::json::{self, PathJson, PathsJson};
use super::print::tsv;
use crate::page::Role;
use crate::settings::Paths;
use crate::settings::paths::{Place, Reason};
use crate::text::sanitize::line;
use crate::text::width::Measure;

/// A line of the answer.
struct Row {
    id: &'static str,
    what: &'static str,
    path: Option<PathBuf>,
    /// `None` where there is no path, or another row gives the reason.
    reason: Option<Reason>,
}

impl Row {
    fn exists(&self) -> bool {
        self.path.as_ref().is_some_and(|path| path.exists())
    }

    fn path(&self) -> Option<String> {
        self.path.as_ref().map(|path| path.display().to_string())
    }

    /// The reason's name in JSON, and the option or variable that it is about.
    fn reason(&self) -> (&'static str, Option<&'static str>) {
        match self.reason {
            Some(Reason::Option(name)) => ("option", Some(name)),
            Some(Reason::Variable(name)) => ("variable", Some(name)),
            Some(Reason::Platform { unset }) => ("platform", Some(unset)),
            None if self.path.is_some() => ("folder", None),
            None => ("nowhere", None),
        }
    }
}

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    Used { rows: rows(context), context }.print(face, out)?;
    Ok(Outcome::Found)
}

/// The files and folders used.
struct Used<'a> {
    rows: Vec<Row>,
    context: &'a Context,
}

impl Answer for Used<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let json = |row: &Row| {
            let (reason, name) = row.reason();
            PathJson { id: row.id, path: row.path(), exists: row.exists(), reason, name }
        };
        json::write(out, &PathsJson { paths: self.rows.iter().map(json).collect() })
    }

    fn columns(&self) -> Vec<&'static str> {
        vec!["id", "path", "exists", "reason", "name"]
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| {
            let (reason, name) = row.reason();
            let path = row.path().unwrap_or_default();
            tsv::cells([row.id, &path, &row.exists().to_string(), reason, name.unwrap_or_default()])
        })
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        self.rows.iter().try_for_each(|row| text(row, self.context, out))
    }
}

fn rows(context: &Context) -> Vec<Row> {
    let words = &context.words.paths;
    let paths = Paths::here(context.catalog_dir.as_deref());
    let row = |id, what, place: &Option<Place>| Row {
        id,
        what,
        path: place.as_ref().map(|place| place.path.clone()),
        reason: place.as_ref().map(|place| place.reason),
    };
    let mut rows =
        vec![row("config", words.config, &paths.config), row("catalogs", words.catalogs, &paths.catalogs)];
    let folder = paths.catalogs.as_ref().and_then(|place| std::fs::read_dir(&place.path).ok());
    let mut files: Vec<PathBuf> = folder
        .into_iter()
        .flatten()
        .filter_map(|item| item.ok().map(|item| item.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let file = |path| Row { id: "catalog", what: words.catalog, path: Some(path), reason: None };
    rows.extend(files.into_iter().map(file));
    rows.push(row("memory", words.memory, &paths.memory));
    rows.push(row("reports", words.reports, &paths.reports));
    rows
}

fn text(row: &Row, context: &Context, out: &mut impl Write) -> io::Result<()> {
    let words = &context.words.paths;
    let style = context.style;
    let names = [words.config, words.catalogs, words.catalog, words.memory, words.reports];
    let widest = names.iter().map(|name| Measure::default().columns(name)).max().unwrap_or(0);
    let label = Measure::default().pad(row.what, widest);
    let label = style.paint(Role::Label, &label);
    let Some(path) = row.path() else {
        return writeln!(out, "{label}  {}", words.nowhere);
    };
    let reason = match row.reason {
        Some(Reason::Option(name)) => (words.option)(name),
        Some(Reason::Variable(name)) => (words.variable)(name),
        Some(Reason::Platform { unset }) => (words.platform)(unset),
        None => words.in_folder.to_owned(),
    };
    writeln!(out, "{label}  {}", line(&path))?;
    let absent = if row.exists() { String::new() } else { format!("[{}] ", words.absent) };
    let aside = format!("{absent}{reason}");
    writeln!(out, "{:widest$}  {}", "", style.paint(Role::Dim, &aside))
}
