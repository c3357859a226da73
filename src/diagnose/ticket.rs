//! A finding as Markdown for a ticket.

use super::{Finding, Quality};
use crate::catalog::{Catalog, Rules};
use crate::lang::Lang;

struct Words {
    code: &'static str,
    product: &'static str,
    status: &'static str,
    request_id: &'static str,
    message: &'static str,
    explanation: &'static str,
    documented: &'static str,
    unknown: &'static str,
    page: &'static str,
}

const ZH: Words = Words {
    code: "错误码",
    product: "产品",
    status: "状态码",
    request_id: "请求 ID",
    message: "错误信息",
    explanation: "说明",
    documented: "文档中的信息",
    unknown: "没有收录这个错误码",
    page: "诊断链接",
};

const EN: Words = Words {
    code: "Code",
    product: "Product",
    status: "HTTP status",
    request_id: "Request ID",
    message: "Message",
    explanation: "Meaning",
    documented: "Documented message",
    unknown: "This code is not in the catalogue",
    page: "Troubleshooting link",
};

impl Finding {
    /// The finding as Markdown: code, product, status, request id, message, explanation, and nothing secret.
    pub fn ticket(&self, catalog: &Catalog, lang: Lang) -> String {
        let words = match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        };
        let best = self.matches.first().filter(|m| m.quality <= Quality::WordingDiffers);
        let entry = best.map(|m| catalog.entry(m.entry));
        let mut lines = Vec::new();
        let mut line = |name: &str, value: &str| {
            if !value.is_empty() {
                lines.push(format!("- **{name}**: {value}"));
            }
        };
        line(words.code, &self.code.as_deref().map(verbatim).unwrap_or_default());
        let product =
            self.product.clone().or_else(|| entry.map(|entry| catalog.product(entry.product).id.to_string()));
        line(words.product, &product.unwrap_or_default());
        line(words.status, &self.status.map(|status| status.to_string()).unwrap_or_default());
        line(words.request_id, &self.request_id.as_deref().map(verbatim).unwrap_or_default());
        line(words.message, &self.message.as_deref().map(verbatim).unwrap_or_default());
        match (best, entry) {
            (Some(best), Some(entry)) => {
                if best.quality == Quality::WordingDiffers || !best.params.is_empty() {
                    line(words.documented, &verbatim(&entry.message));
                }
                let explanation = match (lang, &entry.description_en) {
                    (Lang::En, Some(english)) => Some(english.to_string()),
                    (Lang::En, None) => {
                        Rules::embedded().meaning(&entry.code).map(|meaning| meaning.en.to_string())
                    }
                    (Lang::Zh, _) => {
                        catalog.explanation(best.entry).map(|explanation| explanation.zh.to_string())
                    }
                };
                line(words.explanation, &explanation.unwrap_or_default());
            }
            _ => {
                let meaning = self.meaning().map(|meaning| meaning.get(lang).to_owned());
                line(words.explanation, &meaning.unwrap_or_else(|| words.unknown.to_owned()));
            }
        }
        line(words.page, self.url.as_deref().unwrap_or(""));
        lines.push(String::new());
        lines.join("\n")
    }
}

/// As code of one line, whatever it holds.
fn verbatim(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
