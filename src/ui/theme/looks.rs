//! The looks of roles on a terminal, and the signs that it can show.

use ratatui::style::{Color, Modifier, Style};

use super::palette::Palette;
use crate::page::{Chance, Role};

/// Where the colours come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colours {
    /// Of our own, on a ground that is known.
    Own(Palette<Color>),
    /// The terminal's: readable on any ground.
    Terminal,
    None,
}

/// The background of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum On {
    /// The terminal's own ground.
    Ground,
    /// A chip or a command.
    Raised,
    /// The selected row.
    Selection,
}

/// How roles look.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Looks {
    pub(super) colours: Colours,
    pub(super) ascii: bool,
    pub(super) overrides: Vec<(Role, Style)>,
}

/// Signs that fonts may lack, or that some terminals draw in two columns, and their replacements in ASCII.
const SIGNS: [(&str, &str); 45] = [
    ("✓", "+"),
    ("✎", "~"),
    ("✕", "x"),
    ("≈", "?"),
    ("▌", ">"),
    ("▎", "|"),
    ("│", "|"),
    ("┃", "#"),
    ("─", "-"),
    ("┬", "+"),
    ("┴", "+"),
    ("├", "+"),
    ("┤", "+"),
    ("┼", "+"),
    ("╭", "+"),
    ("╮", "+"),
    ("╰", "+"),
    ("╯", "+"),
    ("❯", ">"),
    ("›", ">"),
    ("‹", "<"),
    ("●", "*"),
    ("→", ">"),
    ("▸", "+"),
    ("▾", "-"),
    ("◀", "<"),
    ("▶", ">"),
    ("↑", "^"),
    ("↓", "v"),
    ("←", "<"),
    ("…", "."),
    ("·", "-"),
    ("—", "-"),
    ("–", "-"),
    ("×", "x"),
    ("▁", "_"),
    ("▂", "."),
    ("▃", ":"),
    ("▄", "-"),
    ("▅", "="),
    ("▆", "+"),
    ("▇", "*"),
    ("█", "#"),
    ("⇄", "="),
    ("▐", "#"),
];

impl Looks {
    /// The look of a role.
    pub(in crate::ui) fn style(&self, role: Role, on: On) -> Style {
        if let Some((_, style)) = self.overrides.iter().find(|(own, _)| *own == role) {
            return style.patch(self.ground(on));
        }
        match &self.colours {
            Colours::Own(palette) => own(palette, role, on),
            Colours::Terminal => on_any_ground(terminal(role), on),
            Colours::None => on_any_ground(without_colours(role), on),
        }
    }

    /// The look of an area without text.
    pub(in crate::ui) fn ground(&self, on: On) -> Style {
        match (&self.colours, on) {
            (_, On::Ground) => Style::new(),
            (Colours::Own(palette), On::Raised) => Style::new().bg(palette.chip),
            (Colours::Own(palette), On::Selection) => Style::new().bg(palette.selection),
            (_, On::Raised) => Style::new(),
            (_, On::Selection) => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Whether a selected row is shown by reversed text, and not by a ground of its own.
    pub(in crate::ui) fn reverses(&self) -> bool {
        !matches!(self.colours, Colours::Own(_))
    }

    /// A sign, as one of ASCII where only those are wanted.
    pub(in crate::ui) fn sign<'g>(&self, grapheme: &'g str) -> &'g str {
        if !self.ascii || grapheme.is_ascii() {
            return grapheme;
        }
        SIGNS.iter().find(|(sign, _)| *sign == grapheme).map_or(grapheme, |(_, ascii)| ascii)
    }
}

fn bold(style: Style) -> Style {
    style.add_modifier(Modifier::BOLD)
}

/// Our own colours.
fn own(palette: &Palette<Color>, role: Role, on: On) -> Style {
    let accent = match on {
        On::Ground => palette.accent,
        On::Raised => palette.accent_on_chip,
        On::Selection => palette.accent_on_selection,
    };
    // On the selection nothing is dim: it would hardly be read there.
    let dim = if on == On::Selection { palette.text } else { palette.dim };
    let plain = Style::new();
    let style = match role {
        Role::Plain => plain.fg(palette.text),
        Role::Strong => bold(plain.fg(palette.headline)),
        Role::Dim | Role::Label | Role::Count => plain.fg(dim),
        Role::Headline | Role::Code => bold(plain.fg(palette.headline)),
        Role::Accent | Role::Quote | Role::Key => plain.fg(accent),
        Role::Number | Role::Bound => bold(plain.fg(accent)),
        Role::Placeholder => plain.fg(accent),
        Role::Category => plain.fg(palette.link),
        Role::Retry(Chance::Later) | Role::Good => plain.fg(palette.good),
        Role::Retry(Chance::Fix) | Role::Warning => plain.fg(palette.warning),
        Role::Retry(Chance::Never) | Role::Bad => plain.fg(palette.bad),
        Role::Link => plain.fg(palette.link).add_modifier(Modifier::UNDERLINED),
        Role::Mark => bold(plain.fg(palette.good)).add_modifier(Modifier::UNDERLINED),
        Role::Differs => plain.fg(palette.warning).add_modifier(Modifier::UNDERLINED),
        Role::Rule => plain.fg(palette.rule),
    };
    match on {
        On::Ground => style,
        On::Raised => style.bg(palette.chip),
        On::Selection => style.bg(palette.selection),
    }
}

/// Looks that are legible on any ground: the terminal's own text, and its magenta as the accent.
fn terminal(role: Role) -> Style {
    let plain = Style::new();
    let accent = plain.fg(Color::Magenta);
    match role {
        Role::Accent | Role::Quote | Role::Key => accent,
        Role::Number | Role::Bound => bold(accent),
        Role::Placeholder => accent.add_modifier(Modifier::UNDERLINED),
        _ => without_colours(role),
    }
}

fn without_colours(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Plain | Role::Category | Role::Retry(Chance::Fix) | Role::Warning | Role::Quote => plain,
        Role::Dim | Role::Label | Role::Count | Role::Rule => plain.add_modifier(Modifier::DIM),
        Role::Strong
        | Role::Headline
        | Role::Code
        | Role::Accent
        | Role::Number
        | Role::Key
        | Role::Good
        | Role::Bad
        | Role::Retry(_) => bold(plain),
        Role::Link | Role::Differs => plain.add_modifier(Modifier::UNDERLINED),
        Role::Mark | Role::Placeholder | Role::Bound => bold(plain).add_modifier(Modifier::UNDERLINED),
    }
}

/// On a selected row the look is reversed and loses its colour; bold and underlined stay.
fn on_any_ground(style: Style, on: On) -> Style {
    match on {
        On::Ground | On::Raised => style,
        On::Selection => Style::new()
            .add_modifier(Modifier::REVERSED)
            .add_modifier(style.add_modifier.difference(Modifier::DIM)),
    }
}
