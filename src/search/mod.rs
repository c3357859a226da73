//! Finding: the right entry first, whatever half-remembered thing was typed.
//!
//! A [`Query`] is parsed once (`query`); an [`Engine`] holds what can be computed before any query is known, index by
//! index as queries need them (`indexes`), and answers synchronously; a [`Session`] remembers the answers to what was
//! typed on the way. Each field finds for itself (`fields`, which asks `code`, `words` and `pinyin`); where none finds
//! anything, the fallbacks are tried in turn. What was matched, and how well, is a tier (`rank`): an exact code stands
//! before the start of one, that before words of one, and so on down to pinyin.
//!
//! People remember the start of a code, a few of its letters, a word of the message, what the thing is called in Chinese,
//! or its pinyin. So no one index would do, and no query may pay for an index that it does not use: each is built when the first query
//! needs it, kept beside a user's catalogue, and a query that is answered by codes alone never waits for words. The order
//! of answers is decided by tiers and not by adding up scores, for a sum lets three weak reasons beat the right one.
//!
//! ```text
//! query/    what was typed: words, filters, products named, completions
//! code/     codes by their letters: exact, begun, inside, scattered, misspelt
//! words/    messages and explanations by their words, synonyms, spelling mended
//! pinyin/   Chinese by how it sounds
//! ```

mod code;
mod engine;
mod fallbacks;
mod fields;
mod indexes;
mod kept;
mod marks;
mod pinyin;
mod query;
mod rank;
mod session;
mod words;

pub use engine::Engine;
pub use indexes::Index;
pub use marks::Shown;
pub use query::complete::{Completion, complete};
pub use query::filter::{Key, Problem, exact_code, has_filter, statuses};
pub use query::names::nearest_product;
pub use query::parse::Query;
pub use rank::{Field, Hit, Hits};
pub use session::Session;
