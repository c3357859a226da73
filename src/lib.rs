//! `alierr`: a terminal browser for Alibaba Cloud (阿里云) API error codes, and the engine behind it.
//!
//! # The engine
//!
//! A program that wants to know what an error means needs three things of this crate, and none of its default
//! features (`default-features = false` leaves the terminal, the clipboard and the command line out):
//!
//! - [`catalog::Catalog`]: what each code means, in Chinese and English, whether a retry helps, and what to do;
//! - [`diagnose::Engine`]: from any text with errors in it to their entries;
//! - [`search::Engine`]: from whatever was half remembered to the right entry.
//!
//! ```
//! use std::sync::Arc;
//!
//! use alierr::catalog::Catalog;
//! use alierr::diagnose::Engine;
//! use alierr::lang::Lang;
//!
//! let engine = Engine::new(Arc::new(Catalog::embedded()));
//! let text = "ErrorCode: Throttling.User\nRecommend: wait\nRequestId: 4C467B38-3910-447D-87BC-AC049166F216";
//! let finding = &engine.diagnose(text).findings[0];
//!
//! assert_eq!(finding.code.as_deref(), Some("Throttling.User"));
//! let verdict = finding.verdict(engine.catalog());
//! assert_eq!(verdict.retry.map(|retry| retry.id()), Some("backoff"));
//! assert!(verdict.meaning(Lang::En).is_some());
//! ```
//!
//! # The house
//!
//! A module uses lower floors only, which `tests/floors.rs` checks:
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
//!
//! `text`, `import` and the floors from `settings` up are the program's own: they are public for its tests and
//! benchmarks, may change with any version, and are left out of this documentation.

pub mod catalog;
pub mod diagnose;
#[doc(hidden)]
pub mod import;
pub mod lang;
pub mod search;
#[doc(hidden)]
pub mod text;

#[cfg(feature = "tui")]
#[doc(hidden)]
pub mod app;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "update")]
#[doc(hidden)]
pub mod fetch;
#[doc(hidden)]
pub mod page;
#[cfg(feature = "tui")]
#[doc(hidden)]
pub mod settings;
#[cfg(feature = "tui")]
#[doc(hidden)]
pub mod shell;
#[cfg(feature = "tui")]
#[doc(hidden)]
pub mod ui;
