//! Who may not do what, in a sentence of the error's own values.

use super::rich::{Role, showable};
use super::sheet::{Marks, Sheet};
use crate::diagnose::{Denied, Finding};

impl Sheet<'_> {
    /// `The RAM user ops may not call ecs:StopInstance in cn-hangzhou.`; `None` where the error does not tell so much.
    pub(super) fn denial(&self, denied: &Denied, finding: &Finding) -> Option<(String, Marks)> {
        let labels = self.labels();
        let value = |value: &String| format!(" {} ", showable(value));
        let who = match denied.principal_type.as_deref() {
            Some("AssumedRoleUser") => labels.role,
            Some("SubUser") => labels.ram_user,
            _ => labels.caller,
        };
        let parts = [
            (labels.may_not_before, false),
            (who, false),
            (&*denied.principal.as_ref().map(value).unwrap_or_default(), true),
            (labels.may_not, false),
            (&*denied.action.as_ref().map(value)?, true),
            (finding.evidence.region.as_ref().map_or("", |_| labels.in_region), false),
            (&*finding.evidence.region.as_ref().map(value).unwrap_or_default(), true),
            (labels.full_stop, false),
        ];
        let (mut text, mut marks) = (String::new(), Marks::new());
        for (part, is_value) in parts {
            let start = text.len();
            text.push_str(part);
            if is_value && !part.is_empty() {
                marks.push((start..text.len(), Role::Bound));
            }
        }
        Some((text, marks))
    }
}
