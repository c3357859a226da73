//! Documented messages as templates. Unifying one with a real message binds its placeholders to the values in there.

use std::ops::Range;

use super::words::Tokens;

/// A part of a documented message.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A token that the real message must have.
    Word(usize),
    /// `{ParameterName}`, `%s`, `<parameter name>`, “parameter name n”: stands for anything.
    Hole(String),
    /// The tokens of a name. It stands for itself, else for any other name.
    Name(Range<usize>),
}

/// A documented message ready for unification.
#[derive(Debug, Clone)]
pub struct Template {
    pub tokens: Tokens,
    parts: Vec<Part>,
    /// How many words the real message must have.
    pub literal: usize,
    names: Vec<String>,
}

/// A placeholder and the tokens of the real message it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub name: String,
    pub tokens: Range<usize>,
}

/// How a documented message agrees with a real one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unified {
    pub bound: Vec<Bound>,
    /// How many names stood for another name.
    pub generalised: usize,
    /// How many placeholders there are.
    pub holes: usize,
    /// Tokens of the real message that the documented one accounts for.
    pub used: usize,
    /// Words that agreed literally.
    pub literal: usize,
    /// The real message ended before the documented one did.
    pub cut: bool,
}

/// The longest value of a placeholder, in tokens.
const LONGEST_VALUE: usize = 14;

impl Template {
    /// The template of a message documented under `code`.
    pub fn new(message: &str, code: &str) -> Self {
        let tokens = Tokens::new(message);
        let code = code.to_ascii_lowercase();
        let mut parts = Vec::new();
        let mut names = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (part, length) = part(&tokens, message, at, &code);
            if let Part::Name(range) = &part {
                names.push(tokens.span(range.clone()).map_or(String::new(), |span| message[span].to_owned()));
            }
            parts.push(part);
            at += length;
        }
        let literal =
            parts.iter().filter(|part| matches!(part, Part::Word(ix) if tokens.is_word(*ix))).count();
        Self { tokens, parts, literal, names }
    }

    /// Whether the message is nothing but a placeholder.
    pub fn is_bare(&self) -> bool {
        self.literal == 0
    }

    /// Whether the message names a parameter or thing that a real one does not.
    pub fn names_other_than(&self, real: &Tokens) -> bool {
        let named = |part: &Part| match part {
            Part::Name(range) => range.clone().any(|ix| !real.holds(self.tokens.get(ix))),
            _ => false,
        };
        self.parts.iter().any(named)
    }

    /// Unifies with a real message. `cut` allows the real one to end early.
    pub fn unify(&self, real: &Tokens, cut: bool) -> Option<Unified> {
        let mut walk =
            Walk { template: self, real, cut, bound: Vec::new(), generalised: 0, literal: 0, steps: 0 };
        let (used, ended) = walk.run(0, 0, 0)?;
        let holes = self.parts.iter().filter(|part| matches!(part, Part::Hole(_))).count();
        Some(Unified {
            bound: walk.bound,
            generalised: walk.generalised,
            holes,
            used,
            literal: walk.literal,
            cut: ended,
        })
    }
}

/// The part that begins at a token, and how many tokens it takes.
fn part(tokens: &Tokens, message: &str, at: usize, code: &str) -> (Part, usize) {
    let text = |range: Range<usize>| tokens.span(range).map_or("", |span| &message[span]);
    let word = tokens.get(at);
    if word == "%"
        && at + 1 < tokens.len()
        && matches!(tokens.get(at + 1), "s" | "d" | "v")
        && tokens.touches(at)
    {
        return (Part::Hole(text(at..at + 2).to_owned()), 2);
    }
    for (open, close) in [("{", "}"), ("<", ">")] {
        if word == open
            && let Some(end) = (at + 1..tokens.len().min(at + 6)).find(|&ix| tokens.get(ix) == close)
        {
            return (Part::Hole(text(at + 1..end).to_owned()), end + 1 - at);
        }
    }
    if tokens.quote(at) != 0 {
        let run = tokens.quoted_run(at);
        let named = text(at..at + run);
        let inner = named.trim_matches(['<', '>', '{', '}', ' ']);
        let lower = inner.to_ascii_lowercase();
        if inner.len() < named.len()
            || lower == "parameter name"
            || lower.starts_with("parameter name ")
            || lower == "parametername"
        {
            return (Part::Hole(inner.to_owned()), run);
        }
        let generic = (at..at + run).all(|ix| tokens.is_word(ix)) && !names_code(code, named);
        return if generic { (Part::Name(at..at + run), run) } else { (Part::Word(at), 1) };
    }
    // `The specified parameter InstanceName is not valid.`
    let named = text(at..at + 1);
    let announced = at > 0 && tokens.get(at - 1) == "parameter" && at + 1 < tokens.len();
    if announced && is_camel(named) && !names_code(code, named) {
        return (Part::Name(at..at + 1), 1);
    }
    (Part::Word(at), 1)
}

/// Whether the code itself has the name: `InvalidToken.Malformed` and “Token”. Then the name stands for itself only.
fn names_code(code: &str, name: &str) -> bool {
    code.contains(&name.to_ascii_lowercase())
}

fn is_camel(word: &str) -> bool {
    word.bytes().zip(word.bytes().skip(1)).any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase())
}

struct Walk<'a> {
    template: &'a Template,
    real: &'a Tokens,
    cut: bool,
    bound: Vec<Bound>,
    generalised: usize,
    literal: usize,
    steps: usize,
}

/// A walk that takes longer is given up: many placeholders can be placed in many ways.
const MOST_STEPS: usize = 4000;

/// A message that was cut off agrees only if at least this many words of it do.
pub const FEWEST_WORDS: usize = 4;

impl Walk<'_> {
    /// Unifies the parts from `part` with the tokens from `at`; yields the tokens used, and whether the real message
    /// ended early. `name` counts the names passed.
    fn run(&mut self, part: usize, at: usize, name: usize) -> Option<(usize, bool)> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        let Some(next) = self.template.parts.get(part) else {
            return self.may_end(at).then_some((at, false));
        };
        if at >= self.real.len() {
            return (self.cut && self.literal >= FEWEST_WORDS).then_some((at, true));
        }
        match next {
            Part::Word(ix) => {
                let (wanted, real) = (self.template.tokens.get(*ix), self.real.get(at));
                let cut_word =
                    self.cut && at + 1 == self.real.len() && wanted.starts_with(real) && wanted != real;
                if cut_word && self.literal >= FEWEST_WORDS {
                    return Some((at + 1, true));
                }
                if wanted != real {
                    return None;
                }
                let counts = usize::from(self.template.tokens.is_word(*ix));
                self.literal += counts;
                let found = self.run(part + 1, at + 1, name);
                if found.is_none() {
                    self.literal -= counts;
                }
                found
            }
            Part::Hole(hole) => {
                let whole = self.template.parts.len() == 1;
                let (shortest, longest) = match self.real.quote(at) {
                    // Where the value is quoted, the quotes show its length.
                    0 => (1, LONGEST_VALUE),
                    _ => (self.real.quoted_run(at), LONGEST_VALUE),
                };
                if whole {
                    return self.bind(hole.clone(), at..self.real.len(), part, name);
                }
                let most = longest.max(shortest).min(self.real.len() - at);
                (shortest..=most).find_map(|length| {
                    let in_word = self.real.touches(at + length - 1) && !self.at_end(part + 1);
                    let splits =
                        in_word && self.real.is_word(at + length - 1) && self.template_next_is_word(part + 1);
                    // Behind the last placeholder, a comma means that the sentence goes on.
                    let runs_on = self.at_end(part + 1)
                        && (at..at + length).any(|ix| self.real.get(ix) == "," && !self.real.touches(ix));
                    if splits || runs_on {
                        None
                    } else {
                        self.bind(hole.clone(), at..at + length, part, name)
                    }
                })
            }
            Part::Name(range) => {
                let literal = range.clone().zip(at..).all(|(ix, at)| {
                    at < self.real.len() && self.template.tokens.get(ix) == self.real.get(at)
                });
                if literal {
                    self.literal += range.len();
                    if let Some(found) = self.run(part + 1, at + range.len(), name + 1) {
                        return Some(found);
                    }
                    self.literal -= range.len();
                }
                let length =
                    if self.real.quote(at) == 0 { self.dotted(at) } else { self.real.quoted_run(at) };
                if !self.real.is_word(at) && self.real.quote(at) == 0 {
                    return None;
                }
                self.generalised += 1;
                let found = self.bind(self.template.names[name].clone(), at..at + length, part, name + 1);
                if found.is_none() {
                    self.generalised -= 1;
                }
                found
            }
        }
    }

    fn bind(
        &mut self,
        hole: String,
        tokens: Range<usize>,
        part: usize,
        name: usize,
    ) -> Option<(usize, bool)> {
        let kept = self.bound.len();
        let end = tokens.end;
        self.bound.push(Bound { name: hole, tokens });
        let found = self.run(part + 1, end, name);
        if found.is_none() {
            self.bound.truncate(kept);
        }
        found
    }

    /// `Tag.1.Key` and `a,b` are one name.
    fn dotted(&self, at: usize) -> usize {
        let mut length = 1;
        while self.real.touches(at + length - 1)
            && at + length + 1 < self.real.len()
            && matches!(self.real.get(at + length), "." | "," | "/" | "[" | "]")
            && self.real.touches(at + length)
        {
            length += 2;
        }
        length
    }

    fn at_end(&self, part: usize) -> bool {
        part >= self.template.parts.len()
    }

    fn template_next_is_word(&self, part: usize) -> bool {
        matches!(self.template.parts.get(part), Some(Part::Word(ix)) if self.template.tokens.is_word(*ix))
    }

    /// Whether the documented message may end at a token of a longer real one. Services append details behind the end
    /// of a sentence; behind a comma, the same sentence goes on.
    fn may_end(&self, at: usize) -> bool {
        if at >= self.real.len() {
            return true;
        }
        let behind = |ix: usize| if ix < self.real.len() { self.real.get(ix) } else { "" };
        match self.real.get(at) {
            "." => !self.real.touches(at) || !behind(at + 1).starts_with(|c: char| c.is_ascii_digit()),
            "!" | ":" | "(" | "[" => true,
            "server" => behind(at + 1) == "string",
            "requestid" => true,
            "request" => behind(at + 1) == "id",
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(documented: &str, code: &str, real: &str) -> Option<Vec<(String, String)>> {
        let tokens = Tokens::new(real);
        let unified = Template::new(documented, code).unify(&tokens, false)?;
        let value = |bound: &Bound| real[tokens.span(bound.tokens.clone()).unwrap_or(0..0)].to_owned();
        Some(unified.bound.iter().map(|bound| (bound.name.clone(), value(bound))).collect())
    }

    fn bound(pairs: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
        Some(pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect())
    }

    #[test]
    fn placeholders_are_bound() {
        for (documented, real, expected) in [
            (
                "The parameter {ParameterName} is bad.",
                "The parameter Foo is bad",
                &[("ParameterName", "Foo")][..],
            ),
            ("The parameter %s that is needed.", "The parameter a,b that is needed.", &[("%s", "a,b")]),
            (
                "The “ parameter name n “ is bad.",
                "the \"Tag.1.Key\" is bad.",
                &[("parameter name n", "Tag.1.Key")],
            ),
            (
                "The parameter ”<parameter name>” is bad",
                "The parameter Foo is bad.",
                &[("parameter name", "Foo")],
            ),
            (
                "Length of {A} exceeded, limit: {B}.",
                "Length of x.y exceeded, limit: 64.",
                &[("A", "x.y"), ("B", "64")],
            ),
            ("The parameter \"InstanceName\" is bad.", "The parameter \"InstanceName\" is bad.", &[]),
            (
                "The parameter \"InstanceName\" is bad.",
                "The parameter Foo is bad.",
                &[("InstanceName", "Foo")],
            ),
            (
                "The parameter InstanceName is bad.",
                "The parameter \"Foo\" is bad.",
                &[("InstanceName", "Foo")],
            ),
            ("{All}", "anything at all", &[("All", "anything at all")]),
            ("This is bad.", "This is bad. string to sign is:x", &[]),
        ] {
            assert_eq!(params(documented, "InvalidX", real), bound(expected), "{documented} ~ {real}");
        }
    }

    #[test]
    fn other_messages_do_not_unify() {
        for (documented, code, real) in [
            ("The specified DiskId does not exist.", "X", "The specified InstanceId does not exist."),
            ("The parameter \"Token\" is bad.", "InvalidToken.Malformed", "The parameter \"Foo\" is bad."),
            ("User not authorized.", "X", "User not authorized, or not known."),
            ("The instance is locked.", "X", "The instance is"),
        ] {
            assert_eq!(params(documented, code, real), None, "{documented} ~ {real}");
        }
    }
}
