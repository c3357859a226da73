//! Prints findings as annotations of GitHub Actions, which shows them at the source lines that they are about.
//!
//! The commands and their escapes: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::io::{self, Write};

use crate::catalog::Catalog;
use crate::cli::texts::Text;
use crate::diagnose::Finding;
use crate::lang::Lang;
use crate::text::sanitize;

/// Writes an annotation command for each finding.
pub fn write(out: &mut impl Write, catalog: &Catalog, texts: &[Text], lang: Lang) -> io::Result<()> {
    for text in texts {
        for finding in &text.diagnosis.findings {
            let place = text.places.of(finding.line);
            let mut properties = Vec::new();
            if let Some(place) = place {
                properties.push(format!("file={}", property(&place.file)));
                properties.push(format!("line={}", place.line));
            }
            properties.extend(title(finding).map(|title| format!("title={}", property(&title))));
            let blank = if properties.is_empty() { "" } else { " " };
            let said = data(&said(catalog, finding, lang));
            writeln!(out, "::error{blank}{}::{said}", properties.join(","))?;
        }
    }
    Ok(())
}

/// `InvalidVpcId.NotFound (404)`
fn title(finding: &Finding) -> Option<String> {
    let code = finding.code.as_ref()?;
    Some(finding.status.map_or_else(|| code.clone(), |status| format!("{code} ({status})")))
}

/// What was read, what it means, what to do, and the page with more.
fn said(catalog: &Catalog, finding: &Finding, lang: Lang) -> String {
    let verdict = finding.verdict(catalog);
    let meaning = verdict.meaning(lang).map(|said| said.text.to_string());
    let advice = verdict.advice.and_then(|advice| advice.get(lang).map(str::to_owned));
    let id = finding.request_id.as_ref().map(|id| format!("RequestId: {id}"));
    let lines = [finding.message.clone(), meaning, advice, id, finding.page(catalog, lang)];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The text of a command: a line break would end it.
fn data(text: &str) -> String {
    sanitize::lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_command_or_begin_another() {
        assert_eq!(data("50%\n::error::x\u{1b}[m"), "50%25%0A::error::x\u{fffd}[m");
        assert_eq!(property("a,b::c\n%"), "a%2Cb%3A%3Ac%0A%25");
    }
}
