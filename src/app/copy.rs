//! What is put on the clipboard for an entry or a finding.

use crate::catalog::ticket::Ticket;
use crate::catalog::{Catalog, EntryId, EntryJson, troubleshoot};
use crate::diagnose::{Finding, Match};
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
    let (what, text) = match state.finding() {
        Some((finding, matched)) => of_finding(state, finding, matched, form)?,
        None => of_entry(&state.catalog, state.shown()?, form, state.lang)?,
    };
    (!text.is_empty()).then(|| (what, secrets::mask(&text).into_owned()))
}

/// What was read is copied where a text gave it, what is documented otherwise.
fn of_finding(
    state: &State,
    finding: &Finding,
    matched: Option<&Match>,
    form: Form,
) -> Option<(Copied, String)> {
    let read = match form {
        Form::Code => finding.code.clone().map(|code| (Copied::Code(code.clone()), code)),
        Form::Message => finding.message.clone().map(|message| (Copied::Message, message)),
        Form::Ticket => Some((Copied::Ticket, finding.ticket_by(matched, &state.catalog, state.lang))),
        Form::Url => finding.page(&state.catalog, state.lang).map(|url| (Copied::Url, url)),
        Form::Explanation | Form::Json => None,
    };
    read.or_else(|| of_entry(&state.catalog, matched?.entry, form, state.lang))
}

fn of_entry(catalog: &Catalog, id: EntryId, form: Form, lang: Lang) -> Option<(Copied, String)> {
    let entry = catalog.entry(id);
    Some(match form {
        Form::Code => (Copied::Code(entry.code().to_owned()), entry.code().to_owned()),
        Form::Message => (Copied::Message, entry.message()?.to_owned()),
        Form::Explanation => (Copied::Explanation, entry.explanation(lang)?.text.into_owned()),
        Form::Ticket => (Copied::Ticket, Ticket::of_entry(catalog, id, lang).markdown(lang)),
        Form::Json => (Copied::Json, serde_json::to_string_pretty(&EntryJson::new(entry)).ok()?),
        Form::Url => (Copied::Url, troubleshoot(lang, entry.code(), Some(entry.product()), None)?),
    })
}
