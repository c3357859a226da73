//! The theme: colours for roles, and signs that every font has. A *ground* is a background colour; *the ground* is
//! that of the terminal.

mod colour;
mod looks;
mod palette;

use std::path::Path;

use ratatui::style::Style;

use crate::app::msg::Rgb;
use crate::page::{Chance, Role};
use crate::settings::Config;
pub use crate::settings::Palette;
use crate::settings::fault::{Fault, Hint, Thing, Warning};
use crate::text::width::Measure;
pub use colour::Depth;
pub(super) use looks::{Looks, On};
pub use palette::Tone;

/// Whether there are rules between the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Frames {
    #[default]
    Drawn,
    /// For screen readers: nothing but text, one pane at a time.
    None,
}

/// How the user wants everything to look.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    palette: Palette,
    /// Only ASCII for rules and signs.
    ascii: bool,
    pub frames: Frames,
    depth: Depth,
    /// The terminal's tone according to its environment.
    tone: Option<Tone>,
    /// Looks of the user's own.
    overrides: Vec<(RoleName, Style)>,
}

/// A role as the config calls it.
type RoleName = &'static str;

const ROLES: [(RoleName, Role); 24] = [
    ("plain", Role::Plain),
    ("strong", Role::Strong),
    ("dim", Role::Dim),
    ("label", Role::Label),
    ("headline", Role::Headline),
    ("code", Role::Code),
    ("accent", Role::Accent),
    ("number", Role::Number),
    ("key", Role::Key),
    ("category", Role::Category),
    ("retry-later", Role::Retry(Chance::Later)),
    ("retry-fix", Role::Retry(Chance::Fix)),
    ("retry-never", Role::Retry(Chance::Never)),
    ("link", Role::Link),
    ("mark", Role::Mark),
    ("placeholder", Role::Placeholder),
    ("bound", Role::Bound),
    ("differs", Role::Differs),
    ("quote", Role::Quote),
    ("rule", Role::Rule),
    ("count", Role::Count),
    ("good", Role::Good),
    ("warning", Role::Warning),
    ("bad", Role::Bad),
];

impl Theme {
    pub fn new(palette: Palette, ascii: bool, frames: Frames) -> Self {
        Self { palette, ascii, frames, ..Self::default() }
    }

    /// The same theme for a terminal with this many colours.
    pub fn with_depth(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// Which colours it has; `None` where the terminal shows none.
    pub fn palette(&self) -> Option<Palette> {
        (self.depth != Depth::None).then_some(self.palette)
    }

    pub fn set_palette(&mut self, palette: Palette) {
        self.palette = palette;
    }

    /// The theme of a config for a terminal with this many colours; `tone` is that of the environment, if it says one.
    pub fn of(config: &Config, depth: Depth, tone: Option<Tone>, file: &Path) -> (Self, Vec<Warning>) {
        let palette = match depth {
            Depth::None => Palette::Mono,
            _ => config.theme.as_deref().and_then(Palette::of).unwrap_or_default(),
        };
        let frames = if config.plain_list { Frames::None } else { Frames::Drawn };
        // Screen readers read ASCII signs aloud as they are.
        let ascii = config.ascii || config.plain_list;
        let mut theme = Self { depth, tone, ..Self::new(palette, ascii, frames) };
        let mut warnings = Vec::new();
        for look in &config.colors {
            let role = ROLES.into_iter().find(|(name, _)| *name == look.name);
            let read = role.ok_or_else(|| {
                let hint = Hint::Known(ROLES.map(|(name, _)| name).to_vec());
                Fault::Unknown { thing: Thing::Role, name: look.name.clone(), hint }
            });
            match read.and_then(|(name, _)| colour::parse(&look.value).map(|style| (name, style))) {
                Ok(look) => theme.overrides.push(look),
                Err(fault) => {
                    warnings.push(Warning { file: file.to_owned(), place: Some(look.place), fault });
                }
            }
        }
        (theme, warnings)
    }

    /// Whether the colours depend on the terminal's ground, so that it is worth asking for.
    pub fn wants_ground(&self) -> bool {
        self.palette != Palette::Mono && self.depth >= Depth::TwoFiftySix
    }

    /// The looks for a ground, if it is known, and for a width of ambiguous characters.
    ///
    /// Rules are ambiguous characters. Where these take two columns, ASCII is used instead.
    pub(super) fn looks(&self, ground: Option<Rgb>, measure: Measure) -> Looks {
        let tone = match self.palette {
            Palette::Dark => Some(Tone::Dark),
            Palette::Light => Some(Tone::Light),
            Palette::Auto | Palette::Mono => self.tone.or_else(|| ground.and_then(Tone::of)),
        };
        let own = |tone| palette::palette(tone, ground, self.depth);
        let colours = match tone.filter(|_| self.wants_ground()) {
            Some(tone) => looks::Colours::Own(own(tone)),
            None if self.palette == Palette::Mono || self.depth == Depth::None => looks::Colours::None,
            None => looks::Colours::Terminal,
        };
        let fitted = self.overrides.iter().filter_map(|(name, style)| {
            let (_, role) = ROLES.iter().find(|(known, _)| known == name)?;
            Some((*role, colour::fit(*style, self.depth)))
        });
        let ascii = self.ascii || measure == Measure::Wide;
        Looks { colours, ascii, overrides: fitted.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_that_is_not_known_gets_the_terminals_own_colours() {
        let theme = Theme::new(Palette::Auto, false, Frames::Drawn).with_depth(Depth::True);
        let accent =
            |theme: &Theme, ground| theme.looks(ground, Measure::Narrow).style(Role::Accent, On::Ground).fg;
        use ratatui::style::Color;
        assert_eq!(accent(&theme, None), Some(Color::Magenta));
        assert_eq!(accent(&theme, Some(palette::rgb(0))), Some(Color::Rgb(0xff, 0x8a, 0x3d)));
        assert_eq!(accent(&theme, Some(palette::rgb(0xffffff))), Some(Color::Rgb(0xb8, 0x3b, 0x0a)));
        assert_eq!(accent(&theme, Some(palette::rgb(0x808080))), Some(Color::Magenta));
        let few = theme.clone().with_depth(Depth::Sixteen);
        assert_eq!(accent(&few, Some(palette::rgb(0))), Some(Color::Magenta));
        let none = theme.with_depth(Depth::None);
        assert_eq!(accent(&none, Some(palette::rgb(0))), None);
    }

    #[test]
    fn what_the_user_wants_goes_before_what_the_terminal_says() {
        let theme = Theme::new(Palette::Light, false, Frames::Drawn).with_depth(Depth::True);
        let text = |ground| theme.looks(ground, Measure::Narrow).style(Role::Plain, On::Ground).fg;
        assert_eq!(text(Some(palette::rgb(0))), text(None));
    }
}
