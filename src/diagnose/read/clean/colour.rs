//! Removes the colours and links of terminals.

/// Skips `ESC[…m` and the like, also as `^[[…m`, and an orphaned `[31m`. Anything else stays.
pub(super) fn colour<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let (sure, parameters) = match rest.strip_prefix('\x1b').or_else(|| rest.strip_prefix("^[")) {
        Some(after) => match after.strip_prefix('[') {
            Some(parameters) => (true, parameters),
            // A title or a link: up to its end, a bell or `ESC \`.
            None if after.starts_with(']') => {
                let end = after.find(['\x07', '\x1b']);
                return end.map_or(&after[1..], |end| after[end + 1..].trim_start_matches('\\'));
            }
            None => return after,
        },
        None => match rest.strip_prefix('[') {
            Some(parameters) => (false, parameters),
            None => {
                out.push('^');
                return &rest[1..];
            }
        },
    };
    let digits = parameters.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b';' | b'?')).count();
    let end = parameters.as_bytes().get(digits);
    let ends = if sure { end.is_some_and(u8::is_ascii_alphabetic) } else { end == Some(&b'm') && digits > 0 };
    if ends {
        return &parameters[digits + 1..];
    }
    if !sure {
        out.push('[');
    }
    parameters
}

/// `[31m`, after an escape character that was written out.
pub(super) fn written_out(rest: &str) -> &str {
    let Some(parameters) = rest.strip_prefix('[') else { return rest };
    let digits = parameters.bytes().take_while(|b| b.is_ascii_digit() || *b == b';').count();
    parameters.get(digits + 1..).unwrap_or(parameters)
}
