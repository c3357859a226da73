//! Masking from outside: it changes nothing in the catalogue, and maps the lines of a text correctly.

use alierr::catalog::Catalog;
use alierr::lang::Lang;
use alierr::text::secrets::{mask, mask_with_cuts};
use proptest::prelude::*;

#[test]
fn nothing_of_the_catalogue_is_masked() {
    let catalog = Catalog::embedded();
    let whole = |text: &str| assert_eq!(mask(text), text);
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let (code, message) = (entry.code(), entry.message().unwrap_or_default());
        whole(code);
        whole(message);
        whole(&format!("{code} : {message}"));
        whole(&format!("{code}: {message}"));
        whole(&format!("ErrorCode: {code}\nMessage: {message}"));
        whole(&format!("{{\"Code\":\"{code}\",\"Message\":\"{message}\"}}"));
        whole(&message.replace("%s", "LoadBalancerName").replace(['<', '>'], "\""));
        entry.description_en().into_iter().for_each(whole);
        for lang in [Lang::Zh, Lang::En] {
            entry.explanation(lang).into_iter().for_each(|said| whole(&said.text));
        }
    }
}

/// Secrets of one line and of several, and texts without any.
const PIECES: [&str; 12] = [
    "Password=hunter2!",
    " nothing, ",
    "\n",
    "SecretKey: |\n  hunter2\n  hunter3\n",
    "-----BEGIN RSA PRIVATE KEY-----\nabc\ndef\n-----END RSA PRIVATE KEY-----",
    "密码：Mima123456，",
    "Credential(LTAI5tQ7mZ3kX9vB2nL6wRpD, Hunter2!x)",
    "redis://:pw@host/",
    "curl -u user:pw",
    "string to sign is:[GET\n\n\nx]",
    "\"token\":\"a\\\"b\"",
    "é🦀",
];

proptest! {
    #[test]
    fn the_cuts_tell_where_each_line_went(
        lines in prop::collection::vec(prop::collection::vec(prop::sample::select(&PIECES[..]), 0..4), 0..8)
    ) {
        let lines = lines.iter().enumerate().map(|(at, pieces)| format!("<{at}> {}\n", pieces.concat()));
        let text: String = lines.collect();
        let (masked, cuts) = mask_with_cuts(&text);
        prop_assert_eq!(&masked, &mask(&text));
        prop_assert_eq!(cuts.place(text.len()), masked.len());
        let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let places: Vec<usize> = starts.iter().map(|&start| cuts.place(start)).collect();
        prop_assert!(places.is_sorted() && places.iter().all(|&place| masked.is_char_boundary(place)));
        for (start, place) in starts.into_iter().zip(places) {
            let Some(head) = text[start..].split_inclusive(' ').next().filter(|head| head.starts_with('<')) else {
                continue;
            };
            // A line that was masked together with the one before it maps to the end of the mask.
            match masked.find(head) {
                Some(found) => prop_assert_eq!(found, place, "{:?} -> {:?}", text, masked),
                None => prop_assert!(masked[..place].ends_with("***"), "{:?} -> {:?}", text, masked),
            }
        }
    }
}
