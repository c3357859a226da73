//! Finds the product of an error by hosts, the `product=` of a URL, names of Terraform resources and of SDK packages.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::read::percent;
use crate::catalog::Catalog;

/// The hosts and names of the table of products, each with the product's id.
struct Table {
    ids: HashMap<String, &'static str>,
    hosts: HashMap<&'static str, &'static str>,
    /// Heads of the names of Terraform resources, the longest first.
    resources: Vec<(&'static str, &'static str)>,
    packages: HashMap<&'static str, &'static str>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            ids: HashMap::new(),
            hosts: HashMap::new(),
            resources: Vec::new(),
            packages: HashMap::new(),
        };
        for product in Catalog::builtin().products() {
            let id = product.id();
            table.ids.insert(id.to_ascii_lowercase(), id);
            table.hosts.extend(product.hosts().map(|host| (host, id)));
            table.resources.extend(product.terraform().map(|head| (head, id)));
            table.packages.extend(product.sdk().map(|part| (part, id)));
        }
        table.resources.sort_by_key(|(head, _)| std::cmp::Reverse(head.len()));
        table
    })
}

/// The product of a Terraform resource, by the part of its name behind `alicloud_`: the longest known head of it that
/// ends with the name, at a `_` or at a plural's `s`.
fn of_resource(name: &str) -> Option<&'static str> {
    let ends = |rest: &str| {
        !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || rest.starts_with("s_") || rest == "s"
    };
    let fits = |head: &&str| name.strip_prefix(*head).is_some_and(ends);
    table().resources.iter().find(|(head, _)| fits(head)).map(|(_, id)| *id)
}

/// The names of SDK packages up to the product's name.
const PACKAGES: [&str; 7] = [
    "aliyunsdk",
    "com.aliyuncs.",
    "alibaba-cloud-sdk-go/services/",
    "@alicloud/",
    "alibabacloud_",
    "Aliyun.Acs.",
    "com.aliyun.",
];

/// What stands before a resource's name where Terraform quotes the source behind what failed: `with alicloud_slb.a,`,
/// `on main.tf line 1, in resource "alicloud_slb" "a":`.
const QUOTES: [&str; 3] = ["with ", "resource \"", "data \""];

/// What only one product's errors hold, whatever the host is called.
const SIGNS: [(&str, &str); 9] = [
    ("oss: service returned error", "Oss"),
    ("OSS\\Core\\OssException", "Oss"),
    ("com.aliyun.oss.", "Oss"),
    ("oss2.exceptions.", "Oss"),
    ("AliyunOSS", "Oss"),
    ("x-oss-request-id", "Oss"),
    ("openservices.tablestore.", "Ots"),
    ("openservices.log.", "Sls"),
    ("aliyun.log.", "Sls"),
];

/// Something in a text that shows the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hint {
    pub(super) product: String,
    pub(super) at: usize,
    /// How reliable it is: a `product=` more than a host, a host more than the name of a resource.
    pub(super) rank: u8,
    /// It is the value of a name or a part of an address, and does not merely occur in a sentence.
    pub(super) named: bool,
    pub(super) stands: Stands,
}

/// Where a hint must stand to belong to an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Before the error: the name of a resource announces what failed.
    Before,
    /// Behind the error: the source of what failed is quoted there.
    Behind,
    Anywhere,
}

/// The product code that a name means, in its official spelling where it is known.
pub(super) fn canonical(name: &str) -> String {
    (*table().ids.get(&name.to_ascii_lowercase()).unwrap_or(&name)).to_owned()
}

/// Whether a name is a product's code.
pub(super) fn is_known(name: &str) -> bool {
    table().ids.contains_key(&name.to_ascii_lowercase())
}

/// The product of an API host: `slb.aliyuncs.com`, `ecs-cn-hangzhou.aliyuncs.com`, `rds.ap-northeast-1.aliyuncs.com`.
pub(super) fn of_host(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let host = host.split(':').next().unwrap_or("");
    let labels = [".aliyuncs.com", ".aliyun-inc.com", ".aliyuncs.co", ".aliyuncs"]
        .iter()
        .find_map(|end| host.strip_suffix(end))?;
    for label in labels.split('.') {
        if let Some(id) = of_label(label) {
            return Some(id);
        }
    }
    // The product is not in the table: its first label, written as most product codes are.
    let first = without_region(labels.split('.').next()?);
    let first = first.strip_suffix("-vpc").unwrap_or(first);
    let mut letters = first.chars();
    let initial = letters.next().filter(char::is_ascii_alphabetic)?;
    Some(initial.to_uppercase().chain(letters).collect())
}

fn of_label(label: &str) -> Option<String> {
    let known = |label: &str| table().hosts.get(label).map(|id| (*id).to_owned());
    let bare = without_region(label);
    known(label).or_else(|| known(bare)).or_else(|| {
        known(bare.trim_end_matches("-vpc").trim_end_matches("-internal").trim_end_matches("-openapi"))
    })
}

/// `ecs-cn-hangzhou` -> `ecs`.
fn without_region(label: &str) -> &str {
    let regions =
        ["-cn-", "-ap-", "-us-", "-eu-", "-me-", "-na-", "-public", "-share", "-openapi", "-test", "-pre"];
    let end = regions.iter().filter_map(|region| label.find(region)).min();
    &label[..end.unwrap_or(label.len())]
}

/// Every hint in a text that stands in no URL's query.
pub(super) fn hints(text: &str, found: &mut Vec<Hint>) {
    let bytes = text.as_bytes();
    for at in memchr::memmem::find_iter(bytes, b".aliyun") {
        let host_byte = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
        let start = at - bytes[..at].iter().rev().take_while(|b| host_byte(b)).count();
        let end = at + bytes[at..].iter().take_while(|b| host_byte(b)).count();
        if let Some(product) = of_host(text[start..end].trim_end_matches('.')) {
            let before = text[..start].trim_end_matches([' ', '"', '\'', '\\']);
            let named = before.ends_with([':', '=', '/', '>', '@', '.']);
            found.push(Hint { product, at: start, rank: 4, named, stands: Stands::Anywhere });
        }
    }
    for at in memchr::memmem::find_iter(bytes, b"alicloud_") {
        let name = &text[at + "alicloud_".len()..];
        let quoted = QUOTES.iter().any(|before| text[..at].ends_with(before));
        let stands = if quoted { Stands::Behind } else { Stands::Before };
        if let Some(id) = of_resource(name) {
            found.push(Hint { product: id.to_owned(), at, rank: 3, named: true, stands });
        }
    }
    for (sign, product) in SIGNS {
        for at in memchr::memmem::find_iter(bytes, sign.as_bytes()) {
            let product = product.to_owned();
            found.push(Hint { product, at, rank: 2, named: true, stands: Stands::Anywhere });
        }
    }
    let packages =
        [&b"liyun"[..], b"libaba", b"licloud"].iter().any(|sign| memchr::memmem::find(bytes, sign).is_some());
    for package in PACKAGES.iter().filter(|_| packages) {
        for at in memchr::memmem::find_iter(bytes, package.as_bytes()) {
            let rest = &text[at + package.len()..];
            let length =
                rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-' || *b == b'_').count();
            let name = rest[..length].trim_end_matches("-20").to_ascii_lowercase();
            let known = table().packages.get(&*name).or_else(|| table().hosts.get(&*name));
            if let Some(id) = known {
                found.push(Hint {
                    product: (*id).to_owned(),
                    at,
                    rank: 2,
                    named: true,
                    stands: Stands::Anywhere,
                });
            }
        }
    }
}

/// What a URL shows: an official page the code, the product and the request id; the address of an API the product.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) code: Option<String>,
    pub(super) product: Option<String>,
    pub(super) request_id: Option<String>,
}

/// Where the URL at the start of `text` ends.
pub(super) fn url_length(text: &str) -> usize {
    let end = |c: char| {
        c.is_whitespace() || "\"'<>()[]{}\\`,;|".contains(c) || ('\u{2e80}'..='\u{ffef}').contains(&c)
    };
    text.find(end).unwrap_or(text.len())
}

/// Whether a host is that of a site, or of something below it: `notaliyun.com` is another site's.
pub(super) fn is_below(host: &str, sites: &[&str]) -> bool {
    let head = sites.iter().find_map(|site| host.strip_suffix(site));
    head.is_some_and(|head| head.is_empty() || head.ends_with('.'))
}

pub(super) fn read_url(url: &str) -> Option<Page> {
    let rest = url.split_once("://")?.1;
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    if !is_below(host, &["aliyun.com", "alibabacloud.com"]) {
        return None;
    }
    let mut page = Page::default();
    for part in rest.split(['?', '&', '#']).skip(1) {
        let Some((name, value)) = part.split_once('=') else { continue };
        let value = percent::decoded(value.trim_end_matches(['.', ':', '/'])).trim().to_owned();
        if value.is_empty() {
            continue;
        }
        match name.to_ascii_lowercase().as_str() {
            "q" | "keyword" | "code" | "errorcode" => page.code = Some(value),
            "product" | "productcode" => page.product = Some(canonical(&value)),
            "requestid" => page.request_id = Some(value),
            _ => {}
        }
    }
    let path: Vec<&str> = rest.split(['?', '#']).next().unwrap_or("").split('/').collect();
    if page.product.is_none() {
        let named = path.windows(2).find(|pair| pair[0] == "product" && !pair[1].is_empty());
        page.product = named.map(|pair| canonical(pair[1]));
    }
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_tell_products() {
        for (host, product) in [
            ("slb-pop.aliyuncs.com", "Slb"),
            ("ecs-cn-hangzhou.aliyuncs.com", "Ecs"),
            ("rds.ap-northeast-1.aliyuncs.com", "Rds"),
            ("mongodb.aliyuncs.com", "Dds"),
            ("gpdb.cn-beijing.aliyuncs.com", "gpdb"),
            ("bucket.oss-cn-hangzhou-internal.aliyuncs.com", "Oss"),
            ("bucket.oss-test.aliyun-inc.com", "Oss"),
            ("cloudfw.cn-hangzhou.aliyuncs.com", "Cloudfw"),
            ("r-kvstore.cn-x.aliyuncs.com:443", "R-kvstore"),
        ] {
            assert_eq!(of_host(host).as_deref(), Some(product), "{host}");
        }
        assert_eq!(of_host("example.com"), None);
    }

    #[test]
    fn pages_tell_code_and_product() {
        let page =
            read_url("https://error-center.aliyun.com/status/search?Keyword=Forbidden.RAM&source=PopGw")
                .unwrap_or_default();
        assert_eq!(page.code.as_deref(), Some("Forbidden.RAM"));
        assert_eq!(read_url("https://notaliyun.com/?q=Forbidden.RAM"), None);
        let page = read_url("https://api.aliyun.com/troubleshoot?q=A%2EB&product=slb&requestId=R")
            .unwrap_or_default();
        assert_eq!((page.code.as_deref(), page.product.as_deref()), (Some("A.B"), Some("Slb")));
    }
}
