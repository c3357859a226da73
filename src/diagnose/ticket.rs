//! A finding as Markdown for a ticket.

use super::finding::{Finding, Match};
use crate::catalog::Catalog;
use crate::catalog::ticket::{Ticket, product_name};
use crate::lang::Lang;

impl Finding {
    /// The finding as Markdown, with the verdict of its best match; no secrets are in it.
    pub fn ticket(&self, catalog: &Catalog, lang: Lang) -> String {
        self.ticket_by(None, catalog, lang)
    }

    /// The same with the verdict of a match of the reader's choice. What was read wins over what is documented.
    pub fn ticket_by(&self, matched: Option<&Match>, catalog: &Catalog, lang: Lang) -> String {
        // The entry of a code that is only similar says nothing about this code.
        let verdict = match matched {
            None => self.verdict(catalog),
            chosen => self.verdict_by(chosen, catalog),
        };
        let matched = matched.or(self.matches.first()).filter(|matched| matched.quality.has_code());
        let mut ticket = match matched {
            Some(matched) => Ticket { has_blanks: false, ..Ticket::of_entry(catalog, matched.entry, lang) },
            None => Ticket::default(),
        };
        // That this program does not know the code is of no use to whoever reads the ticket.
        ticket.explanation = verdict.meaning(lang).map(|said| said.text.to_string()).unwrap_or_default();
        let advice = verdict.advice.as_ref().and_then(|advice| advice.get(lang));
        ticket.advice = advice.unwrap_or_default().to_owned();
        ticket.evidence = self.evidence.told(lang).into_iter().map(|told| (told.name, told.value)).collect();
        ticket.steps = verdict.steps;
        if let Some(code) = &self.code {
            ticket.code.clone_from(code);
        }
        if let Some(product) = &self.product {
            ticket.product = product_name(catalog, product, lang);
        }
        match self.status {
            Some(status) => ticket.status = Some(status),
            None => ticket.status_is_of_entry = true,
        }
        if let Some(message) = &self.message {
            let documented = std::mem::replace(&mut ticket.message, message.clone());
            if documented != *message {
                ticket.documented = documented;
            }
        } else {
            ticket.documented = std::mem::take(&mut ticket.message);
        }
        ticket.request_id = self.request_id.clone().unwrap_or_default();
        ticket.page = self.page(catalog, lang).unwrap_or_default();
        ticket.markdown(lang)
    }
}
