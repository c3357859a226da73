//! Named values in a block of text, whatever notation names them: JSON, XML, headers, queries, dumps of SDKs.

/// A block whose wrapping was taken off: entities, escaped quotes and line breaks are what they stand for.
pub(super) fn unwrapped(block: &str) -> String {
    const SIGNS: [(&str, &str); 14] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("\\u0026", "&"),
        ("\\u003c", "<"),
        ("\\u003e", ">"),
        ("\\u003d", "="),
        ("\\/", "/"),
        ("\\r\\n", "\n"),
        ("\\n", "\n"),
        ("\\t", " "),
    ];
    let mut text = block.to_owned();
    // An escape that is escaped once more is met by the next round.
    for _ in 0..3 {
        while text.contains("\\\\") {
            text = text.replace("\\\\", "\\");
        }
        text = text.replace("\\\"", "\"").replace("\\'", "'");
        let before = text.len();
        for (wrapped, plain) in SIGNS {
            if text.contains(wrapped) {
                text = text.replace(wrapped, plain);
            }
        }
        if text.len() == before {
            break;
        }
    }
    text
}

/// The text from where each value of a name begins; letter case is ignored.
pub(super) fn values<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Value<'t>> {
    let (bytes, wanted) = (text.as_bytes(), name.as_bytes());
    let is_name = move |at: &usize| {
        let end = at + wanted.len();
        let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        bytes[*at..end].eq_ignore_ascii_case(wanted)
            && !at.checked_sub(1).is_some_and(|before| word(&bytes[before]))
            && !bytes.get(end).is_some_and(word)
            // The name in a closing tag has no value behind it.
            && !bytes[..*at].ends_with(b"</")
    };
    let starts = (0..(text.len() + 1).saturating_sub(name.len())).filter(is_name);
    starts.filter_map(move |at| Value::behind(text.get(at + name.len()..)?))
}

/// The first value of the first of some names that has one.
pub(super) fn first<'t>(text: &'t str, names: &[&'t str]) -> Option<&'t str> {
    names.iter().find_map(|name| {
        values(text, name).map(Value::text).find(|value| !value.is_empty() && *value != "null")
    })
}

/// A value, and what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'t> {
    /// From the value's first character to the end of the block.
    pub(super) rest: &'t str,
    ends: &'static [char],
}

impl<'t> Value<'t> {
    /// What stands behind a name, if a sign between them says that it is the name's value.
    fn behind(text: &'t str) -> Option<Self> {
        let text = text.trim_start_matches(['"', '\'', '`', ' ', ']', '*']);
        let sign = text.chars().next().filter(|c| [':', '=', '>', '：'].contains(c))?;
        let rest = text[sign.len_utf8()..].trim_start_matches(['>', '*']);
        let rest = rest.trim_start_matches([' ', '\t', '[', '(']);
        if sign == '>' {
            return Some(Self { rest: rest.trim_start_matches("<![CDATA["), ends: &['<', ']'] });
        }
        let quote = rest.chars().next().filter(|c| ['"', '\'', '`'].contains(c));
        let ends: &[char] = match quote {
            Some('"') => &['"'],
            Some('\'') => &['\''],
            Some(_) => &['`'],
            None => &['\n', ',', '}', ';', '<', '&', '"', '\'', ')', ']'],
        };
        Some(Self { rest: quote.map_or(rest, |_| &rest[1..]), ends })
    }

    /// The value itself.
    pub(super) fn text(self) -> &'t str {
        let end = self.rest.find(self.ends).unwrap_or(self.rest.len());
        self.rest[..end].trim()
    }

    /// The beginning of the value that is made of some characters.
    pub(super) fn run(self, of: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !of(c)).unwrap_or(self.rest.len());
        &self.rest[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_value_in_every_notation() {
        for text in [
            r#"{"AuthAction":"vpc:CreateVpc","x":1}"#,
            r#"{\"AuthAction\":\"vpc:CreateVpc\"}"#,
            r#""{\\\"AuthAction\\\": \\\"vpc:CreateVpc\\\"}""#,
            "{'AuthAction': 'vpc:CreateVpc'}",
            "<AuthAction>vpc:CreateVpc</AuthAction>",
            "&lt;AuthAction&gt;vpc:CreateVpc&lt;/AuthAction&gt;",
            "{&quot;AuthAction&quot;:&quot;vpc:CreateVpc&quot;}",
            "AuthAction: vpc:CreateVpc\nNext: 1",
            "map[AuthAction:vpc:CreateVpc]",
            "authaction=vpc:CreateVpc&x=1",
        ] {
            assert_eq!(first(&unwrapped(text), &["AuthAction"]), Some("vpc:CreateVpc"), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_no_name() {
        for text in ["NoEC: 1", "EC-2: 1", "EC 1", "the EC"] {
            assert_eq!(first(text, &["EC"]), None, "{text}");
        }
    }
}
