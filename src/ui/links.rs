//! The addresses on the screen, for terminals that make text a link.

use ratatui::layout::Rect;

use super::regions::Regions;
use crate::app::form::Form;
use crate::app::{State, copy};
use crate::page::rich::Touch;

/// Text on one line that leads to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub area: Rect,
    /// It holds ASCII letters, digits and signs only.
    pub url: String,
}

/// The links that are to be seen. Under a popup there are none.
pub fn links(state: &State, regions: &Regions) -> Vec<Link> {
    if state.help.is_some() || regions.overlay().is_some() || regions.values().is_some() || regions.is_tiny()
    {
        return Vec::new();
    }
    let inside = regions.detail_text();
    let lines = state.detail.lines.iter().skip(state.detail.scroll.offset());
    let mut links = Vec::new();
    for (line, y) in lines.zip(inside.top()..inside.bottom()) {
        let mut x = inside.x;
        for span in &line.spans {
            let columns = u16::try_from(state.measure.columns(&span.text)).unwrap_or(u16::MAX);
            let area = Rect { x, y, width: columns.min(inside.right().saturating_sub(x)), height: 1 };
            x = x.saturating_add(columns);
            let url = match &span.touch {
                Some(Touch::Page) => copy::text(state, Form::Url).map(|(_, url)| url),
                Some(Touch::Open(url)) => Some(url.clone()),
                _ => None,
            };
            let safe = url.filter(|url| url.bytes().all(|b| b.is_ascii_graphic()));
            links.extend(safe.map(|url| Link { area, url }));
        }
    }
    links
}
