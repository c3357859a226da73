//! An error as Markdown for a ticket or a chat: one template and one set of words, whatever the error was found by.

use super::{Catalog, EntryId, HttpStatus, Rules, troubleshoot};
use crate::lang::Lang;

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

struct Words {
    code: &'static str,
    product: &'static str,
    status: &'static str,
    as_documented: &'static str,
    request_id: &'static str,
    message: &'static str,
    documented: &'static str,
    explanation: &'static str,
    advice: &'static str,
    page: &'static str,
    unknown: &'static str,
    colon: &'static str,
}

const ZH: Words = Words {
    code: "错误码",
    product: "产品",
    status: "状态码",
    as_documented: "（原文未给出，取自文档）",
    request_id: "请求 ID",
    message: "消息",
    documented: "文档中的消息",
    explanation: "说明",
    advice: "建议",
    page: "诊断",
    unknown: "没有收录这个错误码",
    colon: "：",
};

const EN: Words = Words {
    code: "Code",
    product: "Product",
    status: "Status",
    as_documented: " (as documented: the error told none)",
    request_id: "Request ID",
    message: "Message",
    documented: "Documented message",
    explanation: "Meaning",
    advice: "Advice",
    page: "Link",
    unknown: "This code is not in the catalogue",
    colon: ": ",
};

impl Words {
    fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }
}

impl Ticket {
    /// All that the catalogue tells of an entry.
    pub fn of_entry(catalog: &Catalog, id: EntryId, lang: Lang) -> Self {
        let entry = catalog.entry(id);
        let product = catalog.product(entry.product);
        let advice = catalog.family(id).and_then(|family| family.advice.as_ref());
        Self {
            code: entry.code.to_string(),
            product: product_name(catalog, &product.id, lang),
            status: entry.status,
            message: entry.message.to_string(),
            explanation: explanation(catalog, id, lang).unwrap_or_default(),
            advice: advice.map(|advice| advice.get(lang).to_owned()).unwrap_or_default(),
            page: troubleshoot(&entry.code, Some(product), None).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What is said of a code that no entry explains.
    pub fn unknown(lang: Lang) -> String {
        Words::of(lang).unknown.to_owned()
    }

    /// As a list, a line for each fact.
    pub fn markdown(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        let note = if self.status_is_documented { words.as_documented } else { "" };
        let status = self.status.map(|status| format!("{status}{note}")).unwrap_or_default();
        let facts = [
            (words.code, verbatim(&self.code)),
            (words.product, on_one_line(&self.product)),
            (words.status, status),
            (words.request_id, verbatim(&self.request_id)),
            (words.message, verbatim(&self.message)),
            (words.documented, verbatim(&self.documented)),
            (words.explanation, on_one_line(&self.explanation)),
            (words.advice, on_one_line(&self.advice)),
            (words.page, on_one_line(&self.page)),
        ];
        let told = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
        told.map(|(name, fact)| format!("- {name}{}{fact}\n", words.colon)).collect()
    }
}

/// A product by name and id, by what was read alone where no catalogue has it.
pub fn product_name(catalog: &Catalog, id: &str, lang: Lang) -> String {
    match catalog.find_product(id).map(|product| catalog.product(product)) {
        Some(product) => format!("{} ({})", product.name.get(lang), product.id),
        None => id.to_owned(),
    }
}

/// In the ticket's language where anything is, for its reader may know no other.
fn explanation(catalog: &Catalog, id: EntryId, lang: Lang) -> Option<String> {
    let entry = catalog.entry(id);
    let chinese = || catalog.explanation(id).map(|explanation| explanation.zh.to_string());
    let by_rule = || Rules::embedded().meaning(&entry.code).map(|meaning| meaning.en.to_string());
    match lang {
        Lang::Zh => chinese(),
        Lang::En => {
            let described = entry.description_en.as_ref().map(|description| description.to_string());
            described.or_else(by_rule).or_else(chinese)
        }
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
