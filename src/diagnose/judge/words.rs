//! Messages as words: a text without its typography, and where each word stands in it.

use std::ops::Range;

use crate::text::fold;

/// One word or mark of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    /// In `Tokens::folded`.
    folded: (u32, u32),
    /// In the message.
    at: (u32, u32),
    /// Which pair of quotes is around it, counted from 1; 0 for none.
    quote: u16,
}

/// A message taken apart. Quotes and final dots are no tokens; `doesn’t` is `does not`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    folded: String,
    tokens: Vec<Token>,
    /// The hashes of the words, sorted; two bags are compared for likeness.
    bag: Vec<u32>,
}

/// Quoted texts longer than this are no names.
const LONGEST_NAME: usize = 6;

impl Tokens {
    pub fn new(message: &str) -> Self {
        let mut tokens =
            Self { folded: String::with_capacity(message.len()), tokens: Vec::new(), bag: Vec::new() };
        let mut chars = message.char_indices().map(|(at, c)| (at, c, fold::char(c))).peekable();
        let mut quotes = 0;
        let mut inside = false;
        let mut quoted_from = 0;
        let mut before = ' ';
        while let Some((at, raw, c)) = chars.next() {
            let end = at + raw.len_utf8();
            let next = chars.peek().map_or(' ', |&(_, _, c)| c);
            if c == '"' || (c == '\'' && !(is_word(before) && is_word(next))) {
                if inside && tokens.tokens.len() == quoted_from {
                    // An empty pair of quotes is a token, too: an empty name.
                    tokens.push("", at..at, quotes);
                }
                inside = !inside;
                quotes += u16::from(inside && quotes < u16::MAX);
                quoted_from = tokens.tokens.len();
            } else if is_word(c) {
                let mut last = end;
                let mut word = String::from(c);
                while let Some(&(at, raw, c)) = chars.peek() {
                    let joins = c == '\'' || c == '-';
                    if !is_word(c) && !joins {
                        break;
                    }
                    if joins {
                        let mut ahead = chars.clone();
                        ahead.next();
                        if !ahead.peek().is_some_and(|&(_, _, c)| is_word(c)) {
                            break;
                        }
                    }
                    word.push(c);
                    last = at + raw.len_utf8();
                    chars.next();
                }
                let quote = if inside { quotes } else { 0 };
                tokens.word(&word.to_lowercase(), at..last, quote);
                before = 'a';
                continue;
            } else if !c.is_whitespace() {
                let mut mark = [0; 4];
                tokens.push(c.encode_utf8(&mut mark), at..end, if inside { quotes } else { 0 });
            }
            before = c;
        }
        tokens.unquote_long();
        while tokens.tokens.last().is_some_and(|last| tokens.folded_at(last) == ".") {
            tokens.tokens.pop();
        }
        let words = (0..tokens.len()).filter(|&ix| tokens.is_word(ix));
        let mut bag: Vec<u32> = words.map(|ix| hash(tokens.get(ix))).collect();
        bag.sort_unstable();
        tokens.bag = bag;
        tokens
    }

    fn word(&mut self, word: &str, at: Range<usize>, quote: u16) {
        let (stem, not) = match word {
            "cannot" | "can't" => ("can", true),
            "won't" => ("will", true),
            _ => match word.strip_suffix("n't") {
                Some(stem) => (stem, true),
                None => (word, false),
            },
        };
        self.push(stem, at.clone(), quote);
        if not {
            self.push("not", at, quote);
        }
    }

    fn push(&mut self, folded: &str, at: Range<usize>, quote: u16) {
        let from = self.folded.len() as u32;
        self.folded.push_str(folded);
        let to = self.folded.len() as u32;
        self.tokens.push(Token { folded: (from, to), at: (at.start as u32, at.end as u32), quote });
    }

    /// Removes the quoting of texts that are too long for a name: their quote was never closed, or was an apostrophe.
    fn unquote_long(&mut self) {
        let mut from = 0;
        while from < self.tokens.len() {
            let quote = self.tokens[from].quote;
            let length = self.tokens[from..].iter().take_while(|token| token.quote == quote).count();
            if quote != 0 && length > LONGEST_NAME {
                self.tokens[from..from + length].iter_mut().for_each(|token| token.quote = 0);
            }
            from += length;
        }
    }

    fn folded_at(&self, token: &Token) -> &str {
        &self.folded[token.folded.0 as usize..token.folded.1 as usize]
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The folded word of a token.
    pub fn get(&self, ix: usize) -> &str {
        self.folded_at(&self.tokens[ix])
    }

    pub fn quote(&self, ix: usize) -> u16 {
        self.tokens[ix].quote
    }

    /// Where some tokens stand in the message, from the first to the last; `None` for none.
    pub fn span(&self, range: Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.tokens.get(range.start)?, self.tokens.get(range.end.checked_sub(1)?)?);
        Some(first.at.0 as usize..last.at.1 as usize)
    }

    pub fn is_word(&self, ix: usize) -> bool {
        self.get(ix).starts_with(is_word)
    }

    /// The token behind `ix` with its quotes: all that stand in the same pair.
    pub fn quoted_run(&self, ix: usize) -> usize {
        let quote = self.tokens[ix].quote;
        self.tokens[ix..].iter().take_while(|token| token.quote == quote).count()
    }

    /// Whether two tokens stand side by side without a blank.
    pub fn touches(&self, ix: usize) -> bool {
        match (self.tokens.get(ix), self.tokens.get(ix + 1)) {
            (Some(a), Some(b)) => a.at.1 == b.at.0,
            _ => false,
        }
    }

    /// How alike two messages are, 0..=1000: the share of words that both hold.
    pub fn likeness(&self, other: &Self) -> u32 {
        let all = self.bag.len() + other.bag.len();
        if all == 0 {
            return 0;
        }
        let (mut a, mut b, mut both) = (0, 0, 0);
        while let (Some(own), Some(others)) = (self.bag.get(a), other.bag.get(b)) {
            both += usize::from(own == others);
            (a, b) = (a + usize::from(own <= others), b + usize::from(others <= own));
        }
        (2000 * both / all) as u32
    }

    /// Whether a folded word is one of its words.
    pub fn holds(&self, word: &str) -> bool {
        self.bag.binary_search(&hash(word)).is_ok()
    }

    /// The hashes of its words, sorted.
    pub fn bag(&self) -> &[u32] {
        &self.bag
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.bag.len()
    }
}

/// FNV-1a. A collision does little harm: two messages look a little more alike.
fn hash(word: &str) -> u32 {
    word.bytes().fold(FIRST, add)
}

const FIRST: u32 = 0x811c_9dc5;

fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Calls `tell` with the hash of each word of a message, as a bag holds it. Faster than [`Tokens`], and equal to it
/// except for contractions.
pub fn each_hash(message: &str, mut tell: impl FnMut(u32)) {
    if message.is_ascii() {
        let ends = |b: &u8| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        let words = message.as_bytes().split(ends).filter(|word| !word.is_empty());
        return words
            .for_each(|word| tell(word.iter().fold(FIRST, |hash, b| add(hash, b.to_ascii_lowercase()))));
    }
    let words = message.split(|c: char| !is_word(c) && c != '-').filter(|word| !word.is_empty());
    words.for_each(|word| tell(hash(&word.chars().map(fold::char).collect::<String>().to_lowercase())));
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(message: &str) -> Vec<String> {
        let tokens = Tokens::new(message);
        (0..tokens.len()).map(|ix| tokens.get(ix).to_owned()).collect()
    }

    #[test]
    fn typography_is_no_word() {
        for (a, b) in [
            ("It doesn’t  work.", "it does not work"),
            ("The “ VpcId “ is bad .", "the \"VpcId\" is bad"),
            ("You can’t do it..", "You cannot do it"),
            ("real-name", "Real-Name"),
        ] {
            assert_eq!(words(a), words(b));
        }
        assert_ne!(words("is locked"), words("was locked"));
    }

    #[test]
    fn words_have_one_hash_however_it_is_told() {
        for message in ["The VpcId x-y of a_b2, and 3 more.", "Die Größe “VpcId” ist falsch: ＡＢ"] {
            let mut told = Vec::new();
            each_hash(message, |hash| told.push(hash));
            told.sort_unstable();
            assert_eq!(told, Tokens::new(message).bag());
        }
    }
}
