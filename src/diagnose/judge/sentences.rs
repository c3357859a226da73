//! Sentences that services are known for. People paste them without the code, and no document that is embedded has them.

use std::ops::Range;

/// What tells a sentence of a service from others.
struct Sentence {
    /// Some words of it, in their order and in lower case.
    words: &'static [&'static str],
    /// The code that it comes with.
    code: &'static str,
}

const fn said(words: &'static [&'static str], code: &'static str) -> Sentence {
    Sentence { words, code }
}

#[rustfmt::skip]
const SENTENCES: &[Sentence] = &[
    said(&["signature we calculated", "not match"], "SignatureDoesNotMatch"),
    said(&["signature is not matched with our"], "SignatureDoesNotMatch"),
    said(&["signature does not conform to"], "IncompleteSignature"),
    said(&["access key is not found"], "InvalidAccessKeyId.NotFound"),
    said(&["access key is disabled"], "InvalidAccessKeyId.Inactive"),
    said(&["oss access key id", "does not exist"], "InvalidAccessKeyId"),
    said(&["time stamp or date", "is expired"], "InvalidTimeStamp.Expired"),
    said(&["signature nonce was used"], "SignatureNonceUsed"),
    said(&["security token", "has expired"], "InvalidSecurityToken.Expired"),
    said(&["no right to access this object"], "AccessDenied"),
    said(&["bucket you access does not belong to you"], "AccessDenied"),
    said(&["use virtual hosted style"], "SecondLevelDomainForbidden"),
    said(&["request time", "current time is too large"], "RequestTimeTooSkewed"),
    said(&["invalid api-key"], "InvalidApiKey"),
    said(&["account is in good standing"], "Arrearage"),
    said(&["free tier of the model", "exhausted"], "AllocationQuota.FreeTierOnly"),
    said(&["allocated quota exceeded"], "Throttling.AllocationQuota"),
    said(&["may contain inappropriate content"], "DataInspectionFailed"),
    said(&["access to model denied"], "Model.AccessDenied"),
    said(&["denied by sts or ram"], "Unauthorized"),
    said(&["project", "has been forbidden"], "ProjectForbidden"),
    said(&["触发分钟级流控"], "isv.BUSINESS_LIMIT_CONTROL"),
    said(&["触发小时级流控"], "isv.BUSINESS_LIMIT_CONTROL"),
    said(&["触发天级流控"], "isv.BUSINESS_LIMIT_CONTROL"),
    said(&["账户余额不足"], "isv.AMOUNT_NOT_ENOUGH"),
    said(&["签名不合法"], "isv.SMS_SIGNATURE_ILLEGAL"),
    said(&["模板不合法"], "isv.SMS_TEMPLATE_ILLEGAL"),
    said(&["模版不合法"], "isv.SMS_TEMPLATE_ILLEGAL"),
    said(&["号码格式错误"], "isv.MOBILE_NUMBER_ILLEGAL"),
];

/// What stands before a sentence that somebody quotes.
const LEADS: [&str; 8] = [": ", ":", "(", "[", "\"", "'", "`", "“"];

/// The code that a sentence comes with.
pub fn code(message: &str) -> Option<&'static str> {
    let lower = message.to_lowercase();
    SENTENCES.iter().find(|sentence| sentence.place(&lower).is_some()).map(|sentence| sentence.code)
}

/// Where a sentence that a service is known for begins in a line.
pub fn start(line: &str) -> Option<usize> {
    // In lower case only a few letters of other scripts have another length.
    let lower = line.to_ascii_lowercase();
    let first = SENTENCES.iter().find_map(|sentence| sentence.place(&lower))?.start;
    let before = &line[..first];
    let lead = |lead: &&str| before.rfind(*lead).map(|at| at + lead.len());
    let start = LEADS.iter().filter_map(lead).max().unwrap_or(0);
    // `Error: 401 M`
    let dress = |c: char| c.is_ascii_digit() || c == ' ';
    Some(first - before[start..].trim_start_matches(dress).len())
}

impl Sentence {
    /// Where its words stand in a text in lower case.
    fn place(&self, lower: &str) -> Option<Range<usize>> {
        let mut place: Option<Range<usize>> = None;
        for word in self.words {
            let from = place.as_ref().map_or(0, |place| place.end);
            let at = from + lower[from..].find(word)?;
            place = Some(place.map_or(at, |place| place.start)..at + word.len());
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_code_is_in_the_catalogue() {
        let catalog = Catalog::embedded();
        for sentence in SENTENCES {
            assert!(catalog.codes().contains(sentence.code), "{}", sentence.code);
            assert_eq!(code(&sentence.words.join(" then ")), Some(sentence.code));
        }
    }

    #[test]
    fn a_sentence_begins_behind_what_leads_in() {
        for (line, sentence) in [
            ("[API Error: 401 Invalid API-key given.", "Invalid API-key given."),
            ("日志:The access key is disabled.", "The access key is disabled."),
            ("触发天级流控Permits:10", "触发天级流控Permits:10"),
        ] {
            assert_eq!(start(line).map(|at| &line[at..]), Some(sentence), "{line}");
        }
        assert_eq!(start("The instance is locked."), None);
    }
}
