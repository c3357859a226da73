//! Bytes of a document into its text.

use encoding_rs::{Encoding, GB18030};

/// A file that is no text in an encoding that documents come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither UTF-8, UTF-16 nor GB18030 text")]
pub struct NotText;

/// The text of a document, its lines ended by `\n` alone.
///
/// The encoding is that of the byte order mark. Without one it is UTF-8, else GB18030, that of older Chinese editors.
///
/// # Errors
/// Where the bytes are no text in any of these.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.into()),
            Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
        },
    };
    let text = text.filter(|text| !text.contains('\0')).ok_or(NotText)?;
    Ok(unix_lines(&text))
}

/// `\r\n` and a lone `\r` end a line as `\n` does.
pub fn unix_lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_documents_is_read() {
        let text = "|错误码|\n";
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            GB18030.encode(text).0.into_owned(),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"| a |\xff".as_slice(), b"\x7fELF\0\0", b"\xff\xfe\x00"] {
            assert_eq!(decode(bytes), Err(NotText));
        }
    }

    #[test]
    fn old_line_ends_are_line_ends() {
        assert_eq!(decode(b"a\r\nb\rc\n").as_deref(), Ok("a\nb\nc\n"));
    }
}
