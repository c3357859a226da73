//! Colours by name, and their replacements on terminals with fewer colours.

use ratatui::style::{Color, Modifier, Style};

use crate::settings::fault::Fault;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// None at all.
    None,
    Eight,
    #[default]
    Sixteen,
    TwoFiftySix,
    True,
}

impl Depth {
    /// What the environment says: `NO_COLOR`, `TERM`, `COLORTERM`.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        // https://no-color.org: any value but the empty one.
        if set("NO_COLOR").is_some() || term == "dumb" {
            Depth::None
        } else if matches!(set("COLORTERM").as_deref(), Some("truecolor" | "24bit")) {
            Depth::True
        } else if term.contains("256color") {
            Depth::TwoFiftySix
        } else if matches!(term.as_str(), "linux" | "vt220" | "ansi" | "cons25") {
            Depth::Eight
        } else {
            Depth::Sixteen
        }
    }
}

/// Reads a look: `bold cyan`, `#ff8800`, `208 underlined`, `black on yellow`.
pub fn parse(text: &str) -> Result<Style, Fault> {
    let mut style = Style::new();
    let mut ground = false;
    for word in text.split_whitespace() {
        let modifier = match word {
            "on" => {
                ground = true;
                continue;
            }
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underlined" => Some(Modifier::UNDERLINED),
            "reversed" => Some(Modifier::REVERSED),
            _ => None,
        };
        style = match (modifier, colour(word)) {
            (Some(modifier), _) => style.add_modifier(modifier),
            (None, Some(colour)) if ground => style.bg(colour),
            (None, Some(colour)) => style.fg(colour),
            (None, None) => return Err(Fault::NoLook(word.to_owned())),
        };
    }
    Ok(style)
}

const NAMED: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

fn colour(word: &str) -> Option<Color> {
    if let Some((_, colour)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Some(*colour);
    }
    match word.strip_prefix('#') {
        Some(hex) if hex.len() == 6 && hex.is_ascii() => {
            let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
            Some(Color::Rgb(part(0)?, part(2)?, part(4)?))
        }
        Some(_) => None,
        None => word.parse().ok().map(Color::Indexed),
    }
}

/// A look with colours that the terminal has.
pub fn fit(mut style: Style, depth: Depth) -> Style {
    let had_grey = style.fg == Some(Color::DarkGray);
    style.fg = style.fg.and_then(|colour| fit_colour(colour, depth));
    style.bg = style.bg.and_then(|colour| fit_colour(colour, depth));
    // Eight colours have no grey; dim text is the next best.
    if had_grey && depth <= Depth::Eight {
        style = style.add_modifier(Modifier::DIM);
    }
    style
}

fn fit_colour(colour: Color, depth: Depth) -> Option<Color> {
    match (depth, colour) {
        (Depth::None, _) => None,
        (Depth::True, colour) => Some(colour),
        (Depth::TwoFiftySix, Color::Rgb(red, green, blue)) => Some(Color::Indexed(cube(red, green, blue))),
        (Depth::TwoFiftySix, colour) => Some(colour),
        (_, Color::Rgb(red, green, blue)) => fit_colour(nearest(red, green, blue), depth),
        (_, Color::Indexed(index)) if index >= 16 => {
            let (red, green, blue) = rgb(index);
            fit_colour(nearest(red, green, blue), depth)
        }
        (_, Color::Indexed(index)) => fit_colour(NAMED[usize::from(index)].1, depth),
        (Depth::Eight, Color::DarkGray) => None,
        (Depth::Eight, colour) => {
            let place = NAMED.iter().position(|(_, known)| *known == colour);
            Some(place.map_or(colour, |place| NAMED[place % 8].1))
        }
        (Depth::Sixteen, colour) => Some(colour),
    }
}

/// Levels of xterm's 6 x 6 x 6 cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn cube(red: u8, green: u8, blue: u8) -> u8 {
    let level = |part: u8| {
        let distances = (0u8..).zip(LEVELS).min_by_key(|(_, level)| level.abs_diff(part));
        distances.map_or(0, |(place, _)| place)
    };
    16 + 36 * level(red) + 6 * level(green) + level(blue)
}

/// The colour of an index from 16 on: the cube, then 24 greys.
pub(super) fn rgb(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let place = usize::from(index - 16);
    (LEVELS[place / 36], LEVELS[place / 6 % 6], LEVELS[place % 6])
}

/// The nearest of the sixteen, by xterm's values.
fn nearest(red: u8, green: u8, blue: u8) -> Color {
    const VALUES: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    let distance = |(r, g, b): (u8, u8, u8)| {
        [(r, red), (g, green), (b, blue)].iter().map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>()
    };
    let nearest = VALUES.iter().zip(NAMED).min_by_key(|(value, _)| distance(**value));
    nearest.map_or(Color::Reset, |(_, (_, colour))| colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_read() {
        assert_eq!(parse("bold cyan"), Ok(Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)));
        assert_eq!(
            parse("#ff8800 on 17"),
            Ok(Style::new().fg(Color::Rgb(255, 136, 0)).bg(Color::Indexed(17)))
        );
        assert_eq!(parse(""), Ok(Style::new()));
        for wrong in ["purpel", "#12345", "#gggggg", "300", "#实实"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_environment_tells_the_depth() {
        let depth = |variables: &[(&str, &str)]| {
            Depth::of(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(depth(&[("TERM", "xterm")]), Depth::Sixteen);
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::TwoFiftySix);
        assert_eq!(depth(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(depth(&[("TERM", "linux")]), Depth::Eight);
        assert_eq!(depth(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]), Depth::None);
        assert_eq!(depth(&[("TERM", "xterm"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(depth(&[("TERM", "xterm"), ("NO_COLOR", "")]), Depth::Sixteen);
    }

    #[test]
    fn colours_fit_the_terminal() {
        let fg = |colour, depth| fit(Style::new().fg(colour), depth);
        assert_eq!(fg(Color::Rgb(255, 0, 0), Depth::TwoFiftySix).fg, Some(Color::Indexed(196)));
        assert_eq!(fg(Color::Rgb(250, 10, 10), Depth::Sixteen).fg, Some(Color::LightRed));
        assert_eq!(fg(Color::Indexed(196), Depth::Eight).fg, Some(Color::Red));
        assert_eq!(fg(Color::LightCyan, Depth::Eight).fg, Some(Color::Cyan));
        let grey = fg(Color::DarkGray, Depth::Eight);
        assert_eq!((grey.fg, grey.add_modifier), (None, Modifier::DIM));
        assert_eq!(fg(Color::Red, Depth::None).fg, None);
    }
}
