//! Where a request went or ought to go: endpoint, region; and the pages that an error names about itself.

use super::fields;
use crate::diagnose::product;

/// Words that regions begin with.
const CONTINENTS: [&str; 8] = ["cn-", "ap-", "us-", "eu-", "me-", "na-", "sa-", "rus-"];

/// The endpoint that the error names, else the host it came from.
pub(super) fn endpoint(text: &str) -> Option<String> {
    let named = fields::values(text, "Endpoint").map(|value| value.run(is_host_sign));
    let named = named.map(|host| host.trim_end_matches(['.', ':'])).find(|host| is_host(host));
    named.map(str::to_owned).or_else(|| hosts(text).next().map(without_bucket))
}

/// The region: named, else of the endpoint, of a host, of a resource's name, of a zone.
pub(super) fn region(text: &str, endpoint: Option<&str>) -> Option<String> {
    let named = ["RegionId", "region_id", "x-acs-region-id", "Region"];
    let named = named.iter().flat_map(|name| fields::values(text, name));
    let named =
        named.map(|value| value.run(|c| c.is_ascii_alphanumeric() || c == '-')).find_map(whole_region);
    named
        .or_else(|| endpoint.and_then(of_host))
        .or_else(|| hosts(text).find_map(of_host))
        .or_else(|| super::resources::arns(text).find_map(|name| whole_region(name.split(':').nth(2)?)))
        .or_else(|| words(text).find_map(of_zone))
        .map(str::to_owned)
}

/// `0003-00000001`
pub(super) fn oss_code(text: &str) -> Option<String> {
    let values = ["EC", "x-oss-ec"].into_iter().flat_map(|name| fields::values(text, name));
    let mut codes = values.map(|value| value.run(|c| c.is_ascii_digit() || c == '-'));
    codes
        .find(|code| {
            let (head, tail) = code.split_once('-').unwrap_or_default();
            let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
            digits(head, 4) && digits(tail, 8)
        })
        .map(str::to_owned)
}

/// The page that the error recommends, as it stands there.
pub(super) fn recommended(text: &str) -> Option<String> {
    let values = ["Recommend", "RecommendDoc"].into_iter().flat_map(|name| fields::values(text, name));
    let mut pages = values.map(|value| {
        value
            .run(|c| !c.is_whitespace() && !c.is_control() && !"\"'`<>{}\\".contains(c))
            .trim_end_matches([',', ';'])
    });
    pages.find(|page| page.starts_with("https://") && page.len() <= 1024).map(str::to_owned)
}

/// The sites of the cloud, each with all that lies below it.
const SITES: [&str; 3] = ["aliyun.com", "alibabacloud.com", "aliyuncs.com"];

/// Whether an address is of a site of the cloud.
pub(super) fn is_official(page: &str) -> bool {
    let Some(rest) = page.strip_prefix("https://") else { return false };
    // A name before `@` would make a host of what looks like a port: only a plain host will do.
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    product::is_below(host, &SITES) && host.chars().all(is_host_sign)
}

fn is_host_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
}

fn is_host(text: &str) -> bool {
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_host_sign(c)).map(|word| word.trim_matches('.')).filter(|word| word.len() > 5)
}

/// The hosts of the cloud's own domains.
fn hosts(text: &str) -> impl Iterator<Item = &str> {
    let own = |host: &&str| host.ends_with(".aliyuncs.com") || host.ends_with(".aliyun-inc.com");
    words(text).filter(own).filter(|host| is_host(host))
}

/// `oss-cn-beijing.aliyuncs.com` of a bucket's own host.
fn without_bucket(host: &str) -> String {
    match host.find(".oss-") {
        Some(at) => host[at + 1..].to_owned(),
        None => host.to_owned(),
    }
}

/// The region in a host: `ecs.cn-hangzhou.aliyuncs.com`, `oss-cn-beijing-internal.aliyuncs.com`.
fn of_host(host: &str) -> Option<&str> {
    host.split('.').find_map(|label| {
        let label = label.strip_suffix("-internal").unwrap_or(label);
        let starts = CONTINENTS.iter().filter_map(|continent| label.find(continent));
        let mut starts = starts.filter(|&at| at == 0 || label[..at].ends_with('-'));
        starts.find_map(|at| whole_region(&label[at..]))
    })
}

/// `cn-hangzhou` of the zone `cn-hangzhou-b`, or of itself.
fn of_zone(word: &str) -> Option<&str> {
    let zone = word
        .rsplit_once('-')
        .filter(|(_, letter)| letter.len() == 1 && letter.as_bytes()[0].is_ascii_lowercase());
    whole_region(zone.map_or(word, |(region, _)| region))
}

/// The text, if it is a region's id: `ap-southeast-1`, `cn-shanghai-finance-1`.
fn whole_region(text: &str) -> Option<&str> {
    let rest = CONTINENTS.iter().find_map(|continent| text.strip_prefix(continent))?;
    let mut parts = rest.split('-');
    let city = parts.next().filter(|city| city.len() >= 4 && city.bytes().all(|b| b.is_ascii_lowercase()));
    let others = |part: &str| {
        !part.is_empty()
            && part.len() <= 8
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let fits = city.is_some() && rest.split('-').count() <= 4 && parts.all(others);
    // A continent alone has numbered regions.
    let numbered = text.starts_with("cn-") || text.bytes().any(|b| b.is_ascii_digit());
    (fits && numbered && text.len() <= 30).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_read_from_wherever_they_stand() {
        for (text, region) in [
            ("HostId: ecs.cn-wulanchabu.aliyuncs.com", Some("cn-wulanchabu")),
            ("https://b.oss-ap-southeast-1-internal.aliyuncs.com/o", Some("ap-southeast-1")),
            ("ecs-vpc.eu-central-1.aliyuncs.com", Some("eu-central-1")),
            ("\"RegionId\":\"cn-chengdu\", host vpc.cn-beijing.aliyuncs.com", Some("cn-chengdu")),
            ("acs:ecs:us-west-1:1:instance/i", Some("us-west-1")),
            ("sold out in cn-zhangjiakou-c", Some("cn-zhangjiakou")),
            ("ecs.aliyuncs.com", None),
            ("me-too, us-based, cn-x", None),
        ] {
            let endpoint = endpoint(text);
            assert_eq!(super::region(text, endpoint.as_deref()).as_deref(), region, "{text}");
        }
    }

    #[test]
    fn a_bucket_is_no_part_of_its_endpoint() {
        let of = |text| endpoint(text);
        assert_eq!(
            of("HostId>b.oss-cn-beijing.aliyuncs.com<").as_deref(),
            Some("oss-cn-beijing.aliyuncs.com")
        );
        assert_eq!(of("<Endpoint>$(x).aliyuncs.com</Endpoint>").as_deref(), None);
    }

    #[test]
    fn an_oss_code_has_its_form() {
        assert_eq!(oss_code("x-oss-ec: 0017-00000804").as_deref(), Some("0017-00000804"));
        assert_eq!(oss_code("<EC>17-804</EC> EC: 5"), None);
    }

    #[test]
    fn only_the_cloud_s_own_pages_are_official() {
        for (page, official) in [
            ("https://api.aliyun.com/troubleshoot?q=X", true),
            ("https://next.api.aliyun.com", true),
            ("https://api.alibabacloud.com/a", true),
            ("https://aliyun.com.example/a", false),
            ("https://notaliyun.com/a", false),
            ("https://example.com/aliyun.com", false),
            ("https://a:b@aliyun.com/", false),
            ("http://api.aliyun.com/", false),
        ] {
            assert_eq!(is_official(page), official, "{page}");
        }
    }

    #[test]
    fn only_an_address_is_recommended() {
        assert_eq!(recommended("Recommend: javascript:x"), None);
        let page = recommended("{\"Recommend\":\"https://a.example/t?q=X&p=1\"}");
        assert_eq!(page.as_deref(), Some("https://a.example/t?q=X&p=1"));
    }
}
