//! What is put on the clipboard for an entry or a finding.

use crate::catalog::{Catalog, EntryId, EntryJson, troubleshoot};
use crate::diagnose::Finding;
use crate::lang::{Labels, Lang};
use crate::text::secrets;

use super::msg::Copied;
use super::state::State;

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

/// What the detail shows, in a form; `None` where it has nothing of the kind. Never a secret.
pub fn text(state: &State, form: Form) -> Option<(Copied, String)> {
    let entry = state.shown();
    let (what, text) = match state.finding() {
        Some((finding, _)) => of_finding(state, finding, entry, form)?,
        None => of_entry(&state.catalog, entry?, form, state.lang)?,
    };
    (!text.is_empty()).then(|| (what, secrets::mask(&text).into_owned()))
}

/// What was read is copied where a text gave it, what is documented otherwise.
fn of_finding(
    state: &State,
    finding: &Finding,
    entry: Option<EntryId>,
    form: Form,
) -> Option<(Copied, String)> {
    let read = match form {
        Form::Code => finding.code.clone().map(|code| (Copied::Code(code.clone()), code)),
        Form::Message => finding.message.clone().map(|message| (Copied::Message, message)),
        Form::Ticket => Some((Copied::Ticket, finding.ticket(&state.catalog, state.lang))),
        Form::Url => finding.url.clone().map(|url| (Copied::Url, url)),
        Form::Explanation | Form::Json => None,
    };
    read.or_else(|| of_entry(&state.catalog, entry?, form, state.lang))
}

fn of_entry(catalog: &Catalog, id: EntryId, form: Form, lang: Lang) -> Option<(Copied, String)> {
    let entry = catalog.entry(id);
    Some(match form {
        Form::Code => (Copied::Code(entry.code.to_string()), entry.code.to_string()),
        Form::Message => (Copied::Message, entry.message.to_string()),
        Form::Explanation => (Copied::Explanation, catalog.explanation(id)?.zh.to_string()),
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
