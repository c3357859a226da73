//! A tree of metadata with invented products.

use super::server::{Reply, Request};

/// A product of the list; its errors are made from its name.
pub fn item(code: &str, language: &str) -> String {
    let name = if language == "ZH_CN" { format!("{code}产品") } else { format!("{code} Product") };
    format!(
        r#"{{"code": "{code}", "name": "{name}", "shortName": "", "versions": ["2019-09-09", "2020-02-02"],
            "defaultVersion": "2020-02-02"}}"#
    )
}

pub fn list(codes: &[&str], language: &str) -> String {
    let items: Vec<String> = codes.iter().map(|code| item(code, language)).collect();
    format!("[{}]", items.join(", "))
}

/// Metadata with two errors: one of two APIs, and one of the common list of newer files.
pub fn api_docs(code: &str, version: &str, language: &str) -> String {
    let told = if language == "ZH_CN" { "没有找到。" } else { "It was not found." };
    format!(
        r#"{{"version": "1.0", "info": {{"style": "RPC", "product": "{code}", "version": "{version}"}},
  "apis": {{
    "Get{code}": {{"errorCodes": {{"404": [
      {{"errorCode": "{code}.NotFound", "errorMessage": "The {code} is not there.", "description": "{told}"}}]}}}},
    "Put{code}": {{"errorCodes": {{"404": [
      {{"errorCode": "{code}.NotFound", "errorMessage": "The {code} is not there."}}]}}}}}},
  "endpoints": [{{"regionId": "a", "endpoint": "{code}.a.example.com"}}],
  "errorCodes": [{{"code": "{code}.Of{version}", "message": "It is of {version}.", "http_code": 409}}]}}"#
    )
}

/// The product, the version and the language that a request is about; no product for the list of all.
pub fn asked(request: &Request) -> (Option<&str>, &str, &str) {
    let (path, language) = request.target.split_once("?language=").expect("a language");
    let path = path.split_once("/meta/v1/").expect("a path of the tree").1;
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["products.json"] => (None, "", language),
        ["products", product, "versions", version, "api-docs.json"] => (Some(product), version, language),
        _ => panic!("no such document: {path}"),
    }
}

/// The reply of a server without faults.
pub fn answer(codes: &[&str], request: &Request) -> Reply {
    match asked(request) {
        (None, _, language) => Reply::Text(list(codes, language)),
        (Some(product), version, language) => Reply::Text(api_docs(product, version, language)),
    }
}
