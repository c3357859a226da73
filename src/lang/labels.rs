//! The words of the screen, once in each language.

mod en;
mod table;
mod zh;

pub use table::Labels;

use super::Lang;

impl Labels {
    pub fn of(lang: Lang) -> &'static Labels {
        match lang {
            Lang::Zh => &zh::LABELS,
            Lang::En => &en::LABELS,
        }
    }
}
