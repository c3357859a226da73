//! `alierr run`: runs a command, and explains the errors in its output if it fails.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

use super::args::RunArgs;
use super::context::{Context, Stream};
use super::outcome::{Done, Outcome, say};
use super::{browse, diagnose, fault, open};
use crate::diagnose::{Engine, Finding, Quality};
use crate::shell::child::{self, Ended};
use crate::text::held::Hold;

/// The exit statuses of shells for a command that is not found, and for one that cannot be run.
const NOT_FOUND: u8 = 127;
const NOT_RUN: u8 = 126;

pub fn run(args: &RunArgs, context: &Context) -> Done {
    let ended = match child::run(&args.command) {
        Ok(ended) => ended,
        Err(error) => return Ok(Outcome::Ended(refused(args, &error, context))),
    };
    // A reader that has closed the pipe is no failure.
    if let Some(error) = ended.unwritten.as_ref().filter(|error| error.kind() != ErrorKind::BrokenPipe) {
        say(&fault::io(error, context.lang));
    }
    let (status, killed) = (ended.status, ended.killed);
    if status != 0 {
        explain(ended, args.browse, &context.toward(Stream::Error))?;
    }
    Ok(killed.map_or(Outcome::Ended(status), Outcome::Killed))
}

fn refused(args: &RunArgs, error: &io::Error, context: &Context) -> u8 {
    let name = args.command.first().map(|name| name.to_string_lossy()).unwrap_or_default();
    // The system also says "not found" for an existing script whose interpreter is missing.
    let here = args.command.first().is_some_and(|name| is_path(name) && Path::new(name).exists());
    match error.kind() {
        ErrorKind::NotFound if !here => {
            say(&context.words.no_such_command.of(&name));
            NOT_FOUND
        }
        _ => {
            say(&format!("{name}: {}", fault::io(error, context.lang)));
            NOT_RUN
        }
    }
}

fn is_path(name: &OsStr) -> bool {
    name.to_string_lossy().contains(std::path::MAIN_SEPARATOR)
}

/// Explains the errors of an output, if there are any.
fn explain(mut ended: Ended, in_browser: bool, context: &Context) -> Done {
    let catalog = Arc::new(open::quietly(context, if in_browser { Hold::Long } else { Hold::Briefly }));
    let engine = Engine::new(Arc::clone(&catalog));
    let line = ended.kept.lines();
    let format = context.format_of_findings();
    // Reading from memory does not fail.
    let mut text = diagnose::scan(&engine, ended.kept.read(), format).unwrap_or_default();
    text.places.count_anew(&line);
    let findings = &mut text.diagnosis.findings;
    findings.retain(is_told);
    findings.iter_mut().for_each(|finding| finding.line = line(finding.line));
    if findings.is_empty() {
        return Ok(Outcome::Nothing);
    }
    if in_browser && browse::is_possible() {
        return browse::findings(catalog, text.diagnosis, context);
    }
    let mut out = io::BufWriter::new(io::stderr());
    if context.format.is_none() {
        writeln!(out)?;
    }
    let done = diagnose::print(&engine, &[text], context, &mut out);
    out.flush()?;
    done
}

/// Whether a finding is certain enough to be shown. Nobody has said that the output has errors of Alibaba Cloud. So
/// without a request id and a product, the code must be documented, and for a word of every cloud (`NotFound`) the
/// message, too.
fn is_told(finding: &Finding) -> bool {
    let Some(code) = &finding.code else { return false };
    let agrees = || finding.message.is_some() && finding.matches.iter().any(|m| m.quality == Quality::Exact);
    finding.request_id.is_some()
        || finding.product.is_some()
        || (finding.is_known() && (code.contains('.') || agrees()))
}
