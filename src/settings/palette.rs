//! Which colours the screen has.

/// Which colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// By the terminal's ground, once that is known.
    #[default]
    Auto,
    Dark,
    Light,
    /// No colours: bold, dim, underlined and reversed only.
    Mono,
}

impl Palette {
    /// Every palette, in the order in which a key switches.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Dark, Self::Light, Self::Mono];
    /// Their names in the config, in the same order.
    pub const NAMES: [&str; 4] = ["auto", "dark", "light", "mono"];

    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|palette| palette.name() == name)
    }

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The palette that comes after this one.
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}
