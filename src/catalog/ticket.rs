//! An error as Markdown for a ticket or a chat: one template and one set of words, whatever the error was found by.

use super::ids::EntryId;
use super::lookup::Catalog;
use super::source::status::HttpStatus;
use super::url::troubleshoot;
use crate::lang::{Labels, Lang};

/// What a ticket tells; what is not known is left out. No part may hold a secret.
#[derive(Debug, Clone, Default)]
pub struct Ticket {
    pub code: String,
    pub product: String,
    pub status: Option<HttpStatus>,
    /// The status is the documented one: the error itself told none.
    pub status_is_documented: bool,
    pub request_id: String,
    pub message: String,
    /// The documented message, where the one above is another.
    pub documented: String,
    pub explanation: String,
    pub advice: String,
    pub page: String,
}

/// What only tickets say; the rest are the screen's labels.
struct Words {
    status: &'static str,
    as_documented: &'static str,
    request_id: &'static str,
    documented: &'static str,
}

const ZH: Words = Words {
    status: "状态码",
    as_documented: "（原文未给出，取自文档）",
    request_id: "请求 ID",
    documented: "文档中的消息",
};

const EN: Words = Words {
    status: "Status",
    as_documented: " (as documented: the error told none)",
    request_id: "Request ID",
    documented: "Documented message",
};

impl Ticket {
    /// All that the catalogue tells of an entry.
    pub fn of_entry(catalog: &Catalog, id: EntryId, lang: Lang) -> Self {
        let entry = catalog.entry(id);
        let product = entry.product();
        Self {
            code: entry.code().to_owned(),
            product: product_name(catalog, product.id(), lang),
            status: entry.status(),
            message: entry.message().unwrap_or_default().to_owned(),
            explanation: entry.explanation(lang).map(|said| said.text.into_owned()).unwrap_or_default(),
            advice: entry.advice().and_then(|advice| advice.get(lang)).unwrap_or_default().to_owned(),
            page: troubleshoot(lang, entry.code(), Some(product), None).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// As a list, a line for each fact.
    pub fn markdown(&self, lang: Lang) -> String {
        let labels = Labels::of(lang);
        let words = match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        };
        let note = if self.status_is_documented { words.as_documented } else { "" };
        let status = self.status.map(|status| format!("{status}{note}")).unwrap_or_default();
        let facts = [
            (labels.code, verbatim(&self.code)),
            (labels.product, on_one_line(&self.product)),
            (words.status, status),
            (words.request_id, verbatim(&self.request_id)),
            (labels.message, verbatim(&self.message)),
            (words.documented, verbatim(&self.documented)),
            (labels.meaning, on_one_line(&self.explanation)),
            (labels.advice, on_one_line(&self.advice)),
            (labels.page, on_one_line(&self.page)),
        ];
        let told = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
        told.map(|(name, fact)| format!("- {name}{}{fact}\n", labels.colon)).collect()
    }
}

/// A product by name and id, by what was read alone where no catalogue has it.
pub fn product_name(catalog: &Catalog, id: &str, lang: Lang) -> String {
    match catalog.find_product(id).map(|product| catalog.product(product)) {
        Some(product) => format!("{} ({})", product.name(lang), product.id()),
        None => id.to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As code of one line, whatever it holds.
fn verbatim(text: &str) -> String {
    let text = on_one_line(text);
    match text.contains('`') {
        _ if text.is_empty() => text,
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}
