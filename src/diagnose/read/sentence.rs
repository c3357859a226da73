//! Sentences that the APIs answer with and no entry documents word for word: told alone, they are errors, too.

/// Each as it begins; it goes on to its full stop.
const SENTENCES: [&str; 6] = [
    "A required authorization for the specified action is not supplied",
    "The request signature we calculated does not match the signature you provided",
    "The OSS Access Key Id you provided does not exist in our records",
    "You are not authorized to do this action. You should be authorized by RAM",
    "You have no right to access this object because of bucket acl",
    "The security token you provided has expired",
];

/// What goes on with such a sentence.
const ADVICE: &str = ". Check your key and signing method";

/// The first of these sentences in a text, as it stands there.
pub fn first(text: &str) -> Option<&str> {
    let (at, sentence) = SENTENCES.iter().find_map(|sentence| Some((text.find(sentence)?, sentence)))?;
    let mut end = at + sentence.len();
    for more in [ADVICE, "."] {
        end += if text[end..].starts_with(more) { more.len() } else { 0 };
    }
    Some(&text[at..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_its_full_stop() {
        for (sentence, told) in SENTENCES.iter().zip(["autoscaler:", "日志里是", "", "x: ", "“", "> "])
        {
            assert_eq!(first(&format!("{told}{sentence}. 为什么？")), Some(&*format!("{sentence}.")));
        }
        assert_eq!(first("The request was fine."), None);
    }
}
