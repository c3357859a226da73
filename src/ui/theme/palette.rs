//! The program's own colours, fitted to the terminal's ground (its background colour).
//!
//! Contrasts are those of WCAG 2: text has at least 4.5, rules 3. The grounds of selections and chips are mixed from
//! the terminal's own ground, as far from it as the text on them stays legible.

use ratatui::style::Color;

use super::colour::Depth;
use crate::app::msg::Rgb;

/// Whether a ground is dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Dark,
    Light,
}

/// A ground of at most this luminance is dark, of at least that one light.
const DARK: f64 = 0.040;
const LIGHT: f64 = 0.79;

/// The least contrast of text, and that of rules.
pub(super) const TEXT: f64 = 4.5;
pub(super) const RULE: f64 = 3.0;

impl Tone {
    /// The tone of a ground; `None` for one in between, on which no colours of ours are sure to be legible.
    pub fn of(ground: Rgb) -> Option<Self> {
        match luminance(ground) {
            l if l <= DARK => Some(Tone::Dark),
            l if l >= LIGHT => Some(Tone::Light),
            _ => None,
        }
    }

    /// The tone according to `COLORFGBG`: `15;0`, `0;default;15`.
    pub fn of_variable(value: &str) -> Option<Self> {
        match value.rsplit(';').next()?.parse::<u8>().ok()? {
            0..=6 | 8 => Some(Tone::Dark),
            7 | 9..=15 => Some(Tone::Light),
            _ => None,
        }
    }

    /// The ground to assume where only its tone is known.
    fn ground(self) -> Rgb {
        match self {
            Tone::Dark => rgb(0x1d1f21),
            Tone::Light => rgb(0xffffff),
        }
    }
}

/// One colour for each part that has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette<C> {
    pub text: C,
    pub dim: C,
    pub accent: C,
    pub headline: C,
    pub good: C,
    pub warning: C,
    pub bad: C,
    pub link: C,
    pub rule: C,
    /// The ground of the selected row, and the accent on it.
    pub selection: C,
    pub accent_on_selection: C,
    pub chip: C,
    pub accent_on_chip: C,
}

/// The colours for a tone, on a ground where it is known and of that tone.
///
/// Plain text keeps the terminal's own colour, and most others are those of the 256: a keystroke then writes half as
/// many bytes as with exact colours everywhere.
pub(super) fn palette(tone: Tone, ground: Option<Rgb>, depth: Depth) -> Palette<Color> {
    let ground = ground.filter(|&ground| Tone::of(ground) == Some(tone)).unwrap_or(tone.ground());
    let of_256 = indexed(tone, ground).map(Color::Indexed);
    let own = Palette { text: Color::Reset, headline: Color::Reset, ..of_256 };
    if depth < Depth::True {
        return own;
    }
    let exact = Exact::of(tone, ground);
    let colour = |exact: Rgb| Color::Rgb(exact.red, exact.green, exact.blue);
    own.with(exact.map(colour))
}

/// The colours that are shown exactly where the terminal can: the accent, and what is mixed from the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Exact<C> {
    accent: C,
    rule: C,
    selection: C,
    chip: C,
}

impl Exact<Rgb> {
    fn of(tone: Tone, ground: Rgb) -> Self {
        let [accent, text, towards] = match tone {
            Tone::Dark => [0xff8a3d, 0xd8dbda, 0x5b8cc0],
            Tone::Light => [0xb83b0a, 0x24292f, 0x3f7fc4],
        }
        .map(rgb);
        let (selection, chip) = match tone {
            Tone::Dark => (0.22, 0.11),
            Tone::Light => (0.12, 0.07),
        };
        let legible = |ground: Rgb| contrast(accent, ground) >= TEXT;
        Self {
            accent,
            rule: rule(ground, text),
            selection: raised(ground, towards, selection, legible),
            chip: raised(ground, text, chip, legible),
        }
    }

    fn map<D>(self, to: impl Fn(Rgb) -> D) -> Exact<D> {
        Exact {
            accent: to(self.accent),
            rule: to(self.rule),
            selection: to(self.selection),
            chip: to(self.chip),
        }
    }
}

/// The faintest mix of ground and text in which a line has enough contrast.
fn rule(ground: Rgb, text: Rgb) -> Rgb {
    let mixes = (0..=100).map(|percent| mix(ground, text, f64::from(percent) / 100.0));
    mixes.into_iter().find(|&mix| contrast(mix, ground) >= RULE).unwrap_or(text)
}

/// The ground, moved towards a colour as far as the text on it stays legible.
fn raised(ground: Rgb, towards: Rgb, most: f64, legible: impl Fn(Rgb) -> bool) -> Rgb {
    let shares = (0..).map(|step| most - f64::from(step) / 100.0).take_while(|share| *share > 0.0);
    let mixes = shares.map(|share| mix(ground, towards, share));
    mixes.into_iter().find(|&mix| legible(mix)).unwrap_or(ground)
}

/// The same in xterm's 256 colours, which need no mixing.
pub(super) fn indexed(tone: Tone, ground: Rgb) -> Palette<u8> {
    match tone {
        Tone::Dark => Palette {
            text: 253,
            dim: 247,
            accent: 208,
            headline: 231,
            good: 114,
            warning: 179,
            bad: 210,
            link: 75,
            rule: 244,
            selection: 237,
            accent_on_selection: 208,
            chip: 236,
            accent_on_chip: 208,
        },
        Tone::Light => {
            // On grounds that are not quite white the orange would be too pale.
            let (accent, bad) = if contrast(of_index(130), ground) >= TEXT { (130, 124) } else { (124, 125) };
            Palette {
                text: 235,
                dim: 241,
                accent,
                headline: 16,
                good: 22,
                warning: 94,
                bad,
                link: 25,
                rule: 245,
                selection: 254,
                accent_on_selection: 235,
                chip: 255,
                accent_on_chip: 235,
            }
        }
    }
}

impl<C: Copy> Palette<C> {
    fn with(self, exact: Exact<C>) -> Self {
        let Exact { accent, rule, selection, chip } = exact;
        Self { accent, rule, selection, accent_on_selection: accent, chip, accent_on_chip: accent, ..self }
    }

    fn map<D>(self, to: impl Fn(C) -> D) -> Palette<D> {
        Palette {
            text: to(self.text),
            dim: to(self.dim),
            accent: to(self.accent),
            headline: to(self.headline),
            good: to(self.good),
            warning: to(self.warning),
            bad: to(self.bad),
            link: to(self.link),
            rule: to(self.rule),
            selection: to(self.selection),
            accent_on_selection: to(self.accent_on_selection),
            chip: to(self.chip),
            accent_on_chip: to(self.accent_on_chip),
        }
    }
}

pub(super) const fn rgb(hex: u32) -> Rgb {
    Rgb { red: (hex >> 16) as u8, green: (hex >> 8) as u8, blue: hex as u8 }
}

/// The colour of an index from 16 on.
pub(super) fn of_index(index: u8) -> Rgb {
    let (red, green, blue) = super::colour::rgb(index);
    Rgb { red, green, blue }
}

fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let part = |from: u8, to: u8| {
        let mixed = f64::from(from) + (f64::from(to) - f64::from(from)) * share;
        // The mix of two bytes is a byte.
        mixed.round() as u8
    };
    Rgb { red: part(from.red, to.red), green: part(from.green, to.green), blue: part(from.blue, to.blue) }
}

/// WCAG 2's relative luminance, 0 to 1.
fn luminance(colour: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

/// WCAG 2's contrast of two colours, 1 to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The grounds that people have.
    const GROUNDS: [(&str, u32); 9] = [
        ("black", 0x000000),
        ("Tomorrow Night", 0x1d1f21),
        ("Solarized dark", 0x002b36),
        ("Gruvbox", 0x282828),
        ("Nord", 0x2e3440),
        ("Tango", 0x2e3436),
        ("Dracula", 0x282a36),
        ("white", 0xffffff),
        ("Solarized light", 0xfdf6e3),
    ];

    fn texts<C: Copy>(palette: &Palette<C>) -> [(&'static str, C); 8] {
        [
            ("text", palette.text),
            ("dim", palette.dim),
            ("accent", palette.accent),
            ("headline", palette.headline),
            ("good", palette.good),
            ("warning", palette.warning),
            ("bad", palette.bad),
            ("link", palette.link),
        ]
    }

    fn check(name: &str, ground: Rgb, palette: &Palette<Rgb>) {
        for (part, colour) in texts(palette) {
            let has = contrast(colour, ground);
            assert!(has >= TEXT, "{part} on {name} has {has:.2}");
        }
        assert!(contrast(palette.rule, ground) >= RULE, "rule on {name}");
        // On a selection what is dim becomes text.
        for (part, colour) in texts(palette).into_iter().filter(|(part, _)| !["dim", "accent"].contains(part))
        {
            let has = contrast(colour, palette.selection);
            assert!(has >= TEXT, "{part} on the selection of {name} has {has:.2}");
            // Of the texts only these stand on chips and commands.
            let has = contrast(colour, palette.chip);
            assert!(has >= TEXT, "{part} on a chip of {name} has {has:.2}");
        }
        assert!(
            contrast(palette.accent_on_selection, palette.selection) >= TEXT,
            "accent, selected, on {name}"
        );
        assert!(contrast(palette.accent_on_chip, palette.chip) >= TEXT, "accent on a chip on {name}");
        assert!(contrast(palette.dim, palette.chip) >= RULE, "dim on a chip on {name}");
    }

    #[test]
    fn everything_can_be_read_on_the_grounds_that_people_have() {
        for (name, ground) in GROUNDS {
            let ground = rgb(ground);
            let tone = Tone::of(ground).unwrap_or_else(|| panic!("{name} is dark or light"));
            let of_256 = indexed(tone, ground).map(of_index);
            check(&format!("{name}, 256 colours"), ground, &of_256);
            check(name, ground, &of_256.with(Exact::of(tone, ground)));
        }
    }

    #[test]
    fn a_selection_is_seen_and_does_not_shout() {
        for (name, ground) in GROUNDS {
            let ground = rgb(ground);
            let exact = Exact::of(Tone::of(ground).unwrap(), ground);
            for raised in [exact.selection, exact.chip] {
                let has = contrast(raised, ground);
                assert!((1.07..1.5).contains(&has), "{name}: {has:.2}");
            }
        }
    }

    #[test]
    fn grounds_between_dark_and_light_are_neither() {
        assert_eq!(Tone::of(rgb(0x808080)), None);
        assert_eq!(Tone::of(rgb(0x5f8787)), None);
        assert_eq!(Tone::of_variable("15;0"), Some(Tone::Dark));
        assert_eq!(Tone::of_variable("0;default;15"), Some(Tone::Light));
        assert_eq!(Tone::of_variable("12;8"), Some(Tone::Dark));
        assert_eq!(Tone::of_variable("default;default"), None);
    }
}
