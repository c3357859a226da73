//! How the state looks: ratatui views of it, nothing else.

mod canvas;
mod chrome;
mod detail;
mod list;
mod popup;
mod rail;
pub mod regions;
mod rules;
pub mod theme;

use ratatui::Frame;

use crate::app::State;
use canvas::Canvas;
pub use regions::Regions;
pub use theme::Theme;

/// Draws the whole screen, and puts the real cursor at the caret.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    let regions = Regions::new(area, state, theme.frames);
    let looks = theme.looks(state.ground, state.measure);
    let mut canvas = Canvas::new(frame.buffer_mut(), &looks, state.measure);
    if regions.is_tiny() {
        chrome::too_small(&mut canvas, area, state.labels());
        return;
    }
    let caret = if state.help.is_some() {
        rules::draw_help(&mut canvas, &regions);
        popup::help(&mut canvas, &regions, state)
    } else {
        rules::draw(&mut canvas, &regions);
        rail::draw(&mut canvas, &regions, state);
        list::draw(&mut canvas, &regions, state);
        detail::draw(&mut canvas, &regions, state);
        chrome::chips(&mut canvas, &regions, state);
        let in_search = chrome::header(&mut canvas, &regions, state);
        popup::values(&mut canvas, &regions, state);
        let in_popup = popup::draw(&mut canvas, &regions, state);
        // Whoever has the focus has the cursor; a popup without a text field hides it.
        if regions.overlay().is_some() { in_popup } else { in_search }
    };
    chrome::footer(&mut canvas, &regions, state);
    if let Some(caret) = caret {
        frame.set_cursor_position(caret);
    }
}
