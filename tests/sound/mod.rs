//! What must hold for the findings of any text, however damaged it is.

use alierr::diagnose::Finding;

/// Panics if a finding is empty, is on no line of the text, or has pieces that do not add up to its message.
pub fn are_sound(text: &str, findings: &[Finding]) {
    let lines = text.split(['\n', '\r']).count();
    for finding in findings {
        let told = finding.code.as_deref().or(finding.message.as_deref());
        assert!(told.is_some_and(|told| !told.trim().is_empty()), "nothing is told in {text:?}");
        assert!((1..=lines).contains(&finding.line), "line {} of {lines} in {text:?}", finding.line);
        assert!(finding.count > 0, "{text:?}");
        for found in &finding.matches {
            let joined: String = found.pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(joined, finding.message.as_deref().unwrap_or_default(), "{text:?}");
        }
    }
}
