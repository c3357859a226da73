//! Any text: masking ends, and the cuts map the places of the text to places of the masked one, in order.

#![no_main]

use alierr::text::secrets::mask_with_cuts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (masked, cuts) = mask_with_cuts(text);
    assert_eq!(cuts.place(0), 0);
    assert_eq!(cuts.place(text.len()), masked.len());
    let places = text.char_indices().map(|(at, _)| cuts.place(at));
    let ascend = places.scan(0, |last, at| (*last <= at).then(|| *last = at));
    assert_eq!(ascend.count(), text.chars().count(), "places ascend");
});
