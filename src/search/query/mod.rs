//! Queries: what was typed, taken apart, and which entries it admits at all.

pub(super) mod admit;
pub(super) mod called;
pub(super) mod complete;
pub(super) mod filter;
pub(super) mod names;
pub(super) mod parse;
mod spelt;
