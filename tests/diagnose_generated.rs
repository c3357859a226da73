//! Generated pastes over the whole embedded catalogue: entry x shape x status x wrapping x depth of escaping.

mod dice;

use std::sync::Arc;

use alierr::catalog::{Catalog, Entry};
use alierr::diagnose::{Engine, Quality};
use dice::Dice;

fn request_id(dice: &mut Dice) -> String {
    let hex: String = (0..32).map(|_| char::from(*dice.pick(b"0123456789ABCDEF"))).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

const NAMES: [&str; 6] = ["RegionId", "VSwitchId", "SecurityIPList", "Tag.1.Key", "ClientToken", "page_size"];

/// A documented text with its placeholders filled.
fn fill(text: &str, dice: &mut Dice) -> String {
    let mut filled = text
        .replace("“<parameter name>”", "<parameter name>")
        .replace("”<parameter name>“", "<parameter name>");
    for hole in [
        "{ParameterName}",
        "%s",
        "”<parameter name>“",
        "<parameter name>",
        "“parameter name n”",
        "“ parameter name n “",
        "“parameter name”",
    ] {
        while let Some(at) = filled.find(hole) {
            let name = *dice.pick(&NAMES);
            let quoted = if hole.starts_with('“') { format!("\"{name}\"") } else { name.to_owned() };
            filled.replace_range(at..at + hole.len(), &quoted);
        }
    }
    filled.replace("{Value}", "64")
}

struct Truth {
    code: String,
    message: String,
    status: u16,
    id: String,
    host: &'static str,
    product: &'static str,
}

fn json(t: &Truth, pretty: bool) -> String {
    let (open, sep, close) = if pretty { ("{\n  ", ",\n  ", "\n}") } else { ("{", ",", "}") };
    let message = t.message.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "{open}\"RequestId\":\"{}\"{sep}\"HostId\":\"{}\"{sep}\"Code\":\"{}\"{sep}\"Message\":\"{message}\"{close}",
        t.id, t.host, t.code
    )
}

/// The name of a shape, and whether it prints the code, the request id and the host.
const SHAPES: [(&str, bool, bool, bool); 18] = [
    ("go", true, true, true),
    ("tea-go", true, true, true),
    ("terraform", true, true, true),
    ("go-oldest", true, true, false),
    ("go-dump", true, true, true),
    ("python", true, true, false),
    ("java", true, true, false),
    ("dotnet", true, true, false),
    ("java-tea", false, true, false),
    ("node", true, true, false),
    ("node-old", true, false, true),
    ("php", true, true, true),
    ("json", true, true, true),
    ("json-pretty", true, true, true),
    ("xml", true, true, true),
    ("bare", true, false, false),
    ("logfmt", true, true, true),
    ("python-dict", true, true, true),
];

fn blob(shape: &str, t: &Truth) -> String {
    let Truth { code, message, status, id, host, product } = t;
    let url = format!("https://next.api.aliyun.com/troubleshoot?q={code}&product={product}");
    let escaped = message.replace('"', "\\\"");
    match shape {
        "go" => format!(
            "SDK.ServerError\nErrorCode: {code}\nRecommend: {url}\nRequestId: {id}\nMessage: {message}"
        ),
        "tea-go" => format!(
            "SDKError:\n   StatusCode: {status}\n   Code: {code}Error\n   Message: code: {status}, {message} request id: {id}\n   Data: {}",
            json(t, false)
        ),
        "terraform" => format!(
            "╷\n│ Error: [ERROR] terraform-provider-alicloud/alicloud/resource_x.go:214: Resource x Action Failed!!! [SDK alibaba-cloud-sdk-go ERROR]:\n│ SDK.ServerError\n│ ErrorCode: {code}\n│ Recommend: {url}\n│ RequestId: {id}\n│ Message: {message}\n│\n│   with x.y,\n│   on main.tf line 3, in resource \"x\" \"y\":\n╵"
        ),
        "go-oldest" => {
            format!("Aliyun API Error: RequestId: {id} Status Code: {status} Code: {code} Message: {message}")
        }
        "go-dump" => format!(
            "&common.Error{{ErrorResponse:common.ErrorResponse{{Response:common.Response{{RequestId:\"{id}\"}}, HostId:\"{host}\", Code:\"{code}\", Message:\"{escaped}\"}}, StatusCode:{status}}}"
        ),
        "python" => format!(
            "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\naliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: {status} Error:{code} {message} RequestID: {id}"
        ),
        "java" => format!(
            "com.aliyuncs.exceptions.ClientException: {code} : {message}\nRequestId : {id}\n\tat com.aliyuncs.DefaultAcsClient.doAction(DefaultAcsClient.java:271)"
        ),
        "dotnet" => format!(
            "Aliyun.Acs.Core.Exceptions.ClientException: {code} : {message} + [ RequestId : {id} ]\n   at Aliyun.Acs.Core.DefaultAcsClient.Do()"
        ),
        "java-tea" => format!(
            "com.aliyun.tea.TeaException: code: {status}, {message} request id: {id}\n\tat com.aliyun.X.y(X.java:1)"
        ),
        "node" => {
            format!("{code}Error: code: {status}, {message} request id: {id}\n    at Client.x (/a/b.js:1:2)")
        }
        "node-old" => format!("{code}Error: {message}, URL: https://{host}/?Action=X"),
        "php" => format!("{code}: {message} RequestId: {id} GET \"https://{host}/?a=b\" {status}"),
        "json" => json(t, false),
        "json-pretty" => json(t, true),
        "xml" => format!(
            "<?xml version='1.0'?><Error><RequestId>{id}</RequestId><HostId>{host}</HostId><Code>{code}</Code><Message>{message}</Message></Error>"
        ),
        "bare" => format!("{code}: {message}"),
        "logfmt" => {
            format!("level=error host={host} code={code} status={status} msg=\"{escaped}\" requestId={id}")
        }
        "python-dict" => {
            format!("{{'Code': '{code}', 'Message': '{message}', 'RequestId': '{id}', 'HostId': '{host}'}}")
        }
        other => unreachable!("{other}"),
    }
}

fn wrap(text: &str, dice: &mut Dice) -> (String, &'static str) {
    let each = |before: &str, after: &str| {
        text.lines().map(|line| format!("{before}{line}{after}\n")).collect::<String>()
    };
    match dice.roll(9) {
        0 => (each("\x1b[31m│\x1b[0m ", "\x1b[0m"), "coloured"),
        1 => (each("> ", ""), "quoted"),
        2 => (each("", "\r"), "crlf"),
        3 => (each("    ", ""), "indented"),
        4 => (
            format!("2024-01-02 03:04:05.678 ERROR [worker-1] app/call.go:12: request failed: {text}"),
            "log",
        ),
        5 => (format!("我调用接口的时候报错：{text}\n请问是什么原因？"), "chinese"),
        6 => (each("[31m│ [0m", "[0m"), "orphans"),
        _ => (text.to_owned(), "plain"),
    }
}

fn escape(text: &str, depth: usize) -> String {
    (0..depth).fold(text.to_owned(), |text, _| {
        let inner = text
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\r', "\\r")
            .replace('\t', "\\t");
        format!("{{\"level\":\"error\",\"log\":\"{inner}\"}}")
    })
}

#[derive(Default)]
struct Share {
    right: usize,
    all: usize,
    faults: Vec<String>,
}

impl Share {
    fn count(&mut self, right: bool, fault: impl FnOnce() -> String) {
        self.all += 1;
        self.right += usize::from(right);
        if !right && self.faults.len() < 12 {
            self.faults.push(fault());
        }
    }

    fn percent(&self) -> f64 {
        100.0 * self.right as f64 / self.all.max(1) as f64
    }

    fn assert(&self, name: &str, least: f64) {
        println!("{name}: {:.2} % of {}", self.percent(), self.all);
        if std::env::var_os("FAULTS").is_some() {
            println!("{}", self.faults.join("\n\n"));
        }
        assert!(self.percent() >= least, "{name}: {:.2} %\n{}", self.percent(), self.faults.join("\n\n"));
    }
}

/// The entries whose message is known.
fn with_messages(catalog: &Catalog) -> Vec<(Entry<'_>, &str)> {
    catalog.entries().filter_map(|entry| Some((entry, entry.message()?))).collect()
}

fn product_of(entry: Entry) -> (&'static str, &'static str) {
    match entry.product().id() {
        "gpdb" => ("gpdb.aliyuncs.com", "gpdb"),
        "R-kvstore" => ("r-kvstore.cn-hangzhou.aliyuncs.com", "R-kvstore"),
        "Dds" => ("mongodb.aliyuncs.com", "Dds"),
        "Eci" => ("eci.aliyuncs.com", "Eci"),
        _ => ("slb-pop.aliyuncs.com", "Slb"),
    }
}

#[test]
fn every_entry_is_found_in_every_shape() {
    let catalog = Arc::new(Catalog::embedded());
    let engine = Engine::new(catalog.clone());
    let mut dice = Dice::new(20);
    let (mut codes, mut ids, mut products, mut entries, mut messages) =
        (Share::default(), Share::default(), Share::default(), Share::default(), Share::default());
    for (entry, documented) in with_messages(&catalog) {
        for (shape, has_code, has_id, has_host) in SHAPES {
            let (host, product) = product_of(entry);
            let truth = Truth {
                code: fill(entry.code(), &mut dice).replace("Tag.1.Key", "TagKey"),
                message: fill(documented, &mut dice),
                status: if dice.roll(5) == 0 {
                    499
                } else {
                    entry.status().map_or(400, |status| status.get())
                },
                id: request_id(&mut dice),
                host,
                product,
            };
            let (wrapped, wrapping) = wrap(&blob(shape, &truth), &mut dice);
            let depth = dice.roll(4);
            let text = escape(&wrapped, depth);
            let label = || format!("{shape} {wrapping} x{depth}: {text}");
            let diagnosis = engine.diagnose(&text);
            let first = diagnosis.findings.first();
            if has_code {
                let code = first.and_then(|f| f.code.as_deref());
                codes.count(code == Some(&truth.code) && diagnosis.findings.len() == 1, || {
                    format!("{code:?} of {} {}", diagnosis.findings.len(), label())
                });
            }
            if has_id {
                let id = first.and_then(|f| f.request_id.as_deref());
                ids.count(id == Some(&truth.id), || format!("{id:?} {}", label()));
            }
            if has_host {
                let got = first.and_then(|f| f.product.as_deref());
                products.count(got == Some(product), || format!("{got:?} {}", label()));
            }
            let message = first.and_then(|f| f.message.as_deref()).unwrap_or("");
            let same = alierr::text::fold::message(message) == alierr::text::fold::message(&truth.message);
            messages.count(same, || format!("{message:?} {}", label()));
            if has_code && has_host {
                let best = first.and_then(|f| f.matches.first());
                let found = best.map(|m| catalog.entry(m.entry));
                let right = found.is_some_and(|found| {
                    found.code() == entry.code()
                        && found.product_ix() == entry.product_ix()
                        && found.message() == Some(documented)
                });
                entries.count(right, || {
                    format!(
                        "{:?} {:?} not {:?} in {}",
                        best.map(|m| m.quality),
                        found.and_then(Entry::message),
                        documented,
                        label()
                    )
                });
            }
        }
    }
    codes.assert("code", 98.0);
    ids.assert("request id", 97.0);
    products.assert("product", 95.0);
    messages.assert("message", 98.0);
    entries.assert("entry", 97.0);
}

/// Diagnoses codes with the messages of other entries: only a message that is documented for the code may be exact.
#[test]
fn nothing_is_called_exact_that_is_not() {
    let catalog = Arc::new(Catalog::embedded());
    let engine = Engine::new(catalog.clone());
    let known = with_messages(&catalog);
    let mut dice = Dice::new(7);
    let mut honest = Share::default();
    for (entry, documented) in with_messages(&catalog) {
        for _ in 0..20 {
            let (_, other) = *dice.pick(&known);
            let message = match dice.roll(4) {
                0 => fill(other, &mut dice),
                1 => fill(documented, &mut dice)
                    .replacen("specified", "requested", 1)
                    .replacen("not", "never", 1),
                2 => {
                    let name = *dice.pick(&["DiskId", "ImageId", "VSwitch"]);
                    let words: Vec<&str> = documented.split(' ').collect();
                    let at = dice.roll(words.len());
                    words
                        .iter()
                        .enumerate()
                        .map(|(ix, word)| if ix == at { name } else { word })
                        .collect::<Vec<_>>()
                        .join(" ")
                }
                _ => format!("{}, but not so at all", fill(documented, &mut dice).trim_end_matches('.')),
            };
            let is_documented = known
                .iter()
                .any(|(other, documented)| other.code() == entry.code() && agrees(documented, &message));
            let (host, _) = product_of(entry);
            let text =
                format!("{{\"Code\":\"{}\",\"HostId\":\"{host}\",\"Message\":{:?}}}", entry.code(), message);
            let best = engine.diagnose(&text);
            let best = best.findings.first().and_then(|f| f.matches.first());
            let exact = best.is_some_and(|m| m.quality == Quality::Exact);
            honest.count(!exact || is_documented, || {
                format!("{text} is called {:?}", best.map(|m| catalog.entry(m.entry).message()))
            });
        }
    }
    honest.assert("not falsely exact", 99.5);
}

/// Whether a message is a documented one with single words for its placeholders and quoted names. This compares word by
/// word, in another way than the program does.
fn agrees(documented: &str, message: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        alierr::text::fold::message(text)
            .split([' ', '"'])
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let documented = fill(documented, &mut Dice::new(1));
    let (a, b) = (words(&documented), words(message));
    let named = |word: &str| {
        NAMES.iter().any(|name| name.eq_ignore_ascii_case(word))
            || message.contains('"')
            || message.contains("parameter")
    };
    a.len() == b.len() && a.iter().zip(&b).filter(|(a, b)| a != b).all(|(a, b)| named(a) || named(b))
}
