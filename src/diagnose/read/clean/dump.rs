//! Dumps of bytes, as `xxd`, `hexdump -C` and Wireshark print them, read as the text that they hold.

use std::borrow::Cow;

/// No program puts more bytes on a line.
const MOST: usize = 32;

/// A text whose dumps are read: what one holds stands on its first line, and its other lines are empty.
pub(super) fn decoded(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.split('\n').any(|line| bytes(line).is_some()) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(mut held) = bytes(line) else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let mut feeds = 1;
        while let Some(more) = lines.peek().and_then(|next| bytes(next)) {
            held.extend(more);
            feeds += 1;
            lines.next();
        }
        out.push_str(&String::from_utf8_lossy(&held).replace(['\r', '\n'], " "));
        out.extend(std::iter::repeat_n('\n', feeds));
    }
    out.pop();
    Cow::Owned(out)
}

/// The bytes on a line of a dump: an offset, bytes in hexadecimal, and the same as characters.
fn bytes(line: &str) -> Option<Vec<u8>> {
    let line = line.trim();
    let offset = line.strip_prefix("0x").unwrap_or(line);
    let digits = offset.bytes().take_while(u8::is_ascii_hexdigit).count();
    let mut rest = offset[digits..].strip_prefix(':').unwrap_or(&offset[digits..]);
    if !(4..=16).contains(&digits) || !rest.starts_with(' ') {
        return None;
    }
    let mut bytes = Vec::new();
    while bytes.len() < MOST {
        let bare = rest.trim_start_matches(' ');
        let word = &bare[..bare.bytes().take_while(u8::is_ascii_hexdigit).count()];
        let gap = rest.len() - bare.len();
        let is_group = matches!(word.len(), 2 | 4 | 8) && !bare[word.len()..].starts_with(|c: char| c != ' ');
        if !is_group || gap > 2 && !bytes.is_empty() {
            break;
        }
        bytes.extend(
            (0..word.len()).step_by(2).filter_map(|at| u8::from_str_radix(&word[at..at + 2], 16).ok()),
        );
        rest = &bare[word.len()..];
        // The characters say how many bytes there are.
        if rest.starts_with("  ") && is_shown(&bytes, rest) {
            break;
        }
    }
    (bytes.len() > 1 && is_shown(&bytes, rest)).then_some(bytes)
}

/// Whether what stands behind the bytes is what they are as characters.
fn is_shown(bytes: &[u8], behind: &str) -> bool {
    let shown = |byte: &u8| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' };
    let shown: String = bytes.iter().map(shown).collect();
    let behind = behind.trim().trim_start_matches('|').trim_end_matches('|');
    behind.trim() == shown.trim_matches('|').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dumps_of_every_program_are_read_as_their_text() {
        let xxd = "00000000: 7b22 436f 6465 223a 2254 6872 6f74 746c  {\"Code\":\"Throttl\n00000010: 696e 6722 7d0a                           ing\"}.";
        let hexdump = "00000000  7b 22 43 6f 64 65 22 3a  22 54 68 72 6f 74 74 6c  |{\"Code\":\"Throttl|\n00000010  69 6e 67 22 7d 0a                                 |ing\"}.|\n00000016";
        let tcpdump = "\t0x0000:  7b22 436f 6465 223a 2254 6872 6f74 746c  {\"Code\":\"Throttl\n\t0x0010:  696e 6722 7d                             ing\"}";
        for dump in [xxd, hexdump, tcpdump] {
            let text = decoded(Cow::Borrowed(dump));
            assert_eq!(text.lines().next().map(str::trim), Some("{\"Code\":\"Throttling\"}"), "{dump}");
            assert_eq!(text.split('\n').count(), dump.split('\n').count(), "{dump}");
        }
        for line in ["2024 01 02 handled", "0030  7b 22 and more", "dead beef", "1234: 5678"] {
            assert_eq!(bytes(line), None, "{line}");
        }
    }
}
