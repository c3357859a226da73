//! The table of what gives a secret away (a name before it, its own first letters, a command) and how each is read.

/// What part of a name, a value or a command the words of a row are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The end of its name, whatever stands before: `MasterUserPassword`.
    End,
    /// The last word of its name: `oss_sk`, but not `disk`.
    Last,
    /// Its whole name.
    Whole,
    /// Its name in Chinese.
    Han,
    /// Its first letters.
    Form,
    /// The command that takes it; `mysql*` may go on: `mysqldump`.
    Command,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// The value behind a sign, or behind a blank if it looks like a secret: `password hunter2`.
    Value,
    /// The same, unless the value is one that the name has in another meaning: `auth=basic`.
    Doubtful,
    /// The value behind a sign, whatever it looks like.
    Sure,
    /// The next word.
    Argument,
    /// A scheme and what follows it, to the end of the line.
    Header,
    /// What was signed, line by line.
    Dump,
    /// The word itself, if at least this many characters follow its first letters. These signs belong to the word.
    Itself(usize, &'static [u8]),
    /// The argument of these short options: `-a password`, `-ppassword`.
    Options(&'static str),
    /// The same, but joined only: what follows a blank is not the password.
    Joined(&'static str),
    /// What stands behind the colon in the argument of these options: `-u user:password`.
    Users(&'static [&'static str]),
    /// The word behind a name: `setx NAME value`.
    Named,
    /// The last of one or two words: `AUTH user password`.
    Last,
    /// The last word of a command with one of these short options: `htpasswd -b file user password`.
    Words(&'static str),
}

pub(super) struct Row {
    pub(super) by: By,
    /// Names are in lower case, without `_`, `-` and blanks.
    pub(super) words: &'static [&'static str],
    pub(super) read: Read,
}

const fn row(by: By, words: &'static [&'static str], read: Read) -> Row {
    Row { by, words, read }
}

/// The first row that fits is taken.
#[rustfmt::skip]
pub(super) const TABLE: [Row; 36] = [
    row(By::End, &["stringtosign", "stringtosignbytes", "canonicalstring", "canonicalrequest"], Read::Dump),
    row(By::End, &["encodeddiagnosticmessage"], Read::Sure),
    row(By::End, &["authorization", "setcookie"], Read::Header),
    row(By::Whole, &["cookie"], Read::Header),
    row(By::End, &["requirepass", "masterauth", "identifiedby", "nativepasswordby", "sha2passwordby"], Read::Argument),
    row(By::End, &["password", "passwd", "passphrase", "passcode", "pswd", "pwd", "secretaccesskey"], Read::Value),
    row(By::End, &["accesskeysecret", "accesskeyid", "accesskey", "secretkey", "privatekey", "apikey", "appcode"], Read::Value),
    row(By::End, &["signingkey", "authkey", "encryptionkey", "clientkeydata", "signature", "credential"], Read::Value),
    row(By::End, &["token", "secret", "secretdata", "secretbinary"], Read::Value),
    row(By::Last, &["ak", "sk", "pass", "pw", "bindpw", "rootpw"], Read::Value),
    row(By::Whole, &["secretid", "sign"], Read::Value),
    row(By::Whole, &["bearer", "basic"], Read::Doubtful),
    row(By::End, &["pass", "auth"], Read::Doubtful),
    row(By::Han, &["密码", "口令", "密钥", "秘钥", "私钥", "令牌", "签名", "凭证", "凭据", "授权码"], Read::Value),
    row(By::Form, &["LTAI"], Read::Itself(6, b"-")),
    row(By::Form, &["STS.", "TMP."], Read::Itself(12, b"-")),
    row(By::Form, &["CAIS"], Read::Itself(12, b"+/=%")),
    row(By::Form, &["eyJ"], Read::Itself(10, b"-.=")),
    row(By::Form, &["$1$", "$5$", "$6$", "$y$", "$2a$", "$2b$", "$2y$", "$apr1$", "$argon2"], Read::Itself(12, b"./$=,+-")),
    row(By::Form, &["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "glptt-", "AKIA", "ASIA"], Read::Itself(16, b"-")),
    row(By::Form, &["xoxb-", "xoxp-", "xapp-", "AIza", "pypi-", "dckr_pat_", "sk_live_", "hvs."], Read::Itself(16, b"-")),
    row(By::Form, &["npm_", "hf_", "SG."], Read::Itself(30, b"-.")),
    row(By::Form, &["sk-proj-", "sk-sp-", "sk-svcacct-", "sk-ant-", "sk-or-v1-"], Read::Itself(16, b"-")),
    row(By::Form, &["sk-"], Read::Itself(20, b"")),
    // Who has the address of a chat's robot may speak there.
    row(By::Form, &[
        "open.feishu.cn/open-apis/bot/v2/hook/", "open.feishu.cn/open-apis/bot/hook/", "open.larksuite.com/open-apis/bot/v2/hook/",
        "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", "oapi.dingtalk.com/robot/send?access_token=",
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "discord.com/api/webhooks/",
    ], Read::Itself(8, b"-/")),
    row(By::Command, &["redis-cli"], Read::Options("a")),
    row(By::Command, &["mysql*", "mariadb*"], Read::Joined("p")),
    row(By::Command, &["mongo*", "sshpass", "7z", "7za", "cqlsh", "beeline", "login"], Read::Options("p")),
    row(By::Command, &["ldap*"], Read::Options("w")),
    row(By::Command, &["ossutil*"], Read::Options("kt")),
    row(By::Command, &["sqlcmd", "zip", "unzip", "mosquitto_*", "ipmitool"], Read::Options("P")),
    // Of `docker` and its likes; elsewhere their `-p` is a port.
    row(By::Command, &["docker", "podman", "nerdctl", "ssh", "scp"], Read::Options("")),
    row(By::Command, &["curl*", "etcdctl", "lftp"], Read::Users(&["u", "U", "user", "proxy-user"])),
    row(By::Command, &["setx", "setenv", "SetEnvironmentVariable"], Read::Named),
    row(By::Command, &["htpasswd"], Read::Words("b")),
    row(By::Command, &["AUTH"], Read::Last),
];

/// Names that end like one of a secret but are none: random values of callers (`ClientToken`), page tokens, words.
#[rustfmt::skip]
pub(super) const HARMLESS_NAMES: [&str; 11] = [
    "clienttoken", "nexttoken", "pagetoken", "continuationtoken", "continuetoken", "starttoken", "oauth", "bypass",
    "compass", "surpass", "trespass",
];

/// What a name may end in and still name the secret itself: `PASSWORD_OLD`, `secretString`.
#[rustfmt::skip]
pub(super) const QUALIFIERS: [&str; 19] = [
    "value", "text", "string", "plaintext", "plain", "hash", "data", "confirmation", "confirm", "new", "old", "again",
    "raw", "base64", "encrypted", "encoded", "provided", "env", "default",
];

/// Words of a name behind that of a secret which tell that something else is named: `password_policy`.
#[rustfmt::skip]
pub(super) const ABOUT: [&str; 60] = [
    "file", "path", "dir", "length", "len", "min", "max", "policy", "type", "mode", "method", "name", "names", "id",
    "ids", "count", "number", "num", "status", "state", "enabled", "enable", "disabled", "required", "url", "uri",
    "endpoint", "host", "server", "user", "username", "manager", "provider", "store", "version", "expire", "expires",
    "expiry", "expiration", "ttl", "timeout", "time", "date", "age", "days", "at", "rule", "rules", "rate", "format",
    "kind", "ref", "arn", "algorithm", "error", "code", "message", "hint", "reset", "stdin",
];

/// Words before `token` in the names of numbers of them: `max_token`.
#[rustfmt::skip]
pub(super) const COUNTED: [&str; 10] = [
    "max", "min", "num", "total", "prompt", "completion", "input", "output", "cached", "reasoning",
];

/// Starts of error codes that end like a name of a secret: `IncorrectPassword : The Password …`.
#[rustfmt::skip]
pub(super) const CODE_STARTS: [&str; 12] = [
    "invalid", "incorrect", "incomplete", "missing", "illegal", "expired", "forbidden", "unsupported", "wrong",
    "unsupport", "malformed", "sdk",
];
