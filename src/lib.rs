//! `alierr`: a terminal browser for Alibaba Cloud (阿里云) API error codes.
//!
//! The house has floors; a module uses lower floors only (`tests/floors.rs` holds them):
//!
//! ```text
//! 8 cli                          arguments, printers, exit codes
//! 7 shell · fetch                terminal, threads, clipboard, the loop · downloads: every side effect
//! 6 ui                           ratatui views of the state
//! 5 app                          state, messages, update, effects, keymap: pure
//! 4 page                         entries, findings and summaries as lines of spans
//! 3 settings                     config file, paths, remembered state
//! 2 search · diagnose · import   what is done with a catalogue
//! 1 catalog                      what an error code is
//! 0 text · lang                  characters, columns, languages
//! ```

pub mod app;
pub mod catalog;
pub mod cli;
pub mod diagnose;
#[cfg(feature = "update")]
pub mod fetch;
pub mod import;
pub mod lang;
pub mod page;
pub mod search;
pub mod settings;
pub mod shell;
pub mod text;
pub mod ui;
