//! The `alierr` binary.

fn main() {}
