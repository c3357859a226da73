//! Where in the reader's own files an error comes from, as Terraform says below it.

use super::foreign::foreign;
use crate::lang::Lang;

/// A place in a source file: `main.tf`, line 42, `alicloud_instance.web[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub file: String,
    pub line: usize,
    /// What is declared there.
    pub address: Option<String>,
}

impl Source {
    /// The first place that a block names.
    pub(super) fn read(block: &str) -> Option<Self> {
        let mut address = None;
        for text in block.lines().map(bare) {
            if let Some((file, line)) = named_place(text) {
                let address = address.or_else(|| declared(text));
                return Some(Self {
                    file: foreign(file)?,
                    line,
                    address: address.and_then(|own| foreign(&own)),
                });
            }
            address = addressed(text).map(str::to_owned).or(address);
        }
        None
    }

    pub fn said(&self, lang: Lang) -> String {
        let Self { file, line, address } = self;
        let (place, comma) = match lang {
            Lang::Zh => (format!("{file} 第 {line} 行"), "，"),
            Lang::En => (format!("{file} line {line}"), ", "),
        };
        match address {
            Some(address) => format!("{place}{comma}{address}"),
            None => place,
        }
    }
}

/// A line without the frame around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "│╷╵|".contains(c))
}

/// The file and the line of `on main.tf line 3, in resource "alicloud_vpc" "main":`.
pub fn named_place(line: &str) -> Option<(&str, usize)> {
    let (file, rest) = line.strip_prefix("on ")?.split_once(" line ")?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let goes_on = matches!(rest[end..].chars().next(), None | Some(',' | ':'));
    (goes_on && !file.is_empty()).then_some(())?;
    Some((file, rest[..end].parse().ok()?))
}

/// The address in `with module.net.alicloud_instance.web["a b"],`.
fn addressed(line: &str) -> Option<&str> {
    let address = line.strip_prefix("with ")?.strip_suffix(',')?;
    let outside = address.split(['[', ']']).step_by(2);
    let is_name = |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    (address.contains('.') && outside.into_iter().all(is_name)).then_some(address)
}

/// `alicloud_vpc.main` of a line that names the block itself: `…, in resource "alicloud_vpc" "main":`.
fn declared(line: &str) -> Option<String> {
    let (_, block) = line.trim_end_matches(':').split_once(", in ")?;
    let mut parts = block.split('"');
    let (kind, of, name) = (parts.next()?.trim(), parts.next()?, parts.nth(1));
    match (kind, name) {
        ("resource", Some(name)) => Some(format!("{of}.{name}")),
        ("data", Some(name)) => Some(format!("data.{of}.{name}")),
        ("module", None) => Some(format!("module.{of}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terraform_names_the_place_of_an_error() {
        for (block, zh) in [
            (
                "Error: x\n│   with alicloud_instance.web[0],\n│   on main.tf line 42, in resource \"alicloud_instance\" \"web\":",
                "main.tf 第 42 行，alicloud_instance.web[0]",
            ),
            (
                "with module.net.alicloud_vpc.a[\"b c\"],\non net/a.tf line 3:",
                "net/a.tf 第 3 行，module.net.alicloud_vpc.a[\"b c\"]",
            ),
            ("on a.tf line 3, in data \"alicloud_zones\" \"z\":", "a.tf 第 3 行，data.alicloud_zones.z"),
            ("on a.tf line 3, in module \"net\":", "a.tf 第 3 行，module.net"),
            ("on a.tf line 3, in provider \"alicloud\":", "a.tf 第 3 行"),
            ("with care. And so,\non a.tf line 3", "a.tf 第 3 行"),
        ] {
            assert_eq!(Source::read(block).map(|source| source.said(Lang::Zh)).as_deref(), Some(zh));
        }
        assert_eq!(Source::read("it depends on main.tf line 3\non the first line of it"), None);
    }
}
