//! Chinese explanations: any run of characters, and the Latin words among them.

use memchr::memmem::{self, Finder};

use super::vocabulary::Vocabulary;
use super::word::{is_han, is_letter, plain, push_lower};
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;
use crate::search::kept::{Kept, Reader, Writer};

/// The explanations of all entries, their letters and digits only, one line an entry.
pub(in crate::search) struct Explanations {
    text: Vec<u8>,
    /// Where each entry's line starts; one more than there are entries.
    offsets: Vec<u32>,
    /// A bit for each byte before which the explanation has a mark.
    breaks: Vec<u64>,
    /// The words that are not Chinese.
    pub(in crate::search) words: Vocabulary,
}

/// A run of characters in an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Run {
    pub(in crate::search) entry: EntryId,
    /// The explanation has a mark within the run.
    pub(in crate::search) broken: bool,
    /// Bytes of the whole explanation.
    pub(in crate::search) length: usize,
}

impl Explanations {
    pub(in crate::search) fn new(catalog: &Catalog) -> Self {
        let mut explanations = Self {
            text: Vec::new(),
            offsets: vec![0],
            breaks: Vec::new(),
            words: Vocabulary::new(catalog.len(), |entry, collector| {
                if let Some(explanation) = catalog.entry(entry).explained(Lang::Zh) {
                    collector.take(explanation, |_, word| !word.starts_with(is_han));
                }
            }),
        };
        let mut line = String::new();
        for id in catalog.ids() {
            if let Some(explanation) = catalog.entry(id).explained(Lang::Zh) {
                explanations.push(explanation, &mut line);
            }
            explanations.text.push(b'\n');
            explanations.offsets.push(explanations.text.len() as u32);
        }
        explanations.text.shrink_to_fit();
        explanations
    }

    fn push(&mut self, explanation: &str, line: &mut String) {
        line.clear();
        let start = self.text.len();
        for c in explanation.chars().map(plain) {
            if is_letter(c) {
                push_lower(line, c);
            } else if !c.is_whitespace() {
                let at = start + line.len();
                self.breaks.resize(self.breaks.len().max(at / 64 + 1), 0);
                self.breaks[at / 64] |= 1 << (at % 64);
            }
        }
        self.text.extend_from_slice(line.as_bytes());
    }

    pub(in crate::search) fn entries(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether the explanation has a mark before a byte of [`Self::line`]'s text.
    pub(in crate::search) fn breaks_before(&self, at: usize) -> bool {
        self.breaks.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Bytes of [`Self::line`].
    pub(in crate::search) fn length(&self, entry: usize) -> usize {
        (self.offsets[entry + 1] - self.offsets[entry]) as usize - 1
    }

    /// The letters and digits of an entry's explanation, and where they start in the whole text.
    pub(in crate::search) fn line(&self, entry: usize) -> (usize, &str) {
        let start = self.offsets[entry] as usize;
        let line = &self.text[start..self.offsets[entry + 1] as usize - 1];
        // Made of whole strings.
        (start, std::str::from_utf8(line).unwrap_or_default())
    }

    /// The entries whose explanation holds a run of letters and digits, which are squeezed as
    /// [`super::word::squeezed`] does it; an entry comes once.
    pub(in crate::search) fn runs(&self, run: &str) -> Vec<Run> {
        let mut found = Vec::new();
        if run.is_empty() {
            return found;
        }
        let finder = Finder::new(run.as_bytes());
        let mut entry = 0;
        let mut at = 0;
        while let Some(next) = finder.find(&self.text[at..]) {
            at += next;
            entry = self.entry_at(at, entry);
            let end = self.offsets[entry + 1] as usize;
            let length = end - 1 - self.offsets[entry] as usize;
            let mut places = memmem::find_iter(&self.text[at..end], run.as_bytes()).map(|place| at + place);
            let broken = places.all(|place| (place + 1..place + run.len()).any(|at| self.breaks_before(at)));
            found.push(Run { entry: EntryId::new(entry), broken, length });
            at = end;
        }
        found
    }

    /// The entry of a byte, which is not before `from`.
    fn entry_at(&self, at: usize, from: usize) -> usize {
        // Hits are often near to one another.
        let mut step = 1;
        while from + step < self.entries() && self.offsets[from + step] as usize <= at {
            step *= 2;
        }
        let upto = (from + step).min(self.entries());
        from + self.offsets[from..=upto].partition_point(|&offset| offset as usize <= at) - 1
    }
}

impl Kept for Explanations {
    fn write(&self, out: &mut Writer) {
        out.put(&self.text);
        out.put(&self.offsets);
        out.put(&self.breaks);
        self.words.write(out);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let (text, offsets, breaks) = (from.take()?, from.take()?, from.take()?);
        Some(Self { text, offsets, breaks, words: Vocabulary::read(from)? })
    }
}

#[cfg(test)]
pub(in crate::search) mod tests {
    use super::*;
    use crate::catalog::{Origin, ProductFile, Supplier};

    /// A catalogue of entries with these explanations.
    pub(crate) fn explained(explanations: &[&str]) -> Catalog {
        let entries: Vec<_> = explanations
            .iter()
            .enumerate()
            .map(|(at, zh)| {
                serde_json::json!({
                    "code": format!("Code{at}"), "status": 400, "message": "", "sources": [],
                    "explanation": {"zh": zh, "origin": Origin::Official},
                })
            })
            .collect();
        let file = serde_json::json!({
            "product": {"id": "P", "name": {"zh": "产品", "en": "Product"}, "group": {"zh": "组", "en": "Group"}},
            "entries": entries,
        });
        let file: ProductFile = serde_json::from_value(file).expect("a well-formed file");
        Catalog::from_files([file], Supplier::Builtin)
    }

    #[test]
    fn runs_are_found_over_blanks_and_marks() {
        let texts = ["指定的 RegionId 不存在。", "", "不存，在。又不存在", "存在", "该ＩＰ不存、在"];
        let explanations = Explanations::new(&explained(&texts));
        let runs = |run: &str| -> Vec<(usize, bool)> {
            explanations.runs(run).into_iter().map(|run| (run.entry.index(), run.broken)).collect()
        };
        assert_eq!(runs("不存在"), [(0, false), (2, false), (4, true)]);
        assert_eq!(runs("regionid不"), [(0, false)]);
        assert_eq!(runs("ip不存"), [(4, false)]);
        assert_eq!(runs("在存"), []);
        assert_eq!(runs(""), []);
    }
}
