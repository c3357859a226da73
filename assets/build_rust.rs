//! Writes rules and remedies as Rust constants.

use std::fmt::Write;

use crate::source::family::{CategoryRow, Family, Narrowing};
use crate::source::glob::Glob;
use crate::source::remedy::{Remedy, RemedyStep};
use crate::source::step::{Act, Policy};
use crate::source::text::{Bilingual, Both, Text};

/// The constants `CATEGORIES` and `FAMILIES`.
pub fn rules(categories: &[CategoryRow], families: &[Family]) -> String {
    let mut rust = format!("pub(super) static CATEGORIES: [CategoryWords; {}] = [\n", categories.len());
    for CategoryRow { zh, en, said, .. } in categories {
        // Writing to a string does not fail, here and below.
        let _ =
            writeln!(rust, "CategoryWords {{ names: Bilingual::fixed({zh:?}, {en:?}), said: &{said:?} }},");
    }
    let _ = writeln!(rust, "];\npub(super) static FAMILIES: [Family; {}] = [", families.len());
    for family in families {
        let Family { id, category, retry, advice, codes, narrowing, means, last_resort } = family;
        let _ = writeln!(
            rust,
            "Family {{ id: {}, category: Category::{category:?}, retry: {}, advice: {}, codes: {}, narrowing: {}, \
             means: {}, last_resort: {last_resort} }},",
            text(id),
            option(retry, |retry| format!("Retry::{retry:?}")),
            option(advice, bilingual),
            list(codes, glob),
            narrowed(narrowing),
            option(means, bilingual),
        );
    }
    rust + "];\n"
}

/// The constant `REMEDIES`.
pub fn remedies(remedies: &[Remedy]) -> String {
    let mut rust = format!("pub(super) static REMEDIES: [Remedy; {}] = [\n", remedies.len());
    for remedy in remedies {
        let Remedy { id, codes, families, narrowing, denied, category, retry, cause, advice, steps } = remedy;
        let _ = writeln!(
            rust,
            "Remedy {{ id: {}, codes: {}, families: {}, narrowing: {}, denied: {}, category: {}, retry: {}, \
             cause: {}, advice: {}, steps: {} }},",
            text(id),
            list(codes, glob),
            list(families, text),
            narrowed(narrowing),
            option(denied, |denied| format!("Denial::{denied:?}")),
            option(category, |category| format!("Category::{category:?}")),
            option(retry, |retry| format!("Retry::{retry:?}")),
            option(cause, bilingual),
            option(advice, bilingual),
            list(steps, step),
        );
    }
    rust + "];\n"
}

fn step(RemedyStep { needs, step }: &RemedyStep) -> String {
    format!(
        "RemedyStep {{ needs: {}, step: Step {{ text: {}, origin: Origin::{:?}, act: {} }} }}",
        list(needs, |placeholder| format!("Placeholder::{placeholder:?}")),
        both(&step.text),
        step.origin,
        option(&step.act, act),
    )
}

fn act(act: &Act) -> String {
    match act {
        Act::Run(command) => format!("Act::Run({})", text(command)),
        Act::Policy(Policy { actions, resources }) => {
            let texts = |texts: &[Text]| texts.iter().map(text).collect::<Vec<_>>().join(", ");
            let (actions, resources) = (texts(actions), texts(resources));
            format!(
                "Act::Policy(Policy {{ actions: Cow::Borrowed(&[{actions}]), resources: Cow::Borrowed(&[{resources}]) }})"
            )
        }
        Act::Open(address) => format!("Act::Open({})", both(address)),
        Act::Example { wrong, right } => {
            format!("Act::Example {{ wrong: {}, right: {} }}", text(wrong), text(right))
        }
    }
}

fn narrowed(Narrowing { statuses, messages, products }: &Narrowing) -> String {
    format!(
        "Narrowing {{ statuses: {}, messages: {}, products: {} }}",
        // The status was parsed from the table, so it is valid.
        list(statuses, |status| format!("HttpStatus::new({status}).unwrap()")),
        list(messages, glob),
        list(products, text),
    )
}

fn glob(glob: &Glob) -> String {
    let pieces: Vec<String> = glob.pieces.iter().map(text).collect();
    format!("Glob {{ pieces: Cow::Borrowed(&[{}]) }}", pieces.join(", "))
}

fn text(text: &Text) -> String {
    format!("Text::fixed({:?})", &**text)
}

fn bilingual(both: &Bilingual) -> String {
    format!("Bilingual::fixed({:?}, {:?})", &*both.zh, &*both.en)
}

fn both(both: &Both) -> String {
    format!("Both {{ zh: {}, en: {} }}", option(&both.zh, text), option(&both.en, text))
}

fn option<T>(value: &Option<T>, rust: impl Fn(&T) -> String) -> String {
    value.as_ref().map_or("None".to_owned(), |value| format!("Some({})", rust(value)))
}

fn list<T>(values: &[T], rust: impl Fn(&T) -> String) -> String {
    let values: Vec<String> = values.iter().map(rust).collect();
    format!("Cow::Borrowed(&[{}])", values.join(", "))
}
