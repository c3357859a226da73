//! The pen: the attributes of what is written next, and the sequences that change them.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The attributes of what is written next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

const SGR: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The codes that turn attributes off; bold and dim have the same.
const OFF: [(Modifier, u8); 3] =
    [(Modifier::BOLD.union(Modifier::DIM), 22), (Modifier::UNDERLINED, 24), (Modifier::REVERSED, 27)];

impl Pen {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank is visible with this pen.
    pub(super) fn shows_on_blanks(self) -> bool {
        let seen = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        self.bg != Color::Reset || self.modifier.intersects(seen)
    }

    /// The shortest sequence from another pen to this one: either a reset and all attributes, or only the differences.
    pub(super) fn taken_from(self, from: Self) -> String {
        if self == Self::default() {
            return "\x1b[m".to_owned();
        }
        let mut afresh = vec!["0".to_owned()];
        self.add_to(Self::default(), &mut afresh);
        let afresh = afresh.join(";");
        let (mut stepwise, mut left) = (Vec::new(), from);
        for (gone, code) in OFF {
            if left.modifier.difference(self.modifier).intersects(gone) {
                stepwise.push(code.to_string());
                left.modifier.remove(gone);
            }
        }
        let shorter = if left.modifier.difference(self.modifier).is_empty() {
            self.add_to(left, &mut stepwise);
            Some(stepwise.join(";")).filter(|stepwise| stepwise.len() <= afresh.len())
        } else {
            None
        };
        format!("\x1b[{}m", shorter.unwrap_or(afresh))
    }

    fn add_to(self, from: Self, codes: &mut Vec<String>) {
        let new = self.modifier.difference(from.modifier);
        codes.extend(SGR.iter().filter(|(one, _)| new.contains(*one)).map(|(_, code)| code.to_string()));
        if self.fg != from.fg {
            codes.push(colour(self.fg, 0));
        }
        if self.bg != from.bg {
            codes.push(colour(self.bg, 10));
        }
    }
}

/// The code of a colour; `shift` is 10 for the background.
fn colour(colour: Color, shift: u8) -> String {
    let code = match colour {
        Color::Reset => 39,
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        Color::Indexed(index) => return format!("{};5;{index}", 38 + shift),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", 38 + shift),
    };
    (code + shift).to_string()
}
