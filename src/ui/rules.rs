//! Draws the lines between the panes: across and down, joined where they meet.

use super::canvas::Canvas;
use super::regions::{RULED_FROM, Regions, Rules};
use crate::page::Role;

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions) {
    let area = regions.area();
    let Rules { top, bottom, rail, side, middle } = regions.rules();
    for y in top.into_iter().chain(bottom) {
        canvas.across(area.left(), area.right(), y);
    }
    let (Some(top), Some(bottom)) = (top, bottom) else {
        // A low screen has no rules but the one above the detail.
        if let Some((x, y)) = middle {
            canvas.across(x, area.right(), y);
        }
        return;
    };
    for x in rail.into_iter().chain(side) {
        canvas.down(x, top + 1, bottom);
        canvas.say(x, top, 1, "┬", Role::Rule);
        canvas.say(x, bottom, 1, "┴", Role::Rule);
    }
    if let Some((x, y)) = middle {
        canvas.across(x, area.right(), y);
        if rail.is_some() {
            canvas.say(x, y, 1, "├", Role::Rule);
        }
    }
}

/// The help has rules below its header and above the footer.
pub(super) fn draw_help(canvas: &mut Canvas, regions: &Regions) {
    let area = regions.area();
    if area.height >= RULED_FROM {
        canvas.across(area.left(), area.right(), area.top() + 1);
        canvas.across(area.left(), area.right(), area.bottom() - 2);
    }
}
