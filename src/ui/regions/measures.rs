//! The screen sizes from which each part is shown.

/// From this width on, the rail is at the left; on narrower screens a line of chips replaces it.
pub(in crate::ui) const RAIL_FROM: u16 = 100;
/// From this width on the detail stands beside the list, not below it.
pub(in crate::ui) const BESIDE_FROM: u16 = 160;
/// With fewer lines than this, there are no rules: they would take too much room.
pub(in crate::ui) const RULED_FROM: u16 = 14;
/// With fewer lines there is the list alone.
pub(in crate::ui) const DETAIL_FROM: u16 = 8;

/// A number of columns or lines; a screen has no more than fit.
pub(in crate::ui) fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
