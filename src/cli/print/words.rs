//! The words of the command line, one static for each language.

mod en;
mod table;
mod zh;

#[cfg(feature = "update")]
pub use table::Count;
pub use table::Words;

use crate::lang::Lang;

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Zh => &zh::WORDS,
            Lang::En => &en::WORDS,
        }
    }
}
