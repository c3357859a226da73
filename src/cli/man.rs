//! `alierr man`: the manual page.

use std::io::Write;

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::CommandLine;
use super::context::Context;
use super::outcome::{Done, Outcome};

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let mut page = Vec::new();
    Man::new(CommandLine::command()).render(&mut page)?;
    out.write_all(&page)?;
    Ok(Outcome::Found)
}
