//! `alierr config`: the settings, documented, and what is wrong in the user's own.

use std::io::Write;

use super::args::ConfigArgs;
use super::context::Context;
use super::outcome::{Done, Failure, Outcome, say};
use crate::app::keymap::{Action, Keymap};
use crate::settings::config::DEFAULT;
use crate::ui::Theme;
use crate::ui::theme::Depth;

pub fn run(args: &ConfigArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    if args.default {
        write!(out, "{DEFAULT}")?;
        writeln!(out, "\n# Actions:")?;
        for actions in Action::ALL.chunks(6) {
            let ids: Vec<&str> = actions.iter().map(|action| action.id()).collect();
            writeln!(out, "#   {}", ids.join(" "))?;
        }
        return Ok(Outcome::Found);
    }
    let file = &context.config;
    let (_, of_keys) = Keymap::with(&file.config.keys, &file.path);
    let (_, of_theme) = Theme::of(&file.config, Depth::True, &file.path);
    let warnings = file.warnings.iter().chain(&of_keys).chain(&of_theme);
    warnings.clone().for_each(|warning| say(&context.words.warning(warning)));
    match warnings.count() {
        0 => {
            writeln!(out, "{}", file.path.display())?;
            Ok(Outcome::Found)
        }
        faults => Err(Failure::Failed(context.words.config_faults.of(faults))),
    }
}
