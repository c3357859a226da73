//! An error as Markdown for a ticket or a chat: one template and one set of words for entries and for findings.

use super::ids::EntryId;
use super::lookup::Catalog;
use super::source::status::HttpStatus;
use super::source::step::{Act, Step};
use super::url::troubleshoot;
use crate::lang::{Labels, Lang};

/// What a ticket tells; what is not known is left out. No part may hold a secret.
#[derive(Debug, Clone, Default)]
pub struct Ticket {
    pub code: String,
    pub product: String,
    pub status: Option<HttpStatus>,
    /// Whether the status is the entry's, because the error itself gave none.
    pub status_is_of_entry: bool,
    pub request_id: String,
    pub message: String,
    /// The documented message, where it differs from the error's own.
    pub documented: String,
    pub explanation: String,
    pub advice: String,
    /// What the error itself tells, by name.
    pub evidence: Vec<(&'static str, String)>,
    pub steps: Vec<Step>,
    pub page: String,
    /// Whether it has empty lines for what only the reader knows: when and where it happened, and in which request.
    pub has_blanks: bool,
}

/// The words that only tickets use; the others are the screen's labels.
struct Words {
    status: &'static str,
    of_entry: &'static str,
    request_id: &'static str,
    time: &'static str,
    region: &'static str,
    documented: &'static str,
    steps: &'static str,
}

const ZH: Words = Words {
    status: "状态码",
    of_entry: "（报错未给出，取自条目）",
    request_id: "请求 ID",
    time: "发生时间",
    region: "地域",
    documented: "文档中的消息",
    steps: "处理步骤",
};

const EN: Words = Words {
    status: "Status",
    of_entry: " (the error told none: from the entry)",
    request_id: "Request ID",
    time: "Time",
    region: "Region",
    documented: "Documented message",
    steps: "Steps",
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
            has_blanks: true,
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
        let blanks = [words.time, words.region, words.request_id];
        let note = if self.status_is_of_entry { words.of_entry } else { "" };
        let status = self.status.map(|status| format!("{status}{note}")).unwrap_or_default();
        let mut facts = vec![
            (labels.code, verbatim(&self.code)),
            (labels.product, on_one_line(&self.product)),
            (words.status, status),
            (words.time, String::new()),
            (words.region, String::new()),
            (words.request_id, verbatim(&self.request_id)),
            (labels.message, verbatim(&self.message)),
            (words.documented, verbatim(&self.documented)),
        ];
        facts.extend(self.evidence.iter().map(|(name, value)| (*name, verbatim(value))));
        facts.push((labels.meaning, on_one_line(&self.explanation)));
        facts.push((labels.advice, on_one_line(&self.advice)));
        let line = |(name, fact): (&str, String)| format!("- {name}{}{fact}\n", labels.colon);
        let told = |fact: &(&str, String)| !fact.1.is_empty();
        let to_fill = |name: &str| self.has_blanks && blanks.contains(&name);
        let mut text = String::new();
        for fact in facts.into_iter().filter(|fact| told(fact) || to_fill(fact.0)) {
            text.push_str(line(fact).trim_end());
            text.push('\n');
        }
        if !self.steps.is_empty() {
            text.push_str(&format!("- {}{}\n", words.steps, labels.colon.trim_end()));
        }
        for (number, step) in self.steps.iter().enumerate() {
            push_step(&mut text, number + 1, step, lang);
        }
        text.extend(Some((labels.page, on_one_line(&self.page))).filter(told).map(line));
        text
    }
}

/// A product by name and id; by the id alone where the catalogue does not have it.
pub fn product_name(catalog: &Catalog, id: &str, lang: Lang) -> String {
    match catalog.find_product(id).map(|product| catalog.product(product)) {
        Some(product) => format!("{} ({})", product.name(lang), product.id()),
        None => id.to_owned(),
    }
}

/// A step as an item of an ordered list, with its command, policy, address or example below it.
fn push_step(text: &mut String, number: usize, step: &Step, lang: Lang) {
    let said = on_one_line(step.text.get(lang).unwrap_or_default());
    text.push_str(&format!("  {number}. {said}\n"));
    match &step.act {
        None => {}
        Some(Act::Run(command)) => text.push_str(&format!("     {}\n", verbatim(command))),
        Some(Act::Open(address)) => {
            text.push_str(&format!("     {}\n", on_one_line(address.get(lang).unwrap_or_default())));
        }
        Some(Act::Policy(policy)) => {
            text.push_str("     ```json\n");
            policy.to_json().lines().for_each(|line| text.push_str(&format!("     {line}\n")));
            text.push_str("     ```\n");
        }
        Some(Act::Example { wrong, right }) => {
            text.push_str(&format!("     ✗ {}\n     ✓ {}\n", verbatim(wrong), verbatim(right)));
        }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as inline code, also one that holds a backtick.
fn verbatim(text: &str) -> String {
    let text = on_one_line(text);
    match text.contains('`') {
        _ if text.is_empty() => text,
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}
