//! The texts that are copied for an entry or a finding, a form each.

use crate::catalog::ticket::Ticket;
use crate::catalog::{Act, Catalog, EntryId, EntryJson, Step, troubleshoot};
use crate::diagnose::{Finding, FindingJson, Match};
use crate::lang::Lang;
use crate::page;
use crate::page::rich::showable;
use crate::text::secrets;

use super::form::{Form, STEPS};
use super::state::State;

/// The text of a form for what the detail shows, and its real form, for a step may be a policy. `None` where there is
/// nothing of that form. It never holds a secret.
pub fn text(state: &State, form: Form) -> Option<(Form, String)> {
    let (form, text) = match (form, state.finding()) {
        (Form::AllTickets, _) => (form, all_tickets(state)?),
        (Form::Policy | Form::Step(_), _) => of_steps(&state.steps(), form)?,
        (_, Some((finding, matched))) => (form, of_finding(state, finding, matched, form)?),
        (_, None) => (form, of_entry(&state.catalog, state.shown()?, form, state.lang)?),
    };
    (!text.is_empty()).then(|| (form, secrets::mask(&text).into_owned()))
}

/// Whether there are steps that can be copied by their number.
pub(super) fn has_steps(state: &State) -> bool {
    (0..STEPS).any(|nth| text(state, Form::Step(nth)).is_some())
}

/// How many words of a text the menu and the notice show; the bytes are limited to four times as many.
const TOLD: usize = 120;

/// The head of what a form would copy, on one line.
pub fn preview(state: &State, form: Form, text: &str) -> String {
    // The first fields of the JSON are the product's names, so the preview begins with the code.
    if form == Form::Json
        && state.finding().is_none()
        && let Some(entry) = state.shown().map(|id| state.catalog.entry(id))
    {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let (product, code) = (quoted(entry.product().id()), quoted(entry.code()));
        return showable(&format!("{{\"product\":{product},\"code\":{code},…}}"));
    }
    // The first of the tickets looks like the ticket of one error.
    if let (Form::AllTickets, Some(diagnosis)) = (form, &state.diagnosis) {
        let labels = state.labels();
        let findings = diagnosis.findings();
        let codes = findings.iter().map(|finding| finding.code.as_deref().unwrap_or(labels.without_code));
        let codes = codes.take(TOLD).collect::<Vec<_>>().join(labels.enumeration);
        return showable(&format!("{}{}{codes}", (labels.errors_in)(findings.len(), 0), labels.colon));
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

fn of_steps(steps: &[Step], form: Form) -> Option<(Form, String)> {
    let policy = |step: &Step| match &step.act {
        Some(Act::Policy(policy)) => Some((Form::Policy, policy.to_json())),
        _ => None,
    };
    match form {
        Form::Policy => steps.iter().find_map(policy),
        Form::Step(nth) => match &steps.get(nth)?.act {
            Some(Act::Run(command)) => Some((form, command.to_string())),
            _ => policy(&steps[nth]),
        },
        _ => None,
    }
}

/// The text of a form for a finding: what was read, else what is documented.
fn of_finding(state: &State, finding: &Finding, matched: Option<&Match>, form: Form) -> Option<String> {
    let read = match form {
        Form::Code => finding.code.clone(),
        Form::Message => finding.message.clone(),
        Form::Explanation => page::meaning_of(&state.catalog, finding, matched, state.lang),
        Form::Ticket => Some(finding.ticket_by(matched, &state.catalog, state.lang)),
        Form::Url => finding.page(&state.catalog, state.lang),
        Form::Json => {
            return serde_json::to_string_pretty(&FindingJson::new(&state.catalog, finding, None)).ok();
        }
        Form::RequestId => return finding.request_id.clone(),
        _ => None,
    };
    read.or_else(|| of_entry(&state.catalog, matched?.entry, form, state.lang))
}

fn of_entry(catalog: &Catalog, id: EntryId, form: Form, lang: Lang) -> Option<String> {
    let entry = catalog.entry(id);
    match form {
        Form::Code => Some(entry.code().to_owned()),
        Form::Message => entry.message().map(str::to_owned),
        Form::Explanation => Some(entry.explanation(lang)?.text.into_owned()),
        Form::Ticket => Some(Ticket::of_entry(catalog, id, lang).markdown(lang)),
        Form::Json => serde_json::to_string_pretty(&EntryJson::new(entry)).ok(),
        Form::Url => troubleshoot(lang, entry.code(), Some(entry.product()), None),
        Form::AllTickets | Form::RequestId | Form::Policy | Form::Step(_) => None,
    }
}
