//! The start of a row, which is the same in the lists of entries, of findings and of a log's errors.

use ratatui::layout::Rect;

use crate::app::State;
use crate::app::pane::Pane;
use crate::page::{Chance, Role, Span};
use crate::ui::canvas::Canvas;
use crate::ui::theme::On;

/// The text of a row begins here: behind the bar, the sign and a blank.
pub(super) const TEXT_AT: u16 = 3;

/// Draws the background and the bar of a selected row, and the sign of its retry chance; returns the background for its
/// text.
pub(super) fn begin(
    canvas: &mut Canvas,
    area: Rect,
    state: &State,
    selected: bool,
    chance: Option<Chance>,
) -> On {
    let on = if selected { On::Selection } else { On::Ground };
    if selected {
        let ground = canvas.looks.ground(on);
        canvas.fill(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, ground);
        let bar = if state.pane == Pane::List { Role::Accent } else { Role::Dim };
        for y in area.top()..area.bottom() {
            canvas.say(area.x, y, 1, "▌", bar);
        }
    }
    if let Some(chance) = chance {
        canvas.spans(area.x + 1, area.y, 1, &[Span::new(chance.sign(), Role::Retry(chance))], on);
    }
    on
}
