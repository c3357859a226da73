//! Names that an error tells: user, role, instance type, API, bucket, project.

use super::denied::Denied;
use super::foreign::foreign;
use super::{fields, resources};

/// The names of an unwrapped block.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) user: Option<String>,
    pub(super) role: Option<String>,
    pub(super) role_arn: Option<String>,
    pub(super) instance_type: Option<String>,
    pub(super) api: Option<String>,
    pub(super) bucket: Option<String>,
    pub(super) project: Option<String>,
}

impl Names {
    pub(super) fn read(text: &str, message: &str, denied: Option<&Denied>) -> Self {
        let arn = |part: &str| {
            resources::arns(text).find_map(|arn| {
                let (_, rest) = arn.split_once(part)?;
                Some((arn, rest.split('/').next().filter(|name| is_name(name))?))
            })
        };
        let principal = |of: &str| {
            let denied = denied.filter(|denied| denied.principal_type.as_deref() == Some(of))?;
            // A number is an id and not a name.
            let name = denied.principal.as_deref()?.split([':', '@']).next()?;
            (is_name(name) && !name.bytes().all(|b| b.is_ascii_digit())).then_some(name)
        };
        let field = |name: &'static str| fields::first(text, &[name]).filter(|name| is_name(name));
        let role = arn(":role/");
        let user = principal("SubUser")
            .or_else(|| arn(":user/").map(|(_, name)| name))
            .or_else(|| field("UserName"))
            .or_else(|| missing(message, "user "));
        let role_name = principal("AssumedRoleUser")
            .or_else(|| role.or_else(|| arn(":assumed-role/")).map(|(_, name)| name))
            .or_else(|| field("RoleName"))
            .or_else(|| missing(message, "role "));
        Self {
            user: user.and_then(foreign),
            role: role_name.and_then(foreign),
            role_arn: role.and_then(|(arn, _)| foreign(arn)),
            instance_type: instance_type(text).map(str::to_owned),
            api: api(text).map(str::to_owned),
            bucket: field("BucketName").or_else(|| before_host(text, ".oss-")).and_then(foreign),
            project: before_host(text, ".log.aliyuncs.com")
                .or_else(|| missing(message, "project "))
                .and_then(foreign),
        }
    }
}

/// The name that stands before a host of a service: `NAME.oss-cn-x.aliyuncs.com`, `NAME.cn-x.log.aliyuncs.com`.
fn before_host<'t>(text: &'t str, service: &str) -> Option<&'t str> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    text.match_indices(service).find_map(|(at, _)| {
        let host = text[at..].split(|c: char| !is_sign(c)).next()?;
        let before = text[..at].rsplit(|c: char| !is_sign(c)).next()?;
        // The log service has its region between the name and its own.
        let name = if host.starts_with(".log.") { before.rsplit_once('.')?.0 } else { before };
        (host.contains(".aliyuncs.com") && !name.contains('.') && is_name(name)).then_some(name)
    })
}

fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@'))
}

/// `The user does not exist: NAME`, `role not exists: NAME`
fn missing<'t>(message: &'t str, what: &str) -> Option<&'t str> {
    let at = message.to_ascii_lowercase().find(what)?;
    let (head, name) = message[at..].rsplit_once(": ")?;
    let name = name.trim().trim_end_matches('.').trim_matches(['"', '\'']);
    (head.contains("not exist") && is_name(name)).then_some(name)
}

/// `ecs.g6.large`
fn instance_type(text: &str) -> Option<&str> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let mut words = text.split(|c: char| !is_sign(c)).map(|word| word.trim_end_matches('.'));
    words.find(|word| {
        let parts: Vec<&str> = word.split('.').collect();
        let size = |size: &str| size.ends_with("large") || matches!(size, "small" | "medium" | "tiny");
        parts.len() == 3
            && parts[0] == "ecs"
            && !parts[1].is_empty()
            && parts[1].len() <= 24
            && size(parts[2])
    })
}

/// `Action=DescribeVpcs`, `Resource x DescribeVpcs Failed!!!`
fn api(text: &str) -> Option<&str> {
    let is_api = |name: &&str| {
        (4..=80).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|b| b.is_ascii_alphanumeric())
            && name.bytes().any(|b| b.is_ascii_lowercase())
    };
    let failed = text.split(" Failed!!!").next().filter(|head| head.len() < text.len());
    let failed = failed.and_then(|head| head.rsplit(' ').next()).filter(is_api);
    failed.or_else(|| {
        let named = ["Action", "x-acs-action", "ApiName"].into_iter();
        let mut named = named.flat_map(|name| fields::values(text, name)).map(fields::Value::text);
        named.find(|name| is_api(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_where_they_stand() {
        let names = Names::read(
            "Resource x RunInstances Failed!!! acs:ram::1:user/ann.b acs:ram::1:role/ops/s ecs.c7-x.2xlarge",
            "",
            None,
        );
        assert_eq!(names.user.as_deref(), Some("ann.b"));
        assert_eq!(names.role.as_deref(), Some("ops"));
        assert_eq!(names.instance_type.as_deref(), Some("ecs.c7-x.2xlarge"));
        assert_eq!(names.api.as_deref(), Some("RunInstances"));
        let hosts =
            "<HostId>my-bucket.oss-cn-x.aliyuncs.com</HostId> https://my-proj.cn-x.log.aliyuncs.com/logs";
        let names = Names::read(hosts, "", None);
        assert_eq!((names.bucket.as_deref(), names.project.as_deref()), (Some("my-bucket"), Some("my-proj")));
        let names = Names::read("oss-cn-x.aliyuncs.com", "The Project does not exist : my-proj", None);
        assert_eq!((names.bucket, names.project.as_deref()), (None, Some("my-proj")));
        let names = Names::read("GET /?Action=ListRoles&x=1", "The role not exist: a;b", None);
        assert_eq!((names.api.as_deref(), names.role), (Some("ListRoles"), None));
    }
}
