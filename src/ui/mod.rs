//! The views: functions that draw the state with ratatui. They change nothing.
//!
//! [`regions`] says where everything stands for a size and a state; drawing, the mouse and the scrolling all use it.
//! Each part of the screen has a file that draws it through the `canvas`, in the colours of the `theme`.

mod canvas;
mod chrome;
mod detail;
mod links;
mod list;
mod popup;
mod rail;
pub mod regions;
mod rules;
pub mod theme;

use ratatui::Frame;

use crate::app::State;
use canvas::Canvas;
pub use links::{Link, links};
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
        chrome::below(&mut canvas, &regions, state);
        let in_search = chrome::header(&mut canvas, &regions, state);
        popup::values(&mut canvas, &regions, state);
        let in_popup = popup::draw(&mut canvas, &regions, state);
        // The real cursor belongs to the focused text field, for input methods; a popup without one hides it.
        if regions.overlay().is_some() { in_popup } else { in_search }
    };
    chrome::footer(&mut canvas, &regions, state);
    if let Some(caret) = caret {
        frame.set_cursor_position(caret);
    }
}
