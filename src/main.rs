//! The `alierr` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    alierr::cli::main()
}
