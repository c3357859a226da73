//! What is put on the clipboard for an entry or a finding.

use std::borrow::Cow;

use crate::catalog::ticket::Ticket;
use crate::catalog::{Act, Catalog, EntryId, EntryJson, Step, troubleshoot};
use crate::diagnose::{Finding, Match};
use crate::lang::{Labels, Lang};
use crate::page;
use crate::page::rich::showable;
use crate::text::secrets;

use super::msg::Copied;
use super::state::State;

/// The choices of the copy menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Code,
    Message,
    Explanation,
    Ticket,
    /// Of every finding.
    AllTickets,
    Json,
    Url,
    RequestId,
    /// The first policy of the steps.
    Policy,
    /// The command or the policy of a step, counted from 0.
    Step(usize),
}

/// The steps that have a key in the menu.
pub const STEPS: usize = 4;

impl Form {
    /// In the menu's order.
    pub const ALL: [Form; 9 + STEPS] = [
        Form::Code,
        Form::Message,
        Form::Explanation,
        Form::Ticket,
        Form::AllTickets,
        Form::Json,
        Form::Url,
        Form::RequestId,
        Form::Policy,
        Form::Step(0),
        Form::Step(1),
        Form::Step(2),
        Form::Step(3),
    ];

    pub fn label(self, labels: &Labels) -> Cow<'static, str> {
        let label = match self {
            Form::Code => labels.code,
            Form::Message => labels.message,
            Form::Explanation => labels.meaning,
            Form::Ticket => labels.ticket,
            Form::AllTickets => labels.all_tickets,
            Form::Json => labels.json,
            Form::Url => labels.page,
            Form::RequestId => labels.request_id,
            Form::Policy => labels.policy,
            Form::Step(nth) => return labels.step.replace("{}", &(nth + 1).to_string()).into(),
        };
        label.into()
    }
}

/// What the detail shows, in a form; `None` where it has nothing of the kind. Never a secret.
pub fn text(state: &State, form: Form) -> Option<(Copied, String)> {
    let (what, text) = match (form, state.finding()) {
        (Form::AllTickets, _) => (Copied::AllTickets, all_tickets(state)?),
        (Form::Policy | Form::Step(_), _) => of_steps(&state.steps(), form)?,
        (_, Some((finding, matched))) => of_finding(state, finding, matched, form)?,
        (_, None) => of_entry(&state.catalog, state.shown()?, form, state.lang)?,
    };
    (!text.is_empty()).then(|| (what, secrets::mask(&text).into_owned()))
}

/// So much of a text is told before and after it is copied.
const TOLD: usize = 120;

/// The head of what a form would copy, on one line.
pub fn preview(state: &State, form: Form, text: &str) -> String {
    // An object begins with names in both languages, which tell least of it.
    if form == Form::Json
        && let Some(entry) = state.shown().map(|id| state.catalog.entry(id))
    {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let (product, code) = (quoted(entry.product().id()), quoted(entry.code()));
        return showable(&format!("{{\"product\":{product},\"code\":{code},…}}"));
    }
    let words = text.split_whitespace().take(TOLD).collect::<Vec<_>>().join(" ");
    showable(&words[..words.floor_char_boundary(TOLD * 4)])
}

fn all_tickets(state: &State) -> Option<String> {
    let diagnosis = state.diagnosis.as_ref().filter(|diagnosis| diagnosis.findings().len() > 1)?;
    let ticket = |(nth, finding): (usize, &Finding)| {
        finding.ticket_by(diagnosis.matched(nth), &state.catalog, state.lang)
    };
    Some(diagnosis.findings().iter().enumerate().map(ticket).collect::<Vec<_>>().join("\n"))
}

fn of_steps(steps: &[Step], form: Form) -> Option<(Copied, String)> {
    let policy = |step: &Step| match &step.act {
        Some(Act::Policy(policy)) => Some(policy.to_json()),
        _ => None,
    };
    match form {
        Form::Policy => steps.iter().find_map(policy).map(|json| (Copied::Policy, json)),
        Form::Step(nth) => match &steps.get(nth)?.act {
            Some(Act::Run(command)) => Some((Copied::Step(nth), command.to_string())),
            _ => policy(&steps[nth]).map(|json| (Copied::Policy, json)),
        },
        _ => None,
    }
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
        Form::Explanation => page::meaning_of(&state.catalog, finding, matched, state.lang)
            .map(|text| (Copied::Explanation, text)),
        Form::Ticket => Some((Copied::Ticket, finding.ticket_by(matched, &state.catalog, state.lang))),
        Form::Url => finding.page(&state.catalog, state.lang).map(|url| (Copied::Url, url)),
        Form::RequestId => return finding.request_id.clone().map(|id| (Copied::RequestId, id)),
        _ => None,
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
        Form::AllTickets | Form::RequestId | Form::Policy | Form::Step(_) => return None,
    })
}
