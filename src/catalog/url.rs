//! The official troubleshooting page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::product::Product;
use crate::lang::Lang;

/// The host: the Chinese site for Chinese readers, else the international one.
fn host(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "api.aliyun.com",
        Lang::En => "api.alibabacloud.com",
    }
}

/// The page of Alibaba Cloud's own diagnosis for a code, and a request where its id is known.
///
/// `None` for a code of no characters, for one with a placeholder in it, and for errors of the SDKs: there is no page.
pub fn troubleshoot(
    lang: Lang,
    code: &str,
    product: Option<Product>,
    request_id: Option<&str>,
) -> Option<String> {
    match product {
        Some(product) if product.is_any() => {
            let sdk = product.id().eq_ignore_ascii_case("SDK");
            (!sdk).then(|| troubleshoot_id(lang, code, None, request_id))?
        }
        product => troubleshoot_id(lang, code, product.map(Product::id), request_id),
    }
}

/// As [`troubleshoot`], for a product of which only the id is known.
pub fn troubleshoot_id(
    lang: Lang,
    code: &str,
    product_id: Option<&str>,
    request_id: Option<&str>,
) -> Option<String> {
    let client_side = code.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("sdk."));
    if code.is_empty() || code.contains('<') || client_side {
        return None;
    }
    let mut url = format!("https://{}/troubleshoot?q={}", host(lang), encode(code));
    for (key, value) in [("product", product_id), ("requestId", request_id)] {
        if let Some(value) = value {
            url.push_str(&format!("&{key}={}", encode(value)));
        }
    }
    Some(url)
}

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as a part of an address.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
