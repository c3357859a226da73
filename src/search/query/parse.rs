//! What was typed, taken apart: words, phrases, words to leave out, and filters.

use std::ops::Range;
use std::sync::Arc;

use super::filter::{self, EXACTLY, Filter, Key, Problem, Test};
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::search::rank::Hits;
use crate::search::words::word::{squeezed, words};

/// From so many words outside of quotes on, quotes are part of a sentence and not a wish for a phrase.
const SENTENCE: usize = 3;

/// A query, parsed; cheap to clone.
///
/// Blanks separate its parts. `"two words"` must stand so in an entry, `-word` must not; `key:value` is a filter
/// where the key is known and the value follows at once. All else is words, whatever marks stand among them.
///
/// Two queries are equal that ask for the same, whoever asks.
#[derive(Debug, Clone)]
pub struct Query {
    parsed: Arc<Parsed>,
    lang: Lang,
    /// Words that were sought instead of those that were typed.
    mended: Arc<[String]>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.parsed == other.parsed
    }
}

impl Eq for Query {}

/// A run of words that an entry must hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Term {
    pub(in crate::search) words: Vec<String>,
    pub(in crate::search) squeezed: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::search) struct Parsed {
    text: Arc<str>,
    /// Words to look for, those of phrases included.
    pub(in crate::search) words: Vec<String>,
    /// The text of these as it was typed.
    pub(in crate::search) written: String,
    pub(in crate::search) required: Vec<Term>,
    pub(in crate::search) excluded: Vec<Term>,
    pub(in crate::search) filters: Vec<Filter>,
    problems: Vec<Problem>,
}

/// A part of a query between blanks.
#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    Text(&'t str),
    /// What stands between quotes, and the whole with them.
    Phrase(&'t str, &'t str),
    Excluded(&'t str),
    /// Key, whether it excludes, value, and the value's place.
    Filter(Key, bool, &'t str, Range<usize>),
}

impl Query {
    /// Takes a text apart. The catalogue tells which values filters can have.
    pub fn parse(text: &str, catalog: &Catalog) -> Query {
        Self::of(text.into(), Lang::Zh, catalog)
    }

    /// The same for a reader of a language: who reads English does not type Chinese by its sounds, unless nothing else
    /// is found.
    pub fn of(text: Arc<str>, lang: Lang, catalog: &Catalog) -> Query {
        let mut parsed = Parsed::of(Arc::clone(&text));
        let text = &*text;
        let parts = parts(text, catalog, &mut parsed.problems);
        let plain: usize =
            parts.iter().map(|part| if let Part::Text(text) = part { words(text).len() } else { 0 }).sum();
        let mut written: Vec<&str> = Vec::new();
        for part in &parts {
            match part {
                Part::Text(text) => written.push(text),
                Part::Phrase(inside, whole) => {
                    if plain < SENTENCE {
                        parsed.required.extend(Term::new(inside));
                        written.push(inside);
                    } else {
                        written.push(whole);
                    }
                }
                Part::Excluded(text) => parsed.excluded.extend(Term::new(text)),
                Part::Filter(key, excluded, value, at) => {
                    parsed.add_filter(*key, *excluded, value, at.clone(), catalog);
                }
            }
        }
        parsed.written = written.join(" ");
        parsed.words = words(&parsed.written);
        Query { parsed: Arc::new(parsed), lang, mended: Arc::new([]) }
    }

    /// The query as it was answered: what was sought instead of misspelt words is marked, too.
    pub fn answered_by(mut self, hits: &Hits) -> Query {
        self.mended = hits.mended.iter().flat_map(|mended| words(mended)).collect();
        self
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub(in crate::search) fn mended(&self) -> &[String] {
        &self.mended
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.parsed.text
    }

    /// Whether the query asks for nothing: it lists everything, in document order.
    pub fn is_empty(&self) -> bool {
        let Parsed { words, required, excluded, filters, .. } = &*self.parsed;
        words.is_empty() && required.is_empty() && excluded.is_empty() && filters.is_empty()
    }

    /// Mistyped filters.
    pub fn problems(&self) -> &[Problem] {
        &self.parsed.problems
    }

    pub(in crate::search) fn parsed(&self) -> &Parsed {
        &self.parsed
    }
}

impl Parsed {
    fn of(text: Arc<str>) -> Self {
        Self {
            text,
            words: Vec::new(),
            written: String::new(),
            required: Vec::new(),
            excluded: Vec::new(),
            filters: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Whether a filter looks at messages.
    pub(in crate::search) fn asks_messages(&self) -> bool {
        self.filters.iter().any(|filter| matches!(filter.test, Test::Message(_)))
    }

    /// Whether the words may be Chinese, spelt in Latin letters.
    pub(in crate::search) fn is_plain_letters(&self) -> bool {
        self.words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
    }

    fn add_filter(&mut self, key: Key, excluded: bool, value: &str, at: Range<usize>, catalog: &Catalog) {
        // Several values of one filter are separated by commas; a phrase may hold commas of its own.
        let commas: &[char] = if matches!(key, Key::Code | Key::Message) { &[] } else { &[',', '，'] };
        for value in value.split(commas) {
            match filter::test(key, value, catalog) {
                Ok(Some(test)) => self.filters.push(Filter { key, excluded, test }),
                Ok(None) => {}
                Err(nearest) => {
                    let (value, at) = (value.to_owned(), at.clone());
                    self.problems.push(Problem::UnknownValue { key, value, nearest, at });
                }
            }
        }
    }
}

impl Term {
    fn new(text: &str) -> Option<Self> {
        let words = words(text);
        (!words.is_empty()).then(|| Self { words, squeezed: squeezed(text) })
    }
}

fn parts<'t>(text: &'t str, catalog: &Catalog, problems: &mut Vec<Problem>) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(blanks) = text[at..].find(|c: char| !c.is_whitespace()) {
        at += blanks;
        let (part, end) = part(text, at, catalog, problems);
        parts.push(part);
        at = end;
    }
    parts
}

/// The part that starts at a byte, and where it ends.
fn part<'t>(text: &'t str, at: usize, catalog: &Catalog, problems: &mut Vec<Problem>) -> (Part<'t>, usize) {
    let rest = &text[at..];
    let end = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
    if let Some((inside, end)) = quoted(text, at) {
        return (Part::Phrase(inside, &text[at..end]), end);
    }
    if let Some((key, value_at)) = key(text, at, end, problems) {
        let (value, range, filter_end) = value(text, value_at, end);
        if filter::test(key, value, catalog).is_ok() || !is_code(&text[at..end], catalog) {
            return (Part::Filter(key, false, value, range), filter_end);
        }
    }
    if let Some((key, value, range, end)) = spaced_filter(text, at, end, catalog) {
        return (Part::Filter(key, false, value, range), end);
    }
    if let Some(negated) = rest.strip_prefix('-') {
        let at = at + 1;
        if let Some((inside, end)) = quoted(text, at) {
            return (Part::Excluded(inside), end);
        }
        if negated.starts_with(char::is_alphabetic) {
            if let Some((key, value_at)) = key(text, at, end, problems) {
                let (value, range, end) = value(text, value_at, end);
                return (Part::Filter(key, true, value, range), end);
            }
            return (Part::Excluded(&text[at..end]), end);
        }
    }
    (Part::Text(&text[at..end]), end)
}

/// The text in quotes that starts at a byte, and where it ends; quotes that are never closed are none.
fn quoted(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &text[at..];
    let (open, closing): (char, &[char]) = match rest.chars().next()? {
        '"' => ('"', &['"']),
        c @ ('“' | '”') => (c, &['“', '”']),
        _ => return None,
    };
    let inside = &rest[open.len_utf8()..];
    let length = inside.find(closing)?;
    let close = inside[length..].chars().next()?;
    Some((&inside[..length], at + open.len_utf8() + length + close.len_utf8()))
}

/// The filter key that starts at a byte, and where its value starts. A key that is nearly one is a problem.
fn key(text: &str, at: usize, end: usize, problems: &mut Vec<Problem>) -> Option<(Key, usize)> {
    let part = &text[at..end];
    let colon = part.find([':', '：'])?;
    let name = &part[..colon];
    let width = part[colon..].chars().next()?.len_utf8();
    if name.is_empty() || !name.chars().all(char::is_alphabetic) {
        return None;
    }
    // Before a blank a colon is a colon, unless there is nothing behind it yet.
    if colon + width == part.len() && !text[end..].trim().is_empty() {
        return None;
    }
    match Key::called(name) {
        Some(key) => Some((key, at + colon + width)),
        None => {
            if colon + width < part.len()
                && let Some(nearest) = Key::nearest(name)
            {
                let at = at..at + colon;
                problems.push(Problem::UnknownKey { key: name.to_owned(), nearest, at });
            }
            None
        }
    }
}

/// Whether a text has the letters of a documented code: `PRODUCT:INSUFFICIENTSTOCK`.
fn is_code(text: &str, catalog: &Catalog) -> bool {
    let letters = squeezed(text);
    let codes = catalog.codes();
    // The name of a key is letters only: a code that starts with them does so as it is written.
    let name = text.split([':', '：']).next().unwrap_or_default();
    codes.starting_with(name).any(|ix| squeezed(codes.written(ix)) == letters)
}

/// `product: slb`: a filter with a blank behind its colon, where what follows is a value and could be no other word.
fn spaced_filter<'t>(
    text: &'t str,
    at: usize,
    end: usize,
    catalog: &Catalog,
) -> Option<(Key, &'t str, Range<usize>, usize)> {
    let key = Key::called(text[at..end].strip_suffix([':', '：'])?)?;
    let from = end + text[end..].find(|c: char| !c.is_whitespace())?;
    let word_end = text[from..].find(char::is_whitespace).map_or(text.len(), |length| from + length);
    let (value, range, end) = value(text, from, word_end);
    filter::names_value(key, value, catalog).then_some((key, value, range, end))
}

/// A filter's value, its place, and where its part ends. A value that is meant exactly keeps its sign and quotes.
fn value(text: &str, at: usize, end: usize) -> (&str, Range<usize>, usize) {
    if let Some((inside, end)) = quoted(text, at) {
        return (inside, at..end, end);
    }
    let exactly = text[at..end].chars().next().filter(|c| EXACTLY.contains(c));
    if let Some(end) = exactly.and_then(|sign| quoted(text, at + sign.len_utf8())).map(|(_, end)| end) {
        return (&text[at..end], at..end, end);
    }
    (text[at..end].trim_matches(['"', '“', '”']), at..end, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Query {
        Query::parse(text, &Catalog::embedded())
    }

    fn looked_for(text: &str) -> String {
        parse(text).parsed().words.join(" ")
    }

    #[test]
    fn all_but_filters_is_words() {
        for (text, expected) in [
            ("invalid_instance-id.NotFound", "invalid instance id notfound"),
            ("limit: 5.", "limit 5"),
            ("Lb type: x", "lb type x"),
            ("code: 5", "code 5"),
            ("msg: quota", "msg quota"),
            ("status: 5", "status 5"),
            ("product: nonesuch", "product nonesuch"),
            ("product: slb quota", "quota"),
            ("status: 404 category: quota x", "x"),
            ("PRODUCT:INSUFFICIENTSTOCK", "product insufficientstock"),
            ("http://a.b:80", "http a b 80"),
            ("mode is not valid..", "mode is not valid"),
            ("a \"b c", "a b c"),
            ("- - -5", "5"),
            ("code:Invalid status:404 rest", "rest"),
            ("实例,不存在", "实例 不存在"),
            ("", ""),
        ] {
            assert_eq!(looked_for(text), expected, "{text}");
            assert_eq!(parse(text).problems(), [], "{text}");
        }
    }

    #[test]
    fn phrases_are_wishes_in_short_queries_and_typography_in_sentences() {
        let required = |text: &str| -> Vec<String> {
            parse(text).parsed().required.iter().map(|term| term.words.join(" ")).collect()
        };
        assert_eq!(required("\"not found\" slb"), ["not found"]);
        assert_eq!(required("“不存在”"), ["不存在"]);
        assert_eq!(required("The parameter \"Action\" is invalid"), Vec::<String>::new());
        assert_eq!(looked_for("\"not found\" slb"), "not found slb");
    }

    #[test]
    fn a_dash_before_a_word_leaves_it_out() {
        let query = parse("instance -locked -\"not found\" -5 a-b");
        let excluded: Vec<String> = query.parsed().excluded.iter().map(|term| term.words.join(" ")).collect();
        assert_eq!(excluded, ["locked", "not found"]);
        assert_eq!(query.parsed().words.join(" "), "instance 5 a b");
    }

    #[test]
    fn filters_take_any_name_of_what_they_filter() {
        let catalog = Catalog::embedded();
        let slb = catalog.find_product("Slb").expect("the product is embedded");
        let products = |text: &str| match &parse(text).parsed().filters[..] {
            [Filter { test: Test::Products(products), .. }] => products.clone(),
            other => panic!("{text}: {other:?}"),
        };
        for text in [
            "product:slb",
            "Product:CLB",
            "product：负载均衡",
            "product:\"Server Load Balancer\"",
            "product:负载",
        ] {
            assert_eq!(products(text), [slb], "{text}");
        }
        let statuses = parse("status:404,5xx -status:503 status:");
        let tests: Vec<(bool, &Test)> =
            statuses.parsed().filters.iter().map(|filter| (filter.excluded, &filter.test)).collect();
        assert_eq!(
            tests,
            [
                (false, &Test::Status(404, 404)),
                (false, &Test::Status(500, 599)),
                (true, &Test::Status(503, 503))
            ]
        );
    }

    #[test]
    fn an_exact_code_is_one_filter_whatever_stands_in_it() {
        for code in
            ["Forbidden", "a b", "a \"b\" c", "A.b-C_d", "x“y", "实例", "Invalid<parameter name>.Malformed"]
        {
            let query = parse(&format!("{} rest", filter::exact_code(code)));
            let parsed = query.parsed();
            let tests: Vec<&Test> = parsed.filters.iter().map(|filter| &filter.test).collect();
            assert_eq!(tests, [&Test::ExactCode(code.to_owned())], "{}", query.text());
            assert_eq!((&*parsed.written, query.problems()), ("rest", &[][..]), "{}", query.text());
        }
        for (text, code) in [
            ("code:\"=a b\"", "a b"),
            ("code：＝Forbidden", "Forbidden"),
            ("code:=\"a b", "a"),
            ("CODE:= x", ""),
        ] {
            let tests: Vec<Test> = parse(text).parsed().filters.iter().map(|it| it.test.clone()).collect();
            let expected = (!code.is_empty()).then(|| Test::ExactCode(code.to_owned()));
            assert_eq!(tests, Vec::from_iter(expected), "{text}");
        }
    }

    #[test]
    fn mistyped_filters_are_told_with_what_was_meant() {
        assert_eq!(
            parse("statu:404").problems(),
            [Problem::UnknownKey { key: "statu".into(), nearest: Key::Status, at: 0..5 }]
        );
        assert_eq!(looked_for("statu:404"), "statu 404");
        assert_eq!(
            parse("x product:slbb").problems(),
            [Problem::UnknownValue {
                key: Key::Product,
                value: "slbb".into(),
                nearest: Some("Slb".into()),
                at: 10..14
            }]
        );
        assert_eq!(
            parse("status:abc").problems(),
            [Problem::UnknownValue { key: Key::Status, value: "abc".into(), nearest: None, at: 7..10 }]
        );
    }

    #[test]
    fn a_query_without_wishes_is_empty() {
        for (text, empty) in
            [("", true), ("  ", true), ("status:", true), ("…", true), ("status:404", false), ("a", false)]
        {
            assert_eq!(parse(text).is_empty(), empty, "{text}");
        }
    }
}
