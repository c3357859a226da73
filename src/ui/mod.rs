//! How the state looks: ratatui views of it, nothing else.

mod canvas;
mod chrome;
mod detail;
mod findings;
mod list;
mod overlay;
mod problem;
pub mod regions;
pub mod theme;
mod tree;

use ratatui::Frame;

use crate::app::State;
use canvas::Canvas;
pub use regions::Regions;
pub use theme::Theme;

/// Draws the whole screen, and puts the real cursor at the caret.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    let regions = Regions::new(area, state, theme.frames);
    let mut canvas = Canvas::new(frame.buffer_mut(), theme, state.measure);
    if regions.is_tiny() {
        chrome::too_small(&mut canvas, area, state.labels());
        return;
    }
    tree::draw(&mut canvas, &regions, state);
    list::draw(&mut canvas, &regions, state);
    detail::draw(&mut canvas, &regions, state);
    let in_search = chrome::header(&mut canvas, &regions, state);
    chrome::footer(&mut canvas, &regions, state);
    let in_overlay = overlay::draw(&mut canvas, &regions, state);
    // Whoever has the focus has the cursor; an overlay without a text field hides it.
    let caret = if regions.overlay().is_some() { in_overlay } else { in_search };
    if let Some(caret) = caret {
        frame.set_cursor_position(caret);
    }
}
