//! Whether a table is about errors: by whole words of its header and by what the heading above it says.

use super::columns::Columns;
use super::grid::Grid;
use super::header::{self, Name};
use crate::import::report::Verdict;

pub(super) fn of(grid: &Grid, columns: Option<&Columns>) -> Verdict {
    let names: Vec<Name> = grid.header.iter().map(|header| header::name(header)).collect();
    let has = |name| names.contains(&name);
    let promised = has(Name::Code);
    let is_typed = grid.header.iter().any(|header| is_type(header));
    let heading = grid.sections.last().map_or("", String::as_str);
    let errors_above = grid.sections.iter().any(|heading| header::is_about_errors(heading));
    let Some(columns) = columns else {
        return match () {
            () if is_typed || has(Name::Field) => Verdict::Fields,
            () if promised && !grid.rows.is_empty() && !header::is_about_something_else(heading) => {
                Verdict::NoCodes
            }
            () => Verdict::Other,
        };
    };
    if columns.only_statuses {
        return Verdict::Statuses;
    }
    // A parameter has a type, and an error has none.
    if is_typed && !(promised && (errors_above || columns.status().is_some())) {
        return Verdict::Fields;
    }
    let answers = columns.status().is_some() || columns.has_message();
    if header::is_about_something_else(heading) && !(columns.status().is_some() && promised) {
        return Verdict::Heading;
    }
    if promised && (errors_above || answers || !has(Name::Field)) {
        return Verdict::Errors;
    }
    let any_code = has(Name::AnyCode) && (errors_above || columns.status().is_some() || has(Name::Message));
    // `HTTP status code | Error message`, where the numbers are none of HTTP's.
    let numbered = has(Name::Status) && columns.status().is_none() && has(Name::Message);
    let message_of_errors = grid.header.iter().any(|header| header::is_about_errors(header));
    let status_named =
        has(Name::Status) && columns.status().is_some() && (errors_above || has(Name::Message));
    match () {
        () if any_code && (!has(Name::Field) || columns.status().is_some()) => Verdict::Errors,
        () if status_named && !has(Name::Field) => Verdict::Errors,
        // `Error message | Description`, where the messages are codes: `ConfigNotExist`.
        () if message_of_errors && columns.has_built_codes && !has(Name::Field) => Verdict::Errors,
        () if numbered && !has(Name::Field) && (errors_above || message_of_errors) => Verdict::Errors,
        () if has(Name::Field) => Verdict::Fields,
        () => Verdict::Other,
    }
}

fn is_type(header: &str) -> bool {
    ["type", "data type", "类型", "数据类型", "参数类型"].contains(&header.to_lowercase().trim())
}
