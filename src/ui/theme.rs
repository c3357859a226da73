//! Colours, and the signs that frames are made of.

mod colour;

use std::path::Path;

use ratatui::style::{Color, Modifier, Style};

use crate::app::rich::Role;
use crate::catalog::HttpStatus;
use crate::settings::Config;
use crate::settings::fault::{Fault, Hint, Thing, Warning};
pub use colour::Depth;

/// A part of the screen that is no text of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Frame,
    FrameFocused,
    Title,
    TitleFocused,
    Thumb,
    Brand,
    Prompt,
    Input,
    Hint,
    Count,
    /// The row under the cursor of the focused pane.
    Selected,
    /// The row under the cursor of another pane.
    Chosen,
    FooterKey,
    FooterLabel,
    ToastDone,
    ToastNotice,
    ToastFailure,
}

/// Which colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// The terminal's own sixteen colours.
    #[default]
    Auto,
    /// For a dark ground: the bright ones of the sixteen.
    Dark,
    /// For a light ground: dark ones, of more than the sixteen where the terminal has them.
    Light,
    /// None: bold, dim, underlined and reversed only.
    Mono,
}

/// How everything looks.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    palette: Palette,
    /// Only ASCII for frames and signs.
    ascii: bool,
    /// Whether panes have frames.
    pub frames: Frames,
    depth: Depth,
    /// Looks of the user's own.
    overrides: Vec<(RoleName, Style)>,
}

/// A role as the config calls it: statuses go by their class.
type RoleName = &'static str;

const ROLES: [RoleName; 17] = [
    "plain",
    "strong",
    "dim",
    "label",
    "code",
    "status-4xx",
    "status-5xx",
    "origin",
    "category",
    "link",
    "key",
    "mark",
    "bound",
    "differs",
    "good",
    "warning",
    "bad",
];

fn name_of(role: Role) -> RoleName {
    match role {
        Role::Plain => "plain",
        Role::Strong => "strong",
        Role::Dim => "dim",
        Role::Label => "label",
        Role::Code => "code",
        Role::Status(status) if status.map(HttpStatus::class) == Some(5) => "status-5xx",
        Role::Status(_) => "status-4xx",
        Role::Origin => "origin",
        Role::Category => "category",
        Role::Link => "link",
        Role::Key => "key",
        Role::Mark => "mark",
        Role::Bound => "bound",
        Role::Differs => "differs",
        Role::Good => "good",
        Role::Warning => "warning",
        Role::Bad => "bad",
    }
}

/// Whether panes have frames around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Frames {
    #[default]
    Drawn,
    /// For screen readers: nothing but text.
    None,
}

/// The signs of a frame.
pub(super) struct Border {
    pub horizontal: &'static str,
    pub vertical: &'static str,
    pub top_left: &'static str,
    pub top_right: &'static str,
    pub bottom_left: &'static str,
    pub bottom_right: &'static str,
}

const THIN: Border = Border {
    horizontal: "─",
    vertical: "│",
    top_left: "┌",
    top_right: "┐",
    bottom_left: "└",
    bottom_right: "┘",
};

const THICK: Border = Border {
    horizontal: "━",
    vertical: "┃",
    top_left: "┏",
    top_right: "┓",
    bottom_left: "┗",
    bottom_right: "┛",
};

const ASCII: Border = Border {
    horizontal: "-",
    vertical: "|",
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
};

const ASCII_FOCUSED: Border = Border { horizontal: "=", ..ASCII };

/// What stands back. Bright black would do it on most terminals, and be the ground itself on some: Solarized's.
fn faint() -> Style {
    Style::new().fg(Color::Reset).add_modifier(Modifier::DIM)
}

impl Theme {
    pub fn new(palette: Palette, ascii: bool, frames: Frames) -> Self {
        Self { palette, ascii, frames, ..Self::default() }
    }

    /// The look that the config asks for, on a terminal of so many colours.
    ///
    /// Where ambiguous characters take two columns, frames of them would: there ASCII is used.
    pub fn of(config: &Config, depth: Depth, file: &Path) -> (Self, Vec<Warning>) {
        let palette = match config.theme.as_deref() {
            _ if depth == Depth::None => Palette::Mono,
            Some("dark") => Palette::Dark,
            Some("light") => Palette::Light,
            Some("mono") => Palette::Mono,
            _ => Palette::Auto,
        };
        let frames = if config.plain_list { Frames::None } else { Frames::Drawn };
        let mut theme =
            Self { depth, ..Self::new(palette, config.ascii || config.ambiguous_wide == Some(true), frames) };
        let mut warnings = Vec::new();
        for look in &config.colors {
            let role = ROLES.into_iter().find(|role| *role == look.name);
            let read = role.ok_or_else(|| {
                let hint = Hint::Known(ROLES.to_vec());
                Fault::Unknown { thing: Thing::Role, name: look.name.clone(), hint }
            });
            match read.and_then(|role| colour::parse(&look.value).map(|style| (role, style))) {
                Ok(look) => theme.overrides.push(look),
                Err(fault) => {
                    warnings.push(Warning { file: file.to_owned(), place: Some(look.place), fault });
                }
            }
        }
        (theme, warnings)
    }

    /// The signs of a frame. Without colours the focused one is drawn thick, so that it is seen.
    pub(super) fn border(&self, focused: bool) -> &'static Border {
        match (self.ascii, focused) {
            (true, false) => &ASCII,
            (true, true) => &ASCII_FOCUSED,
            (false, true) if self.palette == Palette::Mono => &THICK,
            (false, _) => &THIN,
        }
    }

    pub(super) fn thumb(&self) -> &'static str {
        if self.ascii { "#" } else { "┃" }
    }

    /// The sign before a tree node: open, closed, or without children.
    pub(super) fn fold_sign(&self, open: Option<bool>) -> &'static str {
        match (open, self.ascii) {
            (None, _) => " ",
            (Some(true), false) => "▾",
            (Some(false), false) => "▸",
            (Some(true), true) => "-",
            (Some(false), true) => "+",
        }
    }

    /// A sign of ours that the font may lack, as one of ASCII.
    pub(super) fn sign<'g>(&self, grapheme: &'g str) -> &'g str {
        match grapheme {
            "…" if self.ascii => "~",
            "›" if self.ascii => ">",
            "·" if self.ascii => "-",
            _ => grapheme,
        }
    }

    pub(super) fn prompt(&self) -> &'static str {
        if self.ascii { ">" } else { "›" }
    }

    pub(super) fn part(&self, part: Part) -> Style {
        colour::fit(self.full_part(part), self.depth)
    }

    fn full_part(&self, part: Part) -> Style {
        let (plain, faint) = (Style::new(), faint());
        if self.palette == Palette::Mono {
            return match part {
                Part::Frame | Part::Hint | Part::FooterLabel | Part::Count => faint,
                Part::FrameFocused | Part::Input | Part::Thumb | Part::Title => plain,
                Part::TitleFocused => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
                Part::Selected => plain.add_modifier(Modifier::REVERSED),
                Part::Brand | Part::Prompt | Part::Chosen | Part::FooterKey => {
                    plain.add_modifier(Modifier::BOLD)
                }
                Part::ToastDone | Part::ToastNotice | Part::ToastFailure => {
                    plain.add_modifier(Modifier::BOLD)
                }
            };
        }
        match part {
            Part::Frame => plain.fg(Color::DarkGray),
            Part::FrameFocused => plain.fg(self.colour(Color::Cyan)),
            Part::Title => faint,
            Part::TitleFocused => plain.fg(self.colour(Color::Cyan)).add_modifier(Modifier::BOLD),
            Part::Thumb => plain.fg(self.colour(Color::Cyan)),
            Part::Brand => plain.fg(self.colour(Color::Cyan)).add_modifier(Modifier::BOLD),
            Part::Prompt => plain.fg(self.colour(Color::Cyan)),
            Part::Input => plain.add_modifier(Modifier::BOLD),
            Part::Hint => faint,
            Part::Count => faint,
            Part::Selected => plain.bg(Color::Blue).fg(Color::White),
            Part::Chosen => plain.add_modifier(Modifier::BOLD),
            Part::FooterKey => plain.fg(self.colour(Color::Cyan)),
            Part::FooterLabel => faint,
            Part::ToastDone => plain.fg(self.colour(Color::Green)),
            Part::ToastNotice => plain.fg(self.colour(Color::Yellow)),
            Part::ToastFailure => plain.fg(self.colour(Color::Red)).add_modifier(Modifier::BOLD),
        }
    }

    pub(super) fn role(&self, role: Role) -> Style {
        colour::fit(self.full_role(role), self.depth)
    }

    fn full_role(&self, role: Role) -> Style {
        if let Some((_, style)) = self.overrides.iter().find(|(name, _)| *name == name_of(role)) {
            return *style;
        }
        let (plain, faint) = (Style::new(), faint());
        if self.palette == Palette::Mono {
            return match role {
                Role::Strong | Role::Code | Role::Key | Role::Bad | Role::Warning | Role::Status(_) => {
                    plain.add_modifier(Modifier::BOLD)
                }
                Role::Dim | Role::Label | Role::Origin => faint,
                Role::Mark | Role::Bound | Role::Differs => {
                    plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
                }
                Role::Plain | Role::Category | Role::Link | Role::Good => plain,
            };
        }
        match role {
            Role::Plain => plain,
            Role::Strong | Role::Code => plain.add_modifier(Modifier::BOLD),
            Role::Dim | Role::Label | Role::Origin => faint,
            Role::Status(status) => plain.fg(match status.map(|status| status.class()) {
                Some(5) => self.colour(Color::Red),
                Some(4) => self.colour(Color::Yellow),
                Some(_) => self.colour(Color::Green),
                None => return faint,
            }),
            Role::Category => plain.fg(self.colour(Color::Magenta)),
            Role::Link => plain.fg(self.colour(Color::Blue)),
            Role::Key => plain.fg(self.colour(Color::Cyan)),
            Role::Mark => {
                plain.fg(self.colour(Color::Green)).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
            }
            Role::Bound => plain.fg(self.colour(Color::Cyan)).add_modifier(Modifier::BOLD),
            Role::Differs => plain.fg(self.colour(Color::Yellow)).add_modifier(Modifier::UNDERLINED),
            Role::Good => plain.fg(self.colour(Color::Green)),
            Role::Warning => plain.fg(self.colour(Color::Yellow)),
            Role::Bad => plain.fg(self.colour(Color::Red)),
        }
    }

    /// A role on a highlighted row: the row's colours rule, what is told by form stays.
    pub(super) fn role_on(&self, role: Role, row: Style) -> Style {
        let own = self.role(role);
        let mut style = row.add_modifier(own.add_modifier.difference(Modifier::DIM));
        if matches!(role, Role::Status(_)) && row.bg.is_some() {
            style = style.fg(own.fg.unwrap_or(Color::White)).add_modifier(Modifier::BOLD);
        }
        style
    }

    fn colour(&self, colour: Color) -> Color {
        match (self.palette, colour) {
            // The bright half of the sixteen can hardly be read on white.
            (Palette::Light, Color::Yellow) => return Color::Indexed(130),
            (Palette::Light, Color::Green) => return Color::Indexed(28),
            (Palette::Light, Color::Cyan) => return Color::Indexed(30),
            (Palette::Dark, _) => {}
            _ => return colour,
        }
        match colour {
            Color::Red => Color::LightRed,
            Color::Green => Color::LightGreen,
            Color::Yellow => Color::LightYellow,
            Color::Blue => Color::LightBlue,
            Color::Magenta => Color::LightMagenta,
            Color::Cyan => Color::LightCyan,
            other => other,
        }
    }
}
