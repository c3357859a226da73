//! The resources that an error names: ids with a known beginning, and names of the form `acs:…`.

use super::kinds::{KINDS, Kind};
use crate::lang::Lang;

/// No more resources than this are kept of an error.
const MOST: usize = 12;

/// A resource that an error names. The id is foreign text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    pub id: String,
    /// `None` for a name of the form `acs:…`.
    pub kind: Option<&'static Kind>,
}

impl Resource {
    pub fn kind_name(&self, lang: Lang) -> &'static str {
        match (self.kind, lang) {
            (Some(kind), lang) => kind.name(lang),
            (None, Lang::Zh) => "资源名（ARN）",
            (None, Lang::En) => "resource name (ARN)",
        }
    }
}

/// The resources of a text, in its order; each once.
pub(super) fn read(text: &str, product: Option<&str>) -> Vec<Resource> {
    let mut found: Vec<Resource> = Vec::new();
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    for word in text.split(|c: char| !is_sign(c)).filter(|word| word.len() > 6) {
        if let Some(kind) = kind(word, product) {
            push(&mut found, word, Some(kind));
        }
    }
    for name in arns(text) {
        push(&mut found, name, None);
    }
    found
}

fn push(found: &mut Vec<Resource>, id: &str, kind: Option<&'static Kind>) {
    if found.len() < MOST && found.iter().all(|known| known.id != id) {
        found.push(Resource { id: id.to_owned(), kind });
    }
}

/// The kind of an id: that with the longest beginning that fits; of equals, that of the error's own product.
fn kind(word: &str, product: Option<&str>) -> Option<&'static Kind> {
    let fits = |kind: &&Kind| word.strip_prefix(kind.prefix).is_some_and(|rest| kind.fits(rest));
    let own = |kind: &Kind| product.is_some_and(|product| product.eq_ignore_ascii_case(kind.product));
    // Reversed, because the usual kind stands first in the table and `max_by_key` takes the last of equals.
    KINDS.iter().rev().filter(fits).max_by_key(|kind| (kind.prefix.len(), own(kind)))
}

/// `acs:service:region:account:what`, where it stands as a word of its own.
pub(super) fn arns(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("acs:").map(|(at, _)| at);
    let alone = starts.filter(|&at| {
        !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '/'))
    });
    alone.filter_map(|at| {
        let ends = |c: char| c.is_whitespace() || c.is_control() || "\"'`,;)}]<>&".contains(c);
        let rest = &text[at..];
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let name = name.trim_end_matches(['.', ':', '\\', '。', '，']);
        let mut parts = name.splitn(5, ':').skip(1);
        let (service, region, account) = (parts.next()?, parts.next()?, parts.next()?);
        let is_service =
            !service.is_empty() && service.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_region = region.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'*'));
        let is_account = account.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'*');
        let what = parts.next()?;
        (is_service && is_region && is_account && !what.is_empty() && name.len() <= 512).then_some(name)
    })
}

/// Whether ids of a kind are what a command's parameter takes.
pub(super) fn takes(product: &str, parameter: &str, kind: &Kind) -> bool {
    let same = |a: &str, b: &str| {
        let plain = |name: &str| name.trim_end_matches('s').to_ascii_lowercase();
        plain(a) == plain(b)
    };
    let names = |own: &Kind| same(own.parameter, parameter);
    let of_product = |own: &Kind| own.product.eq_ignore_ascii_case(product);
    // A parameter that any resource goes into.
    if same(parameter, "Value") || same(parameter, "ResourceId") {
        return true;
    }
    match KINDS.iter().any(|own| names(own) && of_product(own)) {
        true => names(kind) && of_product(kind),
        false => names(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<(String, &'static str)> {
        read(text, None).into_iter().map(|own| (own.id.clone(), own.kind_name(Lang::En))).collect()
    }

    #[test]
    fn ids_are_told_from_words() {
        let text = "host i-2ze0q1w2e3r4t5y6u7i8 in (sg-2zea1b2c3d4e5f6g7h8), rm-2ze9o8i7u6y5t4r3e.mysql.example; \
                    cluster c0123456789abcdef0123456789abcdef";
        let kinds: Vec<&str> = ids(text).iter().map(|(_, kind)| *kind).collect();
        assert_eq!(kinds, ["ECS instance", "security group", "RDS instance", "ACK cluster"]);
        for word in
            ["i-th", "s-expression", "d-day", "my-i-2ze0q1w2e3r4t5y6u7i8", "r-squared", "vpc-new", "t-1"]
        {
            assert!(ids(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn the_told_product_decides_between_kinds() {
        let kind = |product| read("lsn-2zea1b2c3d4e5f6g7h8", product)[0].kind_name(Lang::En);
        assert_eq!((kind(None), kind(Some("Nlb"))), ("ALB listener", "NLB listener"));
    }

    #[test]
    fn names_of_resources_are_whole() {
        let text = "on \"acs:ram::1230000000000000:role/reader\", acs:log:cn-beijing:1230000000000000:project/p/logstore/*.";
        let names: Vec<&str> = arns(text).collect();
        assert_eq!(
            names,
            [
                "acs:ram::1230000000000000:role/reader",
                "acs:log:cn-beijing:1230000000000000:project/p/logstore/*"
            ]
        );
        assert_eq!(arns("pacs:x:y:z:w acs:a b").count(), 0);
    }

    #[test]
    fn a_parameter_takes_its_own_kind_only() {
        let takes = |product: &str, parameter: &str, id: &str| {
            let kind = kind(id, None).expect("an id of a known kind");
            super::takes(product, parameter, kind)
        };
        let instance = "i-2ze0q1w2e3r4t5y6u7i8";
        assert!(takes("ecs", "InstanceId", instance));
        assert!(takes("ecs", "InstanceIds", instance));
        assert!(takes("actiontrail", "Value", instance));
        for (product, parameter) in [
            ("vpc", "VSwitchId"),
            ("ecs", "ImageId"),
            ("kms", "KeyId"),
            ("r-kvstore", "InstanceId"),
            ("rds", "DBInstanceId"),
        ] {
            assert!(!takes(product, parameter, instance), "{product} {parameter}");
        }
        assert!(takes("rds", "DBInstanceId", "rm-2ze9o8i7u6y5t4r3e"));
        assert!(!takes("dds", "DBInstanceId", "rm-2ze9o8i7u6y5t4r3e"));
    }
}
