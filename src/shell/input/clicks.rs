//! Turns reports of the mouse into gestures; two clicks on one cell within a short time are a double click.

use std::time::{Duration, Instant};

use super::event::{Mouse, MouseAction};
use crate::app::msg::Gesture;

/// Two clicks on a cell within this time are a double click.
const DOUBLE_CLICK: Duration = Duration::from_millis(400);

/// The last click, to see whether the next one makes it a double click.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    last: Option<(Instant, u16, u16)>,
}

impl Clicks {
    /// What a report means; with Shift held the terminal selects text, where it passes the report on at all.
    pub(super) fn gesture(&mut self, mouse: Mouse, now: Instant) -> Option<Gesture> {
        if mouse.shift {
            return None;
        }
        Some(match mouse.action {
            MouseAction::Press => self.press(mouse.column, mouse.line, now),
            // The loop fills in the place, for it knows the size of the screen.
            MouseAction::Drag => Gesture::Drag(0, 0),
            MouseAction::Release => Gesture::Release,
            MouseAction::WheelDown => Gesture::Wheel(1),
            MouseAction::WheelUp => Gesture::Wheel(-1),
        })
    }

    fn press(&mut self, column: u16, line: u16, now: Instant) -> Gesture {
        let is_second = |(at, c, l): (Instant, u16, u16)| (c, l) == (column, line) && now - at < DOUBLE_CLICK;
        if self.last.take().is_some_and(is_second) {
            return Gesture::DoubleClick;
        }
        self.last = Some((now, column, line));
        Gesture::Click
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_click_starts_anew() {
        let mut clicks = Clicks::default();
        let start = Instant::now();
        let mut click = |after: u64, column| {
            let mouse = Mouse { action: MouseAction::Press, column, line: 3, shift: false };
            clicks.gesture(mouse, start + Duration::from_millis(after)).unwrap()
        };
        assert_eq!(click(0, 5), Gesture::Click);
        assert_eq!(click(100, 5), Gesture::DoubleClick);
        assert_eq!(click(200, 5), Gesture::Click);
        assert_eq!(click(900, 5), Gesture::Click);
        assert_eq!(click(950, 6), Gesture::Click);
    }

    #[test]
    fn a_click_with_shift_is_the_terminals() {
        let mouse = Mouse { action: MouseAction::Press, column: 1, line: 1, shift: true };
        assert_eq!(Clicks::default().gesture(mouse, Instant::now()), None);
    }
}
