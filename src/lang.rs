//! The languages of the interface.

mod labels;

pub use labels::Labels;

/// A language the program speaks to its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    /// The language of a POSIX locale name such as `en_US.UTF-8`.
    ///
    /// English only where the locale says so; an unset, `C` or other locale gets Chinese.
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Zh }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_only_where_the_locale_says_so() {
        assert_eq!(Lang::from_locale("en_US.UTF-8"), Lang::En);
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("C"), Lang::Zh);
        assert_eq!(Lang::from_locale(""), Lang::Zh);
    }
}
