//! The forms in which what is shown can be copied.

use std::borrow::Cow;

use crate::lang::Labels;

/// A form: an item of the copy menu, and what an effect or a message says was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    Code,
    Message,
    Explanation,
    Ticket,
    /// A ticket of every finding.
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
