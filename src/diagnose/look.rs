//! Whether a text that was pasted is an error to be diagnosed, or words to be searched for.

use super::read::word::{Place, lexeme};
use super::read::{clean, walk};

/// How much of a paste is looked at. The user waits for this judgement, and the head of an error is enough for it.
const LOOKED_AT: usize = 64 * 1024;

/// Whether a paste should be diagnosed rather than typed into the search field.
///
/// A bare code and a few plain words are queries. So is a text for which `is_query` holds, because it has the search
/// field's own syntax; it is asked about the head of the text only.
pub fn looks_like_error(text: &str, is_query: impl Fn(&str) -> bool) -> bool {
    let text = text.trim_start();
    let text = text[..text.floor_char_boundary(LOOKED_AT)].trim_end();
    if text.len() < 12 || lexeme(text) == text.len() {
        return false;
    }
    if text.lines().count() > 1 {
        return true;
    }
    let normal = clean::normalise(text, 1);
    let facts = walk::read(&normal.text, Place::Paste, &|_| false);
    let words = text.split_whitespace().count();
    let structured = text.starts_with(['{', '<', '[']) || text.contains("://");
    let named = facts.facts.len() >= 2 || (facts.facts.len() == 1 && (words > 2 || structured));
    // No query has this many words and begins with a capital, so it is a sentence of an API.
    let sentence = words >= 5 && text.starts_with(|c: char| c.is_ascii_uppercase());
    text.contains("Exception: ") || (named || sentence) && !is_query(text)
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
            assert!(looks_like_error(text, |_| false), "{text}");
        }
        for text in ["Forbidden.RAM", "invalid instance", "实例不存在", "quota exceed", "Throttling"] {
            assert!(!looks_like_error(text, |_| false), "{text}");
        }
    }

    #[test]
    fn what_is_a_query_is_no_error_unless_an_exception_is_named() {
        for text in ["code:Forbidden.RAM RequestId: 1D2E3F4A", "The instance is not found status:404"] {
            assert!(looks_like_error(text, |_| false), "{text}");
            assert!(!looks_like_error(text, |_| true), "{text}");
        }
        assert!(looks_like_error("TeaException: code:Forbidden.RAM you have no right", |_| true));
    }

    #[test]
    fn of_a_text_of_any_length_the_head_is_looked_at() {
        let text = format!("{} Exception: no", "实例 ".repeat(LOOKED_AT / 8));
        assert!(looks_like_error(&text, |_| false));
        let text = format!("{} Exception: no", "实例 ".repeat(LOOKED_AT));
        assert!(!looks_like_error(&text, |head| panic!("{} bytes are no error", head.len())));
    }
}
