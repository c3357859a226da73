//! `alierr mcp`: serves `explain`, `search`, `diagnose` and `products` as tools of an assistant, over the Model Context
//! Protocol on standard input and output.
//!
//! An answer is what the command of the same name prints with `--format json`: contract v1, both languages, secrets
//! masked. The server ends when its standard input does; nothing but the protocol goes to standard output.

use super::context::Context;
use super::outcome::{Done, Failure};

#[cfg(feature = "mcp")]
mod ask;
#[cfg(feature = "mcp")]
mod server;

#[cfg(feature = "mcp")]
pub fn run(context: Context) -> Done {
    context.no_format()?;
    server::serve(context).map(|()| super::outcome::Outcome::Found).map_err(Failure::Failed)
}

#[cfg(not(feature = "mcp"))]
pub fn run(context: Context) -> Done {
    Err(Failure::Failed(context.words.built_without_mcp.to_owned()))
}
