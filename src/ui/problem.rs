//! What is wrong with a query, in words.

use crate::lang::Labels;
use crate::search::{Problem, Query};

/// The first problem of a query as a sentence.
pub(super) fn sentence(query: &Query, labels: &Labels) -> Option<String> {
    query.problems().first().map(|problem| word(problem, labels))
}

fn word(problem: &Problem, labels: &Labels) -> String {
    let (said, nearest) = match problem {
        Problem::UnknownKey { key, nearest, .. } => {
            (labels.unknown_filter.replace("{}", key), Some(nearest.id().to_owned()))
        }
        Problem::UnknownValue { key, value, nearest, .. } => {
            let filter = format!("{}:{value}", key.id());
            (labels.unknown_value.replace("{}", &filter), nearest.clone())
        }
    };
    match nearest {
        Some(nearest) => format!("{said}{}{}", labels.comma, labels.did_you_mean.replace("{}", &nearest)),
        None => said,
    }
}
