//! The answer of a diagnosis: the errors in a text, and the entries that each may be.

use super::evidence::Evidence;
use super::log::timeline::Timeline;
use super::read::Cloud;
use crate::catalog::{EntryId, HttpStatus, ProductIx};
use crate::lang::Lang;

/// The errors in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// In the order of the text, causes before what they caused; equal ones once, and counted.
    pub findings: Vec<Finding>,
    /// Another cloud whose errors are in the text, too. Those are no findings.
    pub foreign: Option<Cloud>,
    /// How many lines hold errors for which there was no room.
    pub beyond: usize,
}

impl Diagnosis {
    /// A sentence that says so where a text has more errors than are kept.
    pub fn bound(&self, lang: Lang) -> Option<String> {
        let (kept, more) = (self.findings.len(), self.beyond);
        (more > 0).then(|| match lang {
            Lang::En => format!(
                "only the first {kept} different errors are told; those behind them that have one of their codes are \
                 counted with the first of it, {more} more lines tell of others"
            ),
            Lang::Zh => format!(
                "只列出前 {kept} 种不同的报错；其后错误码相同的计入该错误码的第一条，另有 {more} 行报错未列出"
            ),
        })
    }
}

/// One error of a text. Its strings hold no secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// As read; `None` where the text gives none, as the Tea SDKs do not.
    pub code: Option<String>,
    /// As read, its secrets masked.
    pub message: Option<String>,
    /// As read; not that of an entry.
    pub status: Option<HttpStatus>,
    /// The OpenAPI product code that a host, a URL or a resource's name tells, catalogued or not: `Rds`, `Ecs`.
    pub product: Option<String>,
    /// The request id of the first of several equal errors.
    pub request_id: Option<String>,
    /// The number of its line in the text, from 1.
    pub line: usize,
    /// How often it occurs in the text.
    pub count: usize,
    /// Best first; those of the product that the text names come before others.
    pub matches: Vec<Match>,
    /// Documented codes near a code that is in no catalogue, nearest first.
    pub near: Vec<String>,
    /// The products that it may be of, where the text names none and several document it alike.
    pub products: Vec<ProductIx>,
    /// What it tells about its own remedy.
    pub evidence: Evidence,
    /// The lines of the first of several equal errors, normalised, for what reads more evidence from them later.
    pub block: String,
    /// When the first and the last of them happened, by RFC 3339; without a zone or a date where the log has none.
    pub first_seen: Option<String>,
    pub last_seen: Option<String>,
    /// How often it happened over time.
    pub timeline: Timeline,
}

impl Finding {
    /// Whether an entry has the code: of the finding's product or of any, or of whatever product where none is known.
    pub fn is_known(&self) -> bool {
        self.matches.iter().any(|m| m.quality.has_code() && !m.product_differs)
    }
}

/// What a match is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// Code and message agree. Without a code: the message agrees word for word with that of one code only, and is long
    /// enough not to agree by chance.
    Exact,
    /// The code is documented, and the text or the entry has no message to compare.
    Code,
    /// The code is documented; the message is another one.
    WordingDiffers,
    /// The code is a parent, child, sibling or misspelling of a documented one, or fits a documented code with a
    /// placeholder.
    Near,
    /// Only the messages are alike.
    Candidate,
}

impl Quality {
    pub const ALL: [Quality; 5] =
        [Quality::Exact, Quality::Code, Quality::WordingDiffers, Quality::Near, Quality::Candidate];

    /// Whether the entry has the code that was read.
    pub fn has_code(self) -> bool {
        self <= Quality::WordingDiffers
    }

    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Quality::Exact => "exact",
            Quality::Code => "code",
            Quality::WordingDiffers => "wording-differs",
            Quality::Near => "near",
            Quality::Candidate => "candidate",
        }
    }

    /// The verdict in a sentence and in a word. Of a known code it is that of an entry without a message.
    fn verdict(self, lang: Lang) -> (&'static str, &'static str) {
        match self {
            Quality::Exact => lang.pick(("与文档一致", "一致"), ("as documented", "as documented")),
            Quality::Code => lang.pick(
                ("错误码已收录，没有消息的记录", "已知错误码"),
                ("known code; no message on record", "known code"),
            ),
            Quality::WordingDiffers => lang.pick(
                ("错误码有记录，消息与文档不同", "消息不同"),
                ("the code is documented, this message is not", "message differs"),
            ),
            Quality::Near => lang.pick(
                ("没有收录这个错误码，以下是相近的", "相近"),
                ("not in the catalogue; this code is similar", "similar"),
            ),
            Quality::Candidate => lang.pick(
                ("仅消息与文档相似，未必是同一个错误", "消息相似"),
                ("only the messages are similar", "similar message"),
            ),
        }
    }
}

/// An entry that a finding may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub quality: Quality,
    /// The text gives a status, and the entry documents another one.
    pub status_differs: bool,
    /// The text tells a product, and the entry is another's.
    pub product_differs: bool,
    /// Placeholders and what they stand for, in the order of the message.
    pub params: Vec<(String, String)>,
    pub entry: EntryId,
    /// The finding's message piece by piece; joined, they are the message.
    pub pieces: Vec<Piece>,
}

impl Match {
    /// The verdict in a sentence and in a word.
    pub fn verdict(&self, lang: Lang) -> (&'static str, &'static str) {
        let (sentence, word) = self.quality.verdict(lang);
        // Pieces are those of the text's message.
        let has_no_text = self.quality == Quality::Code && self.pieces.is_empty();
        let lacking = lang.pick("错误码已收录，原文没有消息", "known code; the text has no message");
        (if has_no_text { lacking } else { sentence }, word)
    }
}

/// A piece of a real message, seen beside the documented one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// As documented.
    Same,
    /// The value of `params[_]`.
    Bound(usize),
    /// Not documented.
    Differs,
}
