//! The official troubleshooting page.

use super::Product;

/// The page of Alibaba Cloud's own diagnosis for a code, and a request where its id is known.
///
/// `None` for a code of no characters: the page needs something to look up.
pub fn troubleshoot(code: &str, product: Option<&Product>, request_id: Option<&str>) -> Option<String> {
    troubleshoot_id(code, product.map(|p| &*p.id), request_id)
}

/// As [`troubleshoot`], for a product of which only the id is known.
pub fn troubleshoot_id(code: &str, product_id: Option<&str>, request_id: Option<&str>) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    let mut url = format!("https://api.aliyun.com/troubleshoot?q={}", encode(code));
    for (key, value) in [("product", product_id), ("requestId", request_id)] {
        if let Some(value) = value {
            url.push_str(&format!("&{key}={}", encode(value)));
        }
    }
    Some(url)
}

/// Percent-encodes all but RFC 3986's unreserved characters.
fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut url, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => url.push(byte as char),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
        url
    })
}
