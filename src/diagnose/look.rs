//! Whether a text that was pasted is an error to be diagnosed, or words to be searched for.

use super::normalise;
use super::{code, reader};

/// Whether a one-line paste should be diagnosed rather than typed into the search field.
///
/// Not so for a bare code or a few plain words: those are queries.
pub fn looks_like_error(text: &str) -> bool {
    let text = text.trim();
    if text.len() < 12 || code::lexeme(text) == text.len() {
        return false;
    }
    if text.lines().count() > 1 {
        return true;
    }
    let normal = normalise::normalise(text, 1);
    let facts = reader::read(&normal.text, &|_| false);
    let words = text.split_whitespace().count();
    let structured = text.starts_with(['{', '<', '[']) || text.contains("://");
    let named = facts.facts.len() >= 2 || (facts.facts.len() == 1 && (words > 2 || structured));
    // A sentence of the API's: no query has that many words and a capital at its head.
    let sentence =
        words >= 5 && text.starts_with(|c: char| c.is_ascii_uppercase()) && !text.contains(" status:");
    named && !is_query(text) || sentence || text.contains("Exception: ")
}

/// `status:404 product:slb` is the search field's own language.
fn is_query(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let filter = word.split_once(':');
        filter.is_some_and(|(name, value)| {
            !value.is_empty()
                && ["status", "product", "category", "code", "section", "origin", "retry"].contains(&name)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_from_queries() {
        for text in [
            "ErrorCode: Forbidden.RAM Message: no",
            "{\"Code\":\"Forbidden.RAM\"}",
            "InvalidInstanceId.NotFound: The specified InstanceId does not exist.",
            "com.aliyuncs.exceptions.ClientException: OrderFailed : The Account failed to create order.",
            "https://error-center.aliyun.com/status/search?Keyword=Forbidden.RAM&source=PopGw",
            "The specified action is not available for you.",
        ] {
            assert!(looks_like_error(text), "{text}");
        }
        for text in [
            "Forbidden.RAM",
            "invalid instance",
            "实例不存在",
            "status:404 product:slb",
            "quota exceed",
            "Throttling",
        ] {
            assert!(!looks_like_error(text), "{text}");
        }
    }
}
