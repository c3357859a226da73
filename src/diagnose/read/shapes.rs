//! The shapes in which errors are printed, each a row with a sample. A shape is read by its names or by the form of a
//! line.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::fact::{Fact, Facts, What};
use super::spot::{Found, Line, Spot, spots};
use super::word::{Grounds, IsKnown, Place};
use super::{heads, program, row, table, tools, value};
use crate::diagnose::product::{Hint, Stands};

/// A shape of errors.
#[cfg_attr(not(test), expect(dead_code, reason = "name and sample are the tests'"))]
pub struct Shape {
    pub name: &'static str,
    /// `{C}`, `{M}` and `{R}` stand for code, message and request id. The test puts values there and expects them to
    /// be read, in a paste and in a log.
    pub sample: &'static str,
    /// How strongly it speaks for a word being a code that it stands in the code's place.
    grounds: Grounds,
    /// Strings that a log is searched for to find this shape, besides names, beginnings and ends of codes. The search
    /// looks at the first three bytes of each and stops wherever these fit, so they are some that logs seldom have.
    pub marks: &'static [&'static str],
    read: Read,
}

/// How a shape is read.
enum Read {
    /// By the names in it, wherever they stand.
    Names,
    /// From a whole line.
    Line(fn(&Line, Grounds) -> Option<Found>),
    /// From a word at a place where an error can begin: [`spots`].
    Head(fn(&Line, &Spot, Grounds) -> Option<Found>),
}

const fn names(name: &'static str, sample: &'static str) -> Shape {
    Shape { name, sample, grounds: Grounds::Named, marks: &[], read: Read::Names }
}

const fn line(
    name: &'static str,
    grounds: Grounds,
    marks: &'static [&'static str],
    read: fn(&Line, Grounds) -> Option<Found>,
    sample: &'static str,
) -> Shape {
    Shape { name, sample, grounds, marks, read: Read::Line(read) }
}

const fn head(
    name: &'static str,
    grounds: Grounds,
    marks: &'static [&'static str],
    read: fn(&Line, &Spot, Grounds) -> Option<Found>,
    sample: &'static str,
) -> Shape {
    Shape { name, sample, grounds, marks, read: Read::Head(read) }
}

/// Every shape. Of those that fit a line or a word, the first is taken.
#[rustfmt::skip]
pub const SHAPES: &[Shape] = &[
    names("Go", "SDK.ServerError\nErrorCode: {C}\nRecommend: \nRequestId: {R}\nMessage: {M}"),
    names("Go, Tea", "SDKError:\n   StatusCode: 403\n   Code: {C}\n   Message: code: 403, {M} request id: {R}\n   Data: {\"Code\":\"{C}\"}"),
    names("Go, oldest", "Aliyun API Error: RequestId: {R} Status Code: 403 Code: {C} Message: {M}"),
    names("Go, dumped", "&common.Error{Response:common.Response{RequestId:\"{R}\"}, Code:\"{C}\", Message:\"{M}\"}, StatusCode:403}"),
    names("Go, client", "&errors.ClientError{errorCode:\"{C}\", message:\"{M}\", originError:error(nil)}"),
    names("Go, spew", "(*tea.SDKError)(0xc00){ Code: (*string)(0xc01)((len=24) \"{C}\"), Message: (*string)(0xc02)((len=9) \"{M}\") }"),
    names("Go, printed", "err: &{Code:{C} Message:{M} RequestId:{R} StatusCode:403}"),
    names("Go, OSS", "putObject:oss: service returned error: StatusCode=403, ErrorCode={C}, ErrorMessage=\"{M}\", RequestId={R}"),
    names("JSON", "{\"RequestId\":\"{R}\",\"HostId\":\"slb.aliyuncs.com\",\"Code\":\"{C}\",\"Message\":\"{M}\"}"),
    names("JSON, pretty", "{\n  \"message\": \"{M}\",\n  \"requestid\": \"{R}\",\n  \"code\": \"{C}\"\n}"),
    names("JSON in JSON", "{\"level\":\"error\",\"msg\":\"create: {\\\"Code\\\":\\\"{C}\\\",\\\"Message\\\":\\\"{M}\\\",\\\"RequestId\\\":\\\"{R}\\\"}\"}"),
    names("JSON, typographic quotes", "{“Code”: “{C}”, “Message”: “{M}”, “RequestId”: “{R}”}"),
    names("Python dictionary", "{'Code': '{C}', 'Message': u'{M}', 'RequestId': '{R}', 'status': 403}"),
    names("JavaScript, lists", "code: [ '{C}' ],\nmessage: [ '{M}' ],\nrequestId: [ '{R}' ]"),
    names("XML", "<Error><RequestId>{R}</RequestId><Code>{C}</Code><Message>{M}</Message></Error>"),
    names("XML, escaped", "&lt;Error&gt;&lt;Code&gt;{C}&lt;/Code&gt;&lt;Message&gt;{M}&lt;/Message&gt;&lt;/Error&gt;"),
    names("YAML", "error:\n  code: {C}\n  message: {M}\n  request_id: {R}"),
    names("logfmt", "level=error msg=\"{M}\" error_code={C} request_id={R} http_status=403"),
    names("Ruby", "#<Aliyun::Error code=\"{C}\", message=\"{M}\", request_id=\"{R}\">"),
    names("Rust", "Error { code: Some(\"{C}\"), message: Some(\"{M}\"), request_id: Some(\"{R}\"), status: 403 }"),
    names("PHP", "Array ( [RequestId] => {R} [Code] => {C} [Message] => {M} )"),
    names("brackets", "[StatusCode]: 403, [Code]: {C}, [Message]: {M}, [RequestId]: {R}"),
    names("encoded", "body=%7B%22Code%22%3A%22{C}%22%2C%22RequestId%22%3A%22{R}%22%7D"),
    names("table", "| Error Code | {C} |\n| Message | {M} |"),
    names("PHP, members", "[\"errorCode\":protected]=>\n  string(24) \"{C}\"\n  [\"errorMessage\":\"Some\\Error\":private]=>\n  string(23) \"{M}\""),
    names("YAML, folded", "code: {C}\nmessage: >-\n  {M}\nrequestId: {R}"),
    names("table with a head", "| region | code | message | request id |\n|---|---|---|---|\n| cn-hangzhou | {C} | {M} | {R} |"),
    names("page", "<tr><td>ErrorCode</td><td>{C}</td></tr><tr><td>Message</td><td>{M}</td></tr>"),
    names("Java, service", "{M} (Service: Rds; Status Code: 403; Error Code: {C}; Request ID: {R})"),
    names("Chinese", "错误码：{C}，错误信息：{M}，请求ID：{R}"),
    names("partners", "stdClass Object ( [code] => 11 [sub_code] => isv.OUT_OF_SERVICE [sub_msg] => {M} )"),
    names("troubleshooting page", "https://api.aliyun.com/troubleshoot?q={C}&product=Slb"),
    names("Tea without a code", "com.aliyun.tea.TeaException: code: 403, {M} request id: {R}"),
    names("Python", "aliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 403 Error:{C} {M} RequestID: {R}"),
    Shape {
        marks: &["_text"],
        ..names("speech services", "{'header': {'name': 'TaskFailed', 'code': '{C}', 'status_text': '{M}'}}")
    },
    Shape {
        marks: &["a_inspection_"],
        ..names("models through other packages", "Error code: 400 - {'error': {'code': '{C}', 'message': '{M}', 'type': 'data_inspection_failed'}, 'request_id': '{R}'}")
    },
    line("Function Compute", Grounds::Sdk, &["d with "], tools::function_compute, "FC{C}Error: GET /services/x failed with 403. requestid: {R}, message: {M}"),
    line("request-promise", Grounds::Sdk, &[], tools::request_promise, "StatusCodeError: 403 - \"<?xml version=\\\"1.0\\\"?><Error><Code>{C}</Code><Message>{M}</Message></Error>\""),
    line("AWS SDK for Python", Grounds::Sdk, &[], tools::boto, "put https://a.oss-cn-hangzhou.aliyuncs.com/b: An error occurred ({C}) when calling the PutObject operation: {M}"),
    line("AWS SDK for Go", Grounds::Sdk, &[], tools::api_error, "operation error S3: PutObject, https response error StatusCode: 403, RequestID: {R}, HostID: a.oss-cn-hangzhou.aliyuncs.com, api error {C}: {M}"),
    line("OSS, C++", Grounds::Sdk, &["ClientError:"], tools::named_by_words, "PutObject fail, code {C}, message {M}, requestId:{R}"),
    line("pyodps", Grounds::Sdk, &[], tools::pyodps, "odps.errors.ODPSError: {C}: RequestId: {R} Tag: ODPS Endpoint: http://service.odps.aliyun.com/api"),
    line("OSS, Java's log", Grounds::Sdk, &[], tools::unable, "[Server]Unable to execute HTTP request: {M}\n[ErrorCode]: {C}\n[RequestId]: {R}"),
    line("ROS", Grounds::Sdk, &[], tools::resource, "StatusReason: Resource CREATE failed: ResponseException: resources.Ecs: {M} Code: {C} RequestId: {R}"),
    line("OSS, Ruby", Grounds::Sdk, &["n::OSS::"], tools::ruby, "Aliyun::OSS::ServerError ({M} RequestId: {R}):"),
    line("row", Grounds::Row, &[], row::read, "2024-01-02,web,{C},404,\"{M}\",{R}"),
    line("first word", Grounds::First, &[], heads::first_word, "{C} {M}"),
    line("brackets around a code", Grounds::Bracketed, &["(request id: ", "】"], heads::bracketed, "describe: [{C}] {M} (request id: {R})"),
    line("brackets behind a message", Grounds::Bracketed, &[], heads::parenthesised, "Failed to create it. {M} ({C}) Request ID: {R}"),
    head("Node", Grounds::Sdk, &["Error:"], heads::node, "{C}Error: code: 403, {M} request id: {R}"),
    head("Node, code as it is", Grounds::Sdk, &[], heads::node, "[Error: {C}: code: 403, {M} request id: {R}]"),
    head("Node, older", Grounds::Sdk, &["URL: http"], heads::node_older, "Error [{C}Error]: {M}, URL: https://cs.aliyuncs.com/?a=b"),
    head("message of a class", Grounds::Sdk, &["AliError:"], heads::class_message, "AliError: {M}, request id: {R}"),
    head("Java, message alone", Grounds::Sdk, &["Exception: "], heads::class_message, "com.aliyun.openservices.log.exception.LogException: {M}"),
    head("Java, fields below", Grounds::Sdk, &[], heads::above_fields, "com.aliyun.oss.OSSException: {M}\n[ErrorCode]: {C}\n[RequestId]: {R}\n[HostId]: a.aliyuncs.com"),
    head("Java", Grounds::Sdk, &["Exception: "], heads::sdk_exception, "com.aliyuncs.exceptions.ClientException: {C} : {M}\nRequestId : {R}"),
    head(".NET", Grounds::Sdk, &[], heads::sdk_exception, "Aliyun.Acs.Core.Exceptions.ClientException: {C} : {M} + [ RequestId : {R} ]"),
    head("exception", Grounds::Exception, &[], heads::exception, "fault.Exception: {C}: {M}"),
    head("answer", Grounds::Answer, &["Id: "], heads::answer, "{C}: {M} RequestId: {R} GET \"https://x.aliyuncs.com/?a=b\" 403"),
    head("head", Grounds::LineHead, &[], heads::head, "create failed: {C}: {M}"),
    head("word before a sentence", Grounds::InText, &[], heads::sentence, "{C} {M}"),
    head("alone", Grounds::Alone, &[], heads::alone, "{C}"),
    line("in a text", Grounds::InText, &[], heads::in_text, "one more: it ends in {C}, what now"),
];

/// Longer lines are read by their names only.
const LONGEST: usize = 16 * 1024;

/// Adds the facts that the forms of lines show. `begins` says whether a line begins a record.
pub fn read(text: &str, begins: &dyn Fn(usize) -> bool, place: Place, known: IsKnown, facts: &mut Facts) {
    let mut at = 0;
    let interface = program::is_interface(text);
    // Subjects of commits mention codes in sentences, but real output may follow them.
    let least = if program::has_history(text) { Grounds::LineHead } else { Grounds::InText };
    let first = text.lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let mut tables = table::Tables::default();
    let (mut quoting, mut map, mut listing, mut checking) = (HashSet::new(), false, false, false);
    for (number, line) in text.split('\n').enumerate() {
        let next = at + line.len() + 1;
        map = program::opens_map(line) || map && line.trim() != "}";
        listing =
            listing && line.contains('|') || table::explains_codes(line, text.get(next..).unwrap_or(""));
        if let Some(found) = tables.row(number, line) {
            add(text, facts, number, at, Grounds::Named, found);
            at = next;
            continue;
        }
        // PowerShell's `+ CategoryInfo : …` speaks of the command.
        if line.len() >= 3 && line.len() < LONGEST && !line.starts_with("+ ") {
            let below = text.get(next..).unwrap_or("");
            let first = number == first && place == Place::Paste;
            let line = Line { text: line, below, begins: first || begins(number), place, known };
            // Source code mentions codes; only stronger grounds makes a line of it an error.
            let quiet = LazyCell::new(|| interface || map || listing || program::is_line(line.text));
            checking |= program::opens_check(line.text);
            if checking || program::quotes_names(line.text) {
                quoting.insert(number);
            }
            checking &= !program::ends(line.text);
            for (grounds, found) in of_line(&line) {
                if grounds < least || grounds < Grounds::Answer && *quiet {
                    continue;
                }
                add(text, facts, number, at, grounds, found);
            }
        }
        at = next;
    }
    // What the names in a head seem to announce is the next name.
    facts.facts.retain(|fact| !tables.heads.contains(&fact.line) && !quoting.contains(&fact.line));
}

/// What is read from a line, and on what grounds.
fn of_line(line: &Line) -> Vec<(Grounds, Found)> {
    let mut found = Vec::new();
    for shape in SHAPES {
        if let Read::Line(read) = shape.read
            && let Some(told) = read(line, shape.grounds)
        {
            let whole = shape.grounds != Grounds::InText || found.is_empty();
            found.extend(whole.then_some((shape.grounds, told)));
            break;
        }
    }
    if found.first().is_none_or(|(grounds, _)| *grounds == Grounds::InText) {
        found.extend(spots(line).find_map(|spot| of_spot(line, &spot)));
    }
    found
}

fn of_spot(line: &Line, spot: &Spot) -> Option<(Grounds, Found)> {
    SHAPES.iter().find_map(|shape| match shape.read {
        Read::Head(read) => read(line, spot, shape.grounds).map(|found| (shape.grounds, found)),
        _ => None,
    })
}

fn add(text: &str, facts: &mut Facts, line: usize, at: usize, grounds: Grounds, found: Found) {
    if let Some(product) = found.product {
        let product = product.to_owned();
        facts.hints.push(Hint { product, at, rank: 2, named: true, stands: Stands::Anywhere });
    }
    let unit = facts.facts.len().max(1);
    let mut push = |what, grounds, from, start, end, cut| {
        let scope = facts.scope_at(start);
        facts.facts.push(Fact { what, grounds, unit, at: from, start, end, scope, line, cut });
    };
    let quote = found.parts.first().and_then(|(_, place)| text[..at + place.start].chars().next_back());
    for (what, place) in found.parts {
        let (start, end) = (at + place.start, at + place.end);
        push(what, grounds, start, start, end, end >= text.trim_end().len());
    }
    if let Some(message) = found.message {
        let mut read = value::read(text, at + message, b':');
        read.text.truncate(read.text.find("</").unwrap_or(read.text.len()));
        // A quotation that begins with the code ends with its message.
        let closing = quote.and_then(value::closing).and_then(|closing| read.text.rfind(closing));
        let closing = closing.filter(|&at| read.text[at..].split_whitespace().count() < 3);
        read.text.truncate(closing.unwrap_or(read.text.len()));
        if read.text.chars().any(char::is_alphabetic) {
            push(What::Message(read.text), grounds, at + message, read.start, read.end, read.cut);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::catalog::Catalog;
    use crate::diagnose::{Engine, Finding};

    const CODE: &str = "OperationDenied.LockMode";
    const MESSAGE: &str = "The instance is locked.";
    const ID: &str = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";

    fn told(found: &[Finding]) -> Vec<(Option<&str>, Option<&str>, Option<&str>)> {
        found.iter().map(|f| (f.code.as_deref(), f.message.as_deref(), f.request_id.as_deref())).collect()
    }

    #[test]
    fn every_sample_is_read_as_a_paste_and_in_a_log() {
        let engine = Engine::new(Arc::new(Catalog::embedded()));
        let other = "2024-01-02 03:04:05 INFO handled /items status=200 code=0\n".repeat(800);
        let mut faults = Vec::new();
        for Shape { name, sample, .. } in SHAPES {
            let text = sample.replace("{C}", CODE).replace("{M}", MESSAGE).replace("{R}", ID);
            let has = |sign: &str| sample.contains(sign);
            let code =
                if has("isv.") { Some("isv.OUT_OF_SERVICE") } else { Some(CODE).filter(|_| has("{C}")) };
            let wanted = [(code, Some(MESSAGE).filter(|_| has("{M}")), Some(ID).filter(|_| has("{R}")))];
            let prefix = "2024-01-02 03:04:05 ERROR ";
            let first = format!("{other}{prefix}{text}\n{other}");
            let each: String = text.lines().map(|line| format!("{prefix}{line}\n")).collect();
            let texts = [text, each.clone(), first, format!("{other}{each}{other}")];
            for (kind, text) in ["paste", "small log", "log", "log, each line"].into_iter().zip(texts) {
                let found = engine.diagnose(&text).findings;
                if told(&found) != wanted {
                    faults.push(format!("{name}, {kind}: {:?}", told(&found)));
                }
            }
        }
        assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
    }
}
