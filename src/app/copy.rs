//! What is put on the clipboard for an entry.

use crate::catalog::{Catalog, EntryId, EntryJson, troubleshoot};
use crate::lang::{Labels, Lang};

use super::msg::Copied;

/// The choices of the “copy as” menu, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Code,
    Message,
    Explanation,
    Ticket,
    Json,
    Url,
}

impl Form {
    pub const ALL: [Form; 6] =
        [Form::Code, Form::Message, Form::Explanation, Form::Ticket, Form::Json, Form::Url];

    pub fn label(self, labels: &Labels) -> &'static str {
        match self {
            Form::Code => labels.code,
            Form::Message => labels.message,
            Form::Explanation => labels.explanation,
            Form::Ticket => labels.ticket,
            Form::Json => labels.json,
            Form::Url => labels.url,
        }
    }
}

/// The text of an entry in a form; `None` where the entry has nothing of the kind.
pub fn text(catalog: &Catalog, id: EntryId, form: Form, lang: Lang) -> Option<(Copied, String)> {
    let entry = catalog.entry(id);
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some(match form {
        Form::Code => (Copied::Code(entry.code.to_string()), filled(&entry.code)?),
        Form::Message => (Copied::Message, filled(&entry.message)?),
        Form::Explanation => (Copied::Explanation, filled(&catalog.explanation(id)?.zh)?),
        Form::Ticket => (Copied::Ticket, ticket(catalog, id, lang)),
        Form::Json => (Copied::Json, serde_json::to_string_pretty(&EntryJson::new(catalog, id)).ok()?),
        Form::Url => (Copied::Url, troubleshoot(&entry.code, Some(catalog.product(entry.product)), None)?),
    })
}

/// An entry as a list in Markdown, for a ticket or a chat.
fn ticket(catalog: &Catalog, id: EntryId, lang: Lang) -> String {
    let labels = Labels::of(lang);
    let entry = catalog.entry(id);
    let product = catalog.product(entry.product);
    let mut lines = vec![
        (labels.code, format!("`{}`", entry.code)),
        (labels.product, format!("{} ({})", product.name.get(lang), product.id)),
    ];
    lines.extend(entry.status.map(|status| (labels.status, status.to_string())));
    lines.push((labels.message, entry.message.to_string()));
    lines.extend(catalog.explanation(id).map(|e| (labels.meaning, e.zh.to_string())));
    let advice = catalog.family(id).and_then(|family| family.advice.as_ref());
    lines.extend(advice.map(|advice| (labels.advice, advice.get(lang).to_owned())));
    lines.extend(troubleshoot(&entry.code, Some(product), None).map(|url| (labels.page, url)));
    let line =
        |(label, text): (&str, String)| format!("- {label}{}{}\n", labels.colon, text.replace('\n', " "));
    lines.into_iter().map(line).collect()
}
