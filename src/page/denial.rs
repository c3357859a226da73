//! A denied permission as a sentence: who may not do what, with the error's own values.

use super::marked::filled;
use super::sheet::{Marks, Sheet};
use crate::diagnose::{Denied, Finding};

impl Sheet<'_> {
    /// `The RAM user ops may not call ecs:StopInstance in cn-hangzhou`; `None` where the error does not give enough.
    pub(super) fn denial(&self, denied: &Denied, finding: &Finding) -> Option<(String, Marks)> {
        let labels = self.labels();
        let who = match (&denied.principal, denied.principal_type.as_deref()) {
            (Some(_), Some("AssumedRoleUser")) => format!("{}{{principal}}", labels.ram_role),
            (Some(_), Some("SubUser")) => format!("{}{{principal}}", labels.ram_user),
            _ => labels.caller.to_owned(),
        };
        let region = &finding.evidence.region;
        let what = if region.is_some() { labels.may_not_in } else { labels.may_not };
        let action = Some(denied.action.clone()?);
        let values = [("principal", &denied.principal), ("action", &action), ("region", region)];
        let values = values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
        Some(filled(&format!("{who}{what}"), &values.collect::<Vec<_>>()))
    }
}
