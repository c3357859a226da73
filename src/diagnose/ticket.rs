//! A finding as Markdown for a ticket.

use super::finding::{Finding, Match, Quality};
use crate::catalog::Catalog;
use crate::catalog::ticket::{Ticket, product_name};
use crate::lang::{Labels, Lang};

impl Finding {
    /// The finding as Markdown, judged by its best match; nothing secret is in it.
    pub fn ticket(&self, catalog: &Catalog, lang: Lang) -> String {
        self.ticket_by(self.matches.first(), catalog, lang)
    }

    /// The same judged by a match of the reader's choice. What was read goes before what is documented.
    pub fn ticket_by(&self, matched: Option<&Match>, catalog: &Catalog, lang: Lang) -> String {
        // A code that is only similar explains nothing of this one.
        let matched = matched.filter(|matched| matched.quality <= Quality::WordingDiffers);
        let mut ticket = match matched {
            Some(matched) => Ticket::of_entry(catalog, matched.entry, lang),
            None => self.unexplained(lang),
        };
        if let Some(code) = &self.code {
            ticket.code.clone_from(code);
        }
        if let Some(product) = &self.product {
            ticket.product = product_name(catalog, product, lang);
        }
        match self.status {
            Some(status) => ticket.status = Some(status),
            None => ticket.status_is_documented = true,
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
        if let Some(url) = &self.url {
            ticket.page.clone_from(url);
        }
        ticket.markdown(lang)
    }

    /// What the grammar of the code tells where no entry explains it.
    fn unexplained(&self, lang: Lang) -> Ticket {
        let meaning = self.meaning().map(|meaning| meaning.get(lang).to_owned());
        let advice = self.derived().advice.and_then(|advice| advice.get(lang));
        Ticket {
            explanation: meaning.unwrap_or_else(|| Labels::of(lang).unknown.0.to_owned()),
            advice: advice.unwrap_or_default().to_owned(),
            ..Ticket::default()
        }
    }
}
