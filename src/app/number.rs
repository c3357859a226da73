//! Numbers as the screen shows them.

pub use crate::lang::number::grouped;

/// A count; 0 is a dot.
pub fn number(count: usize) -> String {
    if count == 0 { "·".to_owned() } else { grouped(count) }
}
