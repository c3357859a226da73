//! Decodes the escapes of strings, pages and forms: `\n`, `\u0026`, `&amp;`.

use super::colour::written_out;

/// A run of backslashes and what it escapes, at any depth. In front of a quote the run is kept, for its length shows
/// how deep the quote is.
pub(super) fn escape<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let depth = rest.bytes().take_while(|&b| b == b'\\').count();
    let (run, behind) = rest.split_at(depth);
    let Some(c) = behind.chars().next() else { return "" };
    let after = &behind[c.len_utf8()..];
    match c {
        // The second of two breaks leaves a line empty, which ends what stands above.
        'n' | 'r' => {
            let paired = c == 'r' && after.trim_start_matches('\\').starts_with('n');
            let full = out.is_empty() || out.ends_with(if c == 'n' { "\n\n" } else { "\n" });
            if !paired && !full {
                out.push('\n');
            }
            after
        }
        't' => {
            out.push(' ');
            after
        }
        'u' | 'x' => match coded(after, if c == 'u' { 4 } else { 2 }) {
            Some((c, after)) => {
                match c {
                    '"' | '\'' => {
                        out.push_str(run);
                        out.push(c);
                    }
                    '\n' => out.push('\n'),
                    '：' => out.push(':'),
                    '＝' => out.push('='),
                    '\x1b' => return written_out(after),
                    c if c.is_control() => out.push(' '),
                    c => out.push(c),
                }
                after
            }
            None => {
                out.push(c);
                after
            }
        },
        '0' if after.starts_with("33[") => written_out(&after[2..]),
        'e' if after.starts_with('[') => written_out(after),
        '"' | '\'' | '`' => {
            out.push_str(run);
            out.push(c);
            after
        }
        // An escaped quote that was written as an entity then.
        '&' => {
            out.push_str(run);
            behind
        }
        c if c.is_ascii_punctuation() => {
            out.push(c);
            after
        }
        _ => {
            out.push('\\');
            behind
        }
    }
}

/// The character of `0026` in `\u0026`, surrogate pairs included, and what stands behind it.
fn coded(after: &str, digits: usize) -> Option<(char, &str)> {
    let unit = |text: &str| u32::from_str_radix(text.get(..digits)?, 16).ok();
    let first = unit(after)?;
    let rest = &after[digits..];
    if (0xd800..0xdc00).contains(&first) {
        let low = rest.trim_start_matches('\\').strip_prefix('u')?;
        let second = unit(low).filter(|unit| (0xdc00..0xe000).contains(unit))?;
        let c = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))?;
        return Some((c, &low[4..]));
    }
    Some((char::from_u32(first)?, rest))
}

const ENTITIES: [(&str, &str); 9] = [
    ("quot;", "\""),
    ("#34;", "\""),
    ("apos;", "'"),
    ("#39;", "'"),
    ("#x27;", "'"),
    ("lt;", "<"),
    ("gt;", ">"),
    ("nbsp;", " "),
    ("amp;", "&"),
];

/// `&quot;`, `&amp;quot;` and so on; a lone `&` stays.
pub(super) fn entity<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let mut behind = &rest[1..];
    while let Some(again) = behind.strip_prefix("amp;") {
        behind = again;
    }
    for (name, meaning) in ENTITIES {
        if let Some(after) = behind.strip_prefix(name) {
            out.push_str(meaning);
            return after;
        }
    }
    out.push('&');
    behind
}
