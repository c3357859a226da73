//! `alierr config`: prints or writes the documented settings, and checks the user's config file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::args::ConfigArgs;
use super::context::Context;
use super::outcome::{Done, Failure, Outcome, say};
use super::{fault, open};
use crate::app::keymap::{Action, Keymap};
use crate::settings::config::DEFAULT;
use crate::settings::fault::{Fault, Hint, Thing, Warning};
use crate::text::held::Hold;
use crate::text::sanitize::line;
use crate::ui::Theme;
use crate::ui::theme::Depth;

pub fn run(args: &ConfigArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    if args.default {
        write!(out, "{}", commented())?;
        return Ok(Outcome::Found);
    }
    let file = &context.config;
    if args.init {
        let path = file.path.display().to_string();
        init(&file.path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Failed(context.words.config_there.of(&path)),
            _ => Failure::Failed(format!("{path}: {}", fault::io(&error, context.lang))),
        })?;
        writeln!(out, "{}", file.path.display())?;
        return Ok(Outcome::Found);
    }
    let (_, of_keys) = Keymap::with(&file.config.keys, &file.path);
    let (_, of_theme) = Theme::of(&file.config, Depth::True, None, &file.path);
    let of_product = unknown_product(context);
    let warnings = file.warnings.iter().chain(&of_keys).chain(&of_theme).chain(&of_product);
    warnings.clone().for_each(|warning| say(&context.words.warning(warning)));
    match warnings.count() {
        0 => {
            writeln!(out, "{}", line(&file.path.display().to_string()))?;
            say(if file.path.exists() { context.words.config_fine } else { context.words.config_absent });
            Ok(Outcome::Found)
        }
        faults => Err(Failure::Failed(context.words.config_faults.of(faults))),
    }
}

/// The documented defaults, with the names of all actions behind them.
fn commented() -> String {
    let mut text = format!("{DEFAULT}\n# Actions:\n");
    for actions in Action::ALL.chunks(6) {
        let ids: Vec<&str> = actions.iter().map(|action| action.id()).collect();
        text.push_str(&format!("#   {}\n", ids.join(" ")));
    }
    text
}

/// Writes the commented file; one that is there already is left alone.
fn init(file: &Path) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(file)?.write_all(commented().as_bytes())
}

/// A warning if the product to start in does not exist. It is looked up in the catalogue, as it may be one of the
/// user's.
fn unknown_product(context: &Context) -> Option<Warning> {
    let file = &context.config;
    let name = file.config.start_product.clone()?;
    let unknown = open::quietly(context, Hold::Briefly).find_product(&name).is_none();
    let fault = Fault::Unknown { thing: Thing::Product, name, hint: Hint::None };
    unknown.then(|| Warning { file: file.path.clone(), place: None, fault })
}
