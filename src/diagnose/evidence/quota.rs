//! Which quota is used up.

use super::fields;

/// What codes of used-up quotas begin or end with; the rest names the quota.
const HEADS: [&str; 8] = [
    "QuotaExceeded.",
    "QuotaExceed.",
    "QuotaFull.",
    "LimitExceeded.",
    "LimitExceed.",
    "AllocationQuota.",
    "QuotaNotEnough.",
    "OperationDenied.QuotaExceed.",
];
const TAILS: [&str; 6] =
    [".QuotaExceeded", ".QuotaExceed", ".LimitExceeded", "QuotaExceeded", "QuotaExceed", "QuotaFull"];

/// The quota that a code names, else a field.
pub(super) fn read(text: &str, code: &str) -> Option<String> {
    let of_head = HEADS.iter().find_map(|head| strip_head(code, head));
    let of_tail = || TAILS.iter().find_map(|tail| code.strip_suffix(tail));
    let of_code = of_head.or_else(of_tail).filter(|name| is_name(name));
    let field =
        || fields::first(text, &["QuotaActionCode", "QuotaName", "QuotaId"]).filter(|name| is_name(name));
    of_code.or_else(field).map(str::to_owned)
}

fn strip_head<'c>(code: &'c str, head: &str) -> Option<&'c str> {
    let (own, rest) = code.split_at_checked(head.len())?;
    own.eq_ignore_ascii_case(head).then_some(rest)
}

fn is_name(name: &str) -> bool {
    let generic = ["Operation", "Request", "User", "Account", "Resource", "InvalidParameter", "Forbidden"];
    !name.is_empty()
        && name.len() <= 64
        && !generic.contains(&name)
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_their_quotas() {
        for (code, quota) in [
            ("QuotaExceeded.Eip", Some("Eip")),
            ("QuotaExceed.DiskCapacity", Some("DiskCapacity")),
            ("RouteEntryQuotaExceeded", Some("RouteEntry")),
            ("QuotaExceeded", None),
            ("InvalidQuota", None),
        ] {
            assert_eq!(read("", code).as_deref(), quota, "{code}");
        }
        assert_eq!(read("{\"QuotaActionCode\":\"q_x-1\"}", "Other").as_deref(), Some("q_x-1"));
    }
}
