//! Bytes of a log or a paste as text, whatever wrote them.

use std::borrow::Cow;

use encoding_rs::GB18030;

/// Reads UTF-8; a line that is none but Chinese in GB18030, as programs on Chinese Windows write it, is read as that.
/// What is neither becomes U+FFFD. The number of lines stays.
pub fn readable(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let line = |line| match std::str::from_utf8(line) {
        Ok(text) => text.into(),
        Err(_) => chinese(line).unwrap_or_else(|| String::from_utf8_lossy(line)),
    };
    bytes.split_inclusive(|&b| b == b'\n').map(line).collect::<String>().into()
}

/// A line of GB18030. A word of Latin-1 such as `Schéma` is one, too, by its bytes: Chinese has characters that stand
/// together, and no others beside them but its own signs.
fn chinese(line: &[u8]) -> Option<Cow<'_, str>> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(line)?;
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let is_sign =
        |c: char| matches!(c, '\u{2010}'..='\u{203f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let (mut together, mut last) = (false, false);
    for c in text.chars() {
        if !c.is_ascii() && !is_han(c) && !is_sign(c) {
            return None;
        }
        together |= last && is_han(c);
        last = is_han(c);
    }
    together.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GBK.encode(text).0.into_owned()
    }

    #[test]
    fn chinese_of_an_older_encoding_is_read_line_by_line() {
        let mut bytes = "第一行\n".as_bytes().to_vec();
        bytes.extend(gbk("Message: 余额不足，请充值。\n"));
        bytes.extend("plain\n".as_bytes());
        assert_eq!(readable(&bytes), "第一行\nMessage: 余额不足，请充值。\nplain\n");
    }

    #[test]
    fn other_bytes_are_not_taken_for_chinese() {
        assert_eq!(readable(b"Sch\xe9ma\n\xff\xfe ok\n"), "Sch\u{fffd}ma\n\u{fffd}\u{fffd} ok\n");
        assert!(matches!(readable("余额".as_bytes()), Cow::Borrowed("余额")));
    }
}
