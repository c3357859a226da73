//! What an error code looks like, and what only resembles one.

/// The length of the code that `text` begins with: `[A-Za-z][A-Za-z0-9_]*([._-][A-Za-z0-9_]+)*`, 0 for none.
pub(super) fn lexeme(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return 0;
    }
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b if word(&b) => at += 1,
            b'.' | b'-' if bytes.get(at + 1).is_some_and(word) => at += 1,
            _ => break,
        }
    }
    at
}

/// Words that stand where a code would, and are none; in lower case.
const NO_CODES: [&str; 60] = [
    "null",
    "none",
    "nil",
    "undefined",
    "true",
    "false",
    "error",
    "errors",
    "ok",
    "success",
    "failed",
    "failure",
    "fail",
    "unknown",
    "string",
    "object",
    "message",
    "msg",
    "code",
    "exception",
    "err",
    "warning",
    "warn",
    "info",
    "debug",
    "fatal",
    "trace",
    "critical",
    "panic",
    "the",
    "an",
    "and",
    "is",
    "was",
    "of",
    "for",
    "http",
    "https",
    "post",
    "get",
    "put",
    "delete",
    "status",
    "caused",
    "a",
    "in",
    "to",
    "by",
    "with",
    "result",
    "data",
    "body",
    "request",
    "response",
    "requestid",
    "unexpected",
    "api",
    "description",
    "your",
    "this",
];

/// Last segments of file names and hosts.
const FILE_ENDS: [&str; 26] = [
    "java", "go", "py", "js", "ts", "cs", "php", "rb", "rs", "json", "xml", "yaml", "yml", "tf", "log",
    "txt", "com", "cn", "net", "org", "sh", "md", "html", "dll", "jar", "vue",
];

/// Names of exception classes that are no code with `Error` at its end.
const CLASSES: [&str; 34] = [
    "apierror",
    "sdkerror",
    "teaerror",
    "typeerror",
    "valueerror",
    "keyerror",
    "runtimeerror",
    "oserror",
    "ioerror",
    "attributeerror",
    "nameerror",
    "syntaxerror",
    "rangeerror",
    "referenceerror",
    "evalerror",
    "assertionerror",
    "importerror",
    "indexerror",
    "clienterror",
    "servererror",
    "httperror",
    "requesterror",
    "responseerror",
    "alibabacloudsdkerror",
    "alibabaclouderror",
    "aliyunerror",
    "axioserror",
    "fetcherror",
    "connectionerror",
    "timeouterror",
    "urlerror",
    "standarderror",
    "argumenterror",
    "unretryableerror",
];

/// Whether a word that is said to be a code can be one.
pub(super) fn can_be_code(word: &str) -> bool {
    if word.len() < 3 || word.len() > 120 || lexeme(word) != word.len() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    !NO_CODES.contains(&&*lower) && !CLASSES.contains(&&*lower) && !is_class_or_file(word, &lower)
}

fn is_class_or_file(word: &str, lower: &str) -> bool {
    let last = lower.rsplit('.').next().unwrap_or("");
    let dots = word.bytes().filter(|&b| b == b'.').count();
    // `CommodityServiceCalling.Exception` is a code.
    let class = lower.ends_with("exception") && !(dots == 1 && last == "exception");
    class
        || (dots > 0 && FILE_ENDS.contains(&last))
        || lower.starts_with("alicloud_")
        || lower.starts_with("alibabacloud.")
        || lower.starts_with("aliyun.acs.")
        || lower.starts_with("system.")
        // A package or a host: several segments, all in lower case.
        || (dots > 0 && word.bytes().all(|b| !b.is_ascii_uppercase()) && !word.contains('_'))
        || (dots > 1 && word.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether a word that nothing names is built as codes are, though nobody knows it: `TaskConflict.Upgrade`,
/// `DISK_CATEGORY_MISMATCH`, `EniPerInstanceLimitReached`.
pub(super) fn is_built_as_code(word: &str) -> bool {
    let upper = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    if !can_be_code(word) || !upper(word) {
        return false;
    }
    let lower = word.bytes().any(|b| b.is_ascii_lowercase());
    let humps = word
        .bytes()
        .zip(word.bytes().skip(1))
        .filter(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let segments = word.contains('.') && word.split('.').all(|part| upper(part) && part.len() > 1);
    (segments && lower)
        || (!lower && word.contains('_') && word.len() > 6)
        || (!word.contains('-') && humps.count() > 1)
}

/// Whether a word is written as codes are, for where something else says that it is one.
pub(super) fn has_humps(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().filter(u8::is_ascii_uppercase).count() > 1
}

/// Whether `code` is one of the SDK's own, which wrap what the API said.
pub(super) fn is_wrapper(code: &str) -> bool {
    code.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("SDK."))
}

/// Whether both are one code: letter case aside, and the `Error` that some SDKs append.
pub(super) fn same(a: &str, b: &str) -> bool {
    let appended = |long: &str, short: &str| {
        long.len() == short.len() + 5
            && long.is_char_boundary(short.len())
            && long[..short.len()].eq_ignore_ascii_case(short)
            && long[short.len()..].eq_ignore_ascii_case("Error")
    };
    a.eq_ignore_ascii_case(b) || appended(a, b) || appended(b, a)
}

/// How codes of one segment begin that are recognised without anything said about them.
const STARTS: [&str; 20] = [
    "Invalid",
    "Invaild",
    "Missing",
    "Forbidden",
    "Forbbiden",
    "Forbedden",
    "Incorrect",
    "Unsupported",
    "Insufficient",
    "Illegal",
    "Throttling",
    "Incomplete",
    "NoPermission",
    "NotSupport",
    "EntityNotExist",
    "EntityAlreadyExists",
    "Unauthorized",
    "Duplicate",
    "QuotaExceed",
    "Exceed",
];

/// How they end.
const ONE_SEGMENT_ENDS: [&str; 22] = [
    "Exceeded",
    "Error",
    "NotExist",
    "NotExists",
    "Denied",
    "NotFound",
    "Failed",
    "Conflict",
    "Unavailable",
    "Mismatch",
    "Exists",
    "NotSupported",
    "NotSupport",
    "NotAllowed",
    "NotMatch",
    "Violation",
    "NotEnough",
    "NotReady",
    "Unauthorized",
    "Malformed",
    "OverLimit",
    "OverQuota",
];

/// How codes of several segments begin, besides.
const HEADS: [&str; 20] = [
    "Operation",
    "Quota",
    "Signature",
    "Service",
    "Internal",
    "NotFound",
    "Dependency",
    "Idempotent",
    "Conflict",
    "ResourceNot",
    "Account",
    "Instance",
    "LastToken",
    "Zone",
    "Vpc",
    "VSwitch",
    "Access",
    "Order",
    "RealName",
    "Param",
];

/// How the last segment of such codes begins.
const ENDS: [&str; 34] = [
    "NotFound",
    "Malformed",
    "NotSupport",
    "Duplicate",
    "Format",
    "NotAvailable",
    "ValueNot",
    "NotExist",
    "NotEnough",
    "Mismatch",
    "Exceed",
    "RAM",
    "SubUser",
    "User",
    "Api",
    "Invalid",
    "Unauthorized",
    "QuotaExceed",
    "RiskControl",
    "Unavailable",
    "NotUnique",
    "InUse",
    "OutOfUsage",
    "Conflict",
    "AlreadyExist",
    "NoPermission",
    "Limit",
    "NotMatch",
    "Unsupported",
    "Expired",
    "Inactive",
    "Disabled",
    "NoStock",
    "NotAuthorized",
];

/// Whether a word is a code by its looks alone: `InvalidVpcZone.Malformed`, `Throttling.User`, `OperationDenied`,
/// `PAY.NO_CREDIT_CARD`.
pub(super) fn looks_like_code(word: &str) -> bool {
    if !can_be_code(word) || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let starts =
        |starts: &[&str]| starts.iter().any(|start| word.starts_with(start) && word.len() > start.len());
    match word.split_once('.') {
        Some((_, rest)) => {
            let last = rest.rsplit('.').next().unwrap_or(rest);
            let shouted = word.contains('_') && word.bytes().all(|b| !b.is_ascii_lowercase());
            let named = last.starts_with(|c: char| c.is_ascii_uppercase());
            let built = starts(&STARTS) || starts(&HEADS) || ENDS.iter().any(|end| last.starts_with(end));
            (named && built) || shouted || is_wrapper(word)
        }
        None => {
            let humps = word
                .bytes()
                .zip(word.bytes().skip(1))
                .any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
            let ends =
                || ONE_SEGMENT_ENDS.iter().any(|end| word.ends_with(end) && word.len() > end.len() + 2);
            humps && (starts(&STARTS) || ends())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_look_like_codes() {
        for code in [
            "InvalidVpcZone.Malformed",
            "Throttling.User",
            "Forbidden.RAM",
            "OperationDenied",
            "PAY.NO_CREDIT_CARD",
            "InvalidAccessKeyId",
            "IncorrectInstanceStatus",
            "SDK.ServerUnreachable",
            "Zone.NotOnSale",
            "RealNameAuthenticationError",
        ] {
            assert!(looks_like_code(code), "{code}");
        }
    }

    #[test]
    fn what_only_resembles_a_code_is_none() {
        for word in [
            "Error",
            "null",
            "com.aliyuncs.exceptions.ClientException",
            "InvalidFoo.java",
            "alicloud_slb.default",
            "Aliyun.Acs.Core.Exceptions.ClientException",
            "slb.aliyuncs.com",
            "System.InvalidOperationException",
            "Instance",
            "ResponseError",
            "TypeError",
            "SDKError",
        ] {
            assert!(!looks_like_code(word), "{word}");
        }
    }

    #[test]
    fn an_appended_error_is_the_same_code() {
        assert!(same("Forbidden.RAMError", "Forbidden.RAM"));
        assert!(!same("Forbidden.RAM", "Forbidden"));
    }
}
