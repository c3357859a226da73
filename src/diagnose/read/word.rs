//! Decides which words are codes: each word has a grade, and one table says which grade is needed on which grounds.

/// How much a word looks like a code, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It is the name of something else: a file, a host, a class, an everyday word.
    No,
    /// It could be anything.
    Possible,
    /// It has several capitals: `NoLicence`.
    Humped,
    /// It is built as codes are: `TaskConflict.Upgrade`, `DISK_CATEGORY_MISMATCH`, `EniPerInstanceLimitReached`.
    Built,
    /// It is a code, but an everyday word as well: `Forbidden`.
    Plain,
    /// It has the beginnings and ends of codes: `InvalidVpcZone.Malformed`, `isv.OUT_OF_SERVICE`.
    Looks,
    /// The catalogue has it.
    Known,
}

/// What speaks for a word being a code, the weakest first. Where two disagree, the stronger one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grounds {
    /// Nothing but its own look: it stands somewhere in a text.
    InText,
    /// `reason: C`, `type: C`
    Reason,
    /// It is a line of its own, or the last word of one.
    Alone,
    /// A field of a row between others that stand with codes.
    Row,
    /// It begins a text, and a sentence follows.
    First,
    /// `C: M` at the beginning of a line or of a part of one.
    LineHead,
    /// `[C] M`, `M (C)`
    Bracketed,
    /// The same with a request id behind it, and `【C】M`.
    Answer,
    /// `AnyException: C: M`
    Exception,
    /// `Error: C`
    Fault,
    /// `error code C`
    Said,
    /// The code of a troubleshooting page: believed where nothing else gives one.
    Url,
    /// An exception or error of an Alibaba Cloud SDK.
    Sdk,
    /// `Code: C`, `<Code>C</Code>`
    Named,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Somebody pasted it: it is about an error.
    Paste,
    /// It is a part of a log, where most lines are about no error.
    Log,
}

/// The least grade that makes a word a code: a row for each grounds, a column for pastes and one for logs. The column
/// of logs does not hold for words that a field names.
const LEAST: [[Grade; 2]; 14] = {
    use Grade::{Built, Humped, Known, Looks, Plain, Possible};
    [
        [Looks, Looks],       // InText
        [Known, Known],       // Reason
        [Plain, Looks],       // Alone
        [Looks, Looks],       // Row
        [Built, Looks],       // First
        [Plain, Plain],       // LineHead
        [Plain, Plain],       // Bracketed
        [Built, Built],       // Answer
        [Plain, Plain],       // Exception
        [Plain, Plain],       // Fault
        [Humped, Built],      // Said
        [Possible, Possible], // Url
        [Possible, Possible], // Sdk
        [Possible, Possible], // Named
    ]
};

/// Whether a word is a code of the catalogue, letter case ignored.
pub type IsKnown<'a> = &'a dyn Fn(&str) -> bool;

/// Whether a word is taken for a code on such grounds.
pub fn accepted(word: &str, grounds: Grounds, place: Place, known: IsKnown) -> bool {
    grade(word, known) >= LEAST[grounds as usize][place as usize]
}

/// The grade of a word.
pub fn grade(word: &str, known: IsKnown) -> Grade {
    if lexeme(word) != word.len() || !(3..=120).contains(&word.len()) {
        return Grade::No;
    }
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    // `UnknownError` is a class of many languages, and a code of some products.
    if is_another_thing(word) && !(capitals > 1 && word.ends_with("Error") && known(word)) {
        // A documented code may be written in lower case: `invalidvpcid.notfound`.
        let written_small = capitals == 0 && word.len() > 5 && known(word);
        return if written_small || is_exception_code(word) { Grade::Possible } else { Grade::No };
    }
    let documented = capitals > 0 && known(word);
    if documented && word.len() > 5 && (capitals > 1 || word.contains(['.', '_'])) {
        return Grade::Known;
    }
    if looks_like_code(word) {
        Grade::Looks
    } else if documented || PLAIN.contains(&word) {
        Grade::Plain
    } else if is_built_as_code(word) {
        Grade::Built
    } else if capitals > 1 && starts_upper(word) {
        Grade::Humped
    } else {
        Grade::Possible
    }
}

/// The length of the code that `text` begins with: `[A-Za-z][A-Za-z0-9_]*([._-][A-Za-z0-9_]+)*`, 0 for none.
pub fn lexeme(text: &str) -> usize {
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

/// Codes that are everyday words, whether or not the catalogue has them.
const PLAIN: &[&str] = &["Forbidden", "Throttling", "Unauthorized"];

/// Words that stand where a code would, and are none; in lower case.
#[rustfmt::skip]
const NO_CODES: &[&str] = &[
    "null", "none", "nil", "undefined", "true", "false", "error", "errors", "ok", "success", "failed",
    "failure", "fail", "unknown", "string", "object", "message", "msg", "code", "exception", "err", "warning",
    "warn", "info", "debug", "fatal", "trace", "critical", "panic", "the", "an", "and", "is", "was", "of",
    "for", "http", "https", "post", "get", "put", "delete", "status", "caused", "a", "in", "to", "by", "with",
    "result", "data", "body", "request", "response", "requestid", "unexpected", "api", "description", "your",
    "this", "create_failed", "update_failed", "delete_failed", "rollback_failed", "import_failed", "check_failed",
    "unauthenticated", "deadline_exceeded", "deadlineexceeded", "resource_exhausted", "failed_precondition",
    "failedprecondition", "bad_user_input", "graphql_validation_failed",
    // A field of what tells why an access was denied.
    "nopermissiontype",
    // What relays of models answer with where another service failed.
    "bad_response_status_code", "upstream_error", "new_api_error", "one_api_error",
];

/// What the events of Kubernetes are called by.
#[rustfmt::skip]
const EVENTS: &[&str] = &[
    "mountvolume.setup", "mountvolume.mountdevice", "mountvolume.waitforattach", "mountvolume.newmounter",
    "mapvolume.setupdevice", "unmountvolume.teardown", "unmountdevice", "attachvolume.attach",
    "attachvolume.newattacher", "detachvolume.detach", "provisioningfailed", "volumeresizefailed",
    "volumefaileddelete", "failedmount", "failedattachvolume", "failedscheduling", "failedcreate", "failedsync",
    "failedcreatepodsandbox", "failedkillpod", "faileddaemonpod", "failedbinding", "failedtoupdateendpoint",
    "failedgetresourcemetric", "networknotready", "nodenotready", "imagepullbackoff", "errimagepull",
];

/// Last segments of file names and hosts.
#[rustfmt::skip]
const FILE_ENDS: &[&str] = &[
    "java", "go", "py", "js", "ts", "cs", "php", "rb", "rs", "json", "xml", "yaml", "yml", "tf", "log", "txt",
    "com", "cn", "net", "org", "sh", "md", "html", "dll", "jar", "vue",
];

/// Exception classes whose name is not a code with `Error` appended.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "apierror", "sdkerror", "teaerror", "typeerror", "valueerror", "keyerror", "runtimeerror", "oserror",
    "ioerror", "attributeerror", "nameerror", "syntaxerror", "rangeerror", "referenceerror", "evalerror",
    "assertionerror", "importerror", "indexerror", "clienterror", "servererror", "httperror", "requesterror",
    "responseerror", "alibabacloudsdkerror", "alibabaclouderror", "aliyunerror", "axioserror", "fetcherror",
    "connectionerror", "timeouterror", "urlerror", "standarderror", "argumenterror", "unretryableerror", "alierror", "cerror", "statuscodeerror",
];

/// Exceptions that languages and their libraries have, some of which read like codes with `Error` at their end.
#[rustfmt::skip]
const BUILT_IN: &[&str] = &[
    // Python
    "modulenotfounderror", "filenotfounderror", "fileexistserror", "permissionerror", "notimplementederror",
    "interruptederror", "processlookuperror", "childprocesserror", "blockingioerror", "brokenpipeerror",
    "isadirectoryerror", "notadirectoryerror", "recursionerror", "unicodeerror", "unicodedecodeerror",
    "unicodeencodeerror", "zerodivisionerror", "overflowerror", "memoryerror", "lookuperror", "floatingpointerror",
    "unboundlocalerror", "indentationerror", "arithmeticerror", "buffererror", "eoferror", "environmenterror",
    "jsondecodeerror", "calledprocesserror", "connectionrefusederror", "connectionreseterror",
    "connectionabortederror", "requesttimeouterror", "responsetimeouterror", "newconnectionerror", "maxretryerror", "connecttimeouterror", "readtimeouterror",
    "protocolerror", "proxyerror", "sslerror", "sslcertverificationerror", "missingschema",
    // JavaScript, Ruby, PHP
    "aggregateerror", "urierror", "nomethoderror", "loaderror", "frozenerror", "parseerror", "divisionbyzeroerror",
    "argumentcounterror", "unhandledmatcherror", "systemcallerror", "noreverseerror",
    // What Node calls its own errors by.
    "module_not_found", "cert_has_expired", "depth_zero_self_signed_cert", "self_signed_cert_in_chain",
    "unable_to_verify_leaf_signature", "unable_to_get_issuer_cert_locally", "hostname_mismatch", "abort_err",
    "und_err_connect_timeout", "und_err_headers_timeout", "und_err_socket",
];

/// Words that are no codes.
const LISTS: [&[&str]; 4] = [NO_CODES, EVENTS, CLASSES, BUILT_IN];

/// The first letters of listed words, a bit each, by the words' length. Most words are ruled out by these alone.
const LISTED: [u32; 48] = {
    let mut letters = [0; 48];
    let mut list = 0;
    while list < LISTS.len() {
        let mut word = 0;
        while word < LISTS[list].len() {
            let bytes = LISTS[list][word].as_bytes();
            letters[bytes.len()] |= 1 << (bytes[0] & 31);
            word += 1;
        }
        list += 1;
    }
    letters
};

/// Whether a word in lower case is listed.
fn is_listed(lower: &str) -> bool {
    let letter = lower.as_bytes().first().map_or(0, |first| 1 << (first & 31));
    LISTED.get(lower.len()).is_some_and(|letters| letters & letter != 0)
        && LISTS.iter().any(|words| words.contains(&lower))
}

/// Whether a word is the class that an SDK or a language has for all errors.
pub fn is_class(word: &str) -> bool {
    CLASSES.contains(&&*word.to_ascii_lowercase())
}

/// Whether a word is the name of something else than a code.
fn is_another_thing(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if is_listed(&lower) || is_class_or_file(word, &lower) {
        return true;
    }
    // `ECONNREFUSED`, `ERR_BAD_REQUEST`, `exited`
    let all = |test: fn(&u8) -> bool| word.bytes().all(|b| test(&b));
    let errno = word.starts_with('E') && word.len() > 4 && all(u8::is_ascii_uppercase);
    // `SuccessError` without its `Error` is no code.
    let stem = lower.strip_suffix("error").is_some_and(|stem| NO_CODES.contains(&stem));
    // `P2002`, `E0382`: numbers of compilers and libraries.
    let number = word.len() > 3
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word[1..].bytes().all(|b| b.is_ascii_digit());
    errno || number || word.starts_with("ERR_") || all(u8::is_ascii_lowercase) || stem
}

fn is_class_or_file(word: &str, lower: &str) -> bool {
    let last = lower.rsplit('.').next().unwrap_or("");
    let dots = word.bytes().filter(|&b| b == b'.').count();
    // `CommodityServiceCalling.Exception` is a code.
    let class = lower.ends_with("exception") && !(dots == 1 && last == "exception");
    let named = ["alicloud_", "alibabacloud.", "aliyun.acs.", "system."];
    class
        || (dots > 0 && FILE_ENDS.contains(&last))
        || named.iter().any(|start| lower.starts_with(start))
        // A package, a host or a member: `java.io.x`, `json.Code`.
        || (dots > 0 && !starts_upper(word) && !is_partners(word))
}

/// Whether an exception class has the form of a code. Some products have such codes; they count where a name announces
/// them.
fn is_exception_code(word: &str) -> bool {
    word.strip_suffix("Exception").is_some_and(|stem| !stem.contains('.') && looks_like_code(stem))
}

/// Whether this is a code of the partners' platform: `isv.BUSINESS_LIMIT_CONTROL`.
fn is_partners(word: &str) -> bool {
    word.starts_with("isv.") || word.starts_with("isp.")
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// How many words written together a word has beyond its first: 2 in `EniPerInstance`.
fn humps(word: &str) -> usize {
    let pairs = word.bytes().zip(word.bytes().skip(1));
    pairs.filter(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase()).count()
}

fn is_built_as_code(word: &str) -> bool {
    let lower = word.bytes().any(|b| b.is_ascii_lowercase());
    let segments = word.contains('.') && word.split('.').all(|part| starts_upper(part) && part.len() > 1);
    starts_upper(word)
        && ((segments && lower)
            || (!lower && word.contains('_') && word.len() > 6)
            || (!word.contains('-') && humps(word) > 1))
}

/// Whether `code` is one of the SDK's own, which wrap what the API said.
pub fn is_wrapper(code: &str) -> bool {
    code.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("SDK."))
}

/// The code that an SDK appended `Error` to, where what is left is one.
pub fn unsuffixed<'a>(code: &'a str, known: IsKnown) -> Option<&'a str> {
    code.strip_suffix("Error")
        .filter(|stem| !is_wrapper(code) && !known(code) && grade(stem, known) >= Grade::Plain)
}

/// Whether both are one code: letter case aside, and the `Error` that some SDKs append.
pub fn same(a: &str, b: &str) -> bool {
    let appended = |long: &str, short: &str| {
        long.len() == short.len() + 5
            && long.is_char_boundary(short.len())
            && long[..short.len()].eq_ignore_ascii_case(short)
            && long[short.len()..].eq_ignore_ascii_case("Error")
    };
    a.eq_ignore_ascii_case(b) || appended(a, b) || appended(b, a)
}

/// How codes of one segment begin that are recognised without other grounds.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "Invalid", "Invaild", "Missing", "Forbidden", "Forbbiden", "Forbedden", "Incorrect", "Unsupported",
    "Insufficient", "Illegal", "Throttling", "Incomplete", "NoPermission", "NotSupport", "EntityNotExist",
    "EntityAlreadyExists", "Unauthorized", "Duplicate", "QuotaExceed", "Exceed",
];

/// How they end.
#[rustfmt::skip]
const ONE_SEGMENT_ENDS: &[&str] = &[
    "Exceeded", "Error", "NotExist", "NotExists", "Denied", "NotFound", "Failed", "Conflict", "Unavailable",
    "Mismatch", "Exists", "NotSupported", "NotSupport", "NotAllowed", "NotMatch", "Violation", "NotEnough",
    "NotReady", "Unauthorized", "Malformed", "OverLimit", "OverQuota",
];

/// How codes of several segments begin, besides.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "Operation", "Quota", "Signature", "Service", "Internal", "NotFound", "Dependency", "Idempotent",
    "Conflict", "ResourceNot", "Account", "Instance", "LastToken", "Zone", "Vpc", "VSwitch", "Access",
    "Order", "RealName", "Param",
];

/// How the last segment of such codes begins.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "NotFound", "Malformed", "NotSupport", "Duplicate", "Format", "NotAvailable", "ValueNot", "NotExist",
    "NotEnough", "Mismatch", "Exceed", "RAM", "SubUser", "User", "Api", "Invalid", "Unauthorized",
    "QuotaExceed", "RiskControl", "Unavailable", "NotUnique", "InUse", "OutOfUsage", "Conflict",
    "AlreadyExist", "NoPermission", "Limit", "NotMatch", "Unsupported", "Expired", "Inactive", "Disabled",
    "NoStock", "NotAuthorized",
];

/// Parts of words that look like codes, which a log is searched for; like [the marks of shapes](super::shapes::Shape),
/// they begin with what logs seldom have.
#[rustfmt::skip]
pub const PARTS: &[&str] = &[
    "SDK.", "isv.", "isp.", "r.Algo", "Invalid", "Throttling", "Forbidden.", "Forbbiden", "Forbedden", "NotFound", "NotSupport",
    "NotExist", "Denied", "Incorrect", "Missing", "Exceed", "NotAvailable", "NotEnough", "Unauthorized",
];

/// Whether a word is a code by its looks alone: `InvalidVpcZone.Malformed`, `Throttling.User`, `OperationDenied`,
/// `PAY.NO_CREDIT_CARD`.
fn looks_like_code(word: &str) -> bool {
    if is_partners(word) {
        return true;
    }
    if !starts_upper(word) {
        return false;
    }
    // Comparing one letter first rules most candidates out.
    let begins = |word: &str, start: &str| {
        word.as_bytes().first() == start.as_bytes().first() && word.starts_with(start)
    };
    let starts = |starts: &[&str]| starts.iter().any(|start| begins(word, start) && word.len() > start.len());
    match word.split_once('.') {
        Some((_, rest)) => {
            let last = rest.rsplit('.').next().unwrap_or(rest);
            let shouted = word.contains('_') && word.bytes().all(|b| !b.is_ascii_lowercase());
            let built = starts(STARTS) || starts(HEADS) || ENDS.iter().any(|end| begins(last, end));
            (starts_upper(last) && built) || shouted || is_wrapper(word)
        }
        None => {
            let last = word.as_bytes().last();
            let ends = |end: &&str| {
                end.as_bytes().last() == last && word.ends_with(end) && word.len() > end.len() + 2
            };
            humps(word) > 0 && (starts(STARTS) || ONE_SEGMENT_ENDS.iter().any(ends))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_grade() {
        let known = |word: &str| {
            ["overquota", "forbidden.ram", "invalidvpcid.notfound"].contains(&&*word.to_ascii_lowercase())
        };
        for (words, wanted) in [
            (
                "Error null com.aliyuncs.exceptions.ClientException InvalidFoo.java alicloud_slb.default json.Code \
                 Aliyun.Acs.Core.Exceptions.ClientException slb.aliyuncs.com System.InvalidOperationException \
                 java.io.FileNotFoundException FileNotFoundError MODULE_NOT_FOUND ClientException ResponseError TypeError SDKError SuccessError ECONNREFUSED exited",
                Grade::No,
            ),
            ("Instance response_error invalidvpcid.notfound bpcIzNo LockNotFoundException", Grade::Possible),
            ("NoLicence NOCARD", Grade::Humped),
            ("TaskConflict.Upgrade DISK_CATEGORY_MISMATCH EniPerInstanceLimitReached", Grade::Built),
            ("Forbidden", Grade::Plain),
            (
                "InvalidVpcZone.Malformed Throttling.User OperationDenied PAY.NO_CREDIT_CARD InvalidAccessKeyId \
                 IncorrectInstanceStatus SDK.ServerUnreachable Zone.NotOnSale RealNameAuthenticationError \
                 isv.permission-api-package-limit",
                Grade::Looks,
            ),
            ("OverQuota Forbidden.RAM", Grade::Known),
        ] {
            for word in words.split_whitespace() {
                assert_eq!(grade(word, &known), wanted, "{word}");
            }
        }
    }

    #[test]
    fn an_appended_error_is_the_same_code() {
        assert!(same("Forbidden.RAMError", "Forbidden.RAM"));
        assert!(!same("Forbidden.RAM", "Forbidden"));
        assert_eq!(unsuffixed("UnauthorizedError", &|_| false), Some("Unauthorized"));
        assert_eq!(unsuffixed("InternalError", &|_| false), None);
    }
}
