//! The table of the command line's words: a field for each.

use crate::catalog::Supplier;
use crate::import::{Nothing, Report, Skipped, Table};
use crate::lang::number::grouped;
use crate::settings::fault::{Fault, Warning};

/// Everything the command line says in its own words.
#[derive(Debug)]
pub struct Words {
    // Names of fields.
    pub code: &'static str,
    pub status: &'static str,
    pub origin: &'static str,
    pub explanation: &'static str,
    pub message: &'static str,
    pub category: &'static str,
    pub suppliers: Suppliers,
    pub today: &'static str,
    pub days_ago: Count,

    // A diagnosis.
    pub reading_terminal: &'static str,
    pub reading_pipe: &'static str,
    pub pipe_not_read: &'static str,
    pub browses_one_file: &'static str,
    pub no_such_file: Said,
    pub no_error_read: &'static str,
    pub plain_formats_only: &'static str,
    pub follows_one: &'static str,

    // `alierr run`, `alierr last`, `alierr init`.
    pub no_such_command: Said,
    pub no_last_output: &'static str,
    pub only_what_is_seen: &'static str,
    pub no_such_key: Said,
    #[cfg_attr(feature = "mcp", allow(dead_code, reason = "said where there is no server"))]
    pub built_without_mcp: &'static str,

    // What is said on standard error.
    pub no_such_code: Said,
    pub no_code_named: &'static str,
    pub not_of_product: fn(code: &str, product: &str) -> String,
    pub code_of_other_products: Said,
    pub near_codes: &'static str,
    pub nothing_found: Said,
    pub no_such_product: Said,
    pub no_such_category: Said,
    pub no_such_filter: Said,
    pub no_such_value: Said,
    pub values_are: Said,
    pub did_you_mean: Said,
    pub left_out: Said,
    pub no_browser_here: &'static str,
    pub no_browser: Said,
    pub config_fine: &'static str,
    pub config_absent: &'static str,
    pub config_there: Said,
    pub config_faults: Count,
    pub(super) fault: fn(&Fault) -> String,
    pub more_hits: Count,
    pub same_in: &'static str,
    pub products_in_brief: Count,
    pub more_of_code: &'static str,
    pub command_after_query: &'static str,
    pub markdown_is_for: &'static str,
    pub github_is_for: &'static str,
    pub has_one_format: &'static str,
    pub not_utf8: &'static str,
    pub no_product_named: &'static str,
    pub not_a_product_id: &'static str,
    pub no_catalog_folder: &'static str,
    pub no_such_folder: Said,
    pub no_documents: &'static str,

    // `alierr import`.
    pub imported: fn(&Report) -> String,
    pub skipped: fn(&Skipped) -> String,
    pub nothing_read: fn(&Nothing) -> String,
    pub other_table: fn(&Table) -> String,
    pub other_versions: Count,
    pub new_product: Said,
    pub written: &'static str,
    pub not_written: &'static str,
    /// Of a catalogue file that says what it said.
    pub still_so: &'static str,
    /// Before `removed` or `not_removed`.
    pub gone: Count,
    pub removed: &'static str,
    pub not_removed: &'static str,
    pub kept: Count,

    // `alierr catalog`.
    pub no_sources: &'static str,
    pub no_such_source: Said,
    pub list_takes_no_source: &'static str,
    pub forgotten: Count,

    // `alierr paths`.
    pub paths: PathWords,
}

/// A sentence about something, whose name replaces `{}`.
#[derive(Debug)]
pub struct Said(pub(super) &'static str);

impl Said {
    pub fn of(&self, name: &str) -> String {
        self.0.replace("{}", name)
    }
}

/// A count in words, for one thing and for several.
#[derive(Debug)]
pub struct Count {
    pub one: &'static str,
    pub several: &'static str,
}

impl Count {
    pub fn of(&self, number: usize) -> String {
        let text = if number == 1 { self.one } else { self.several };
        text.replace("{}", &grouped(number))
    }
}

#[derive(Debug)]
pub struct Suppliers {
    pub(super) builtin: &'static str,
    pub(super) user: &'static str,
    pub(super) both: &'static str,
}

impl Suppliers {
    pub fn of(&self, supplier: Supplier) -> &'static str {
        match supplier {
            Supplier::Builtin => self.builtin,
            Supplier::User => self.user,
            Supplier::Both => self.both,
        }
    }
}

#[derive(Debug)]
pub struct PathWords {
    pub config: &'static str,
    pub catalogs: &'static str,
    pub catalog: &'static str,
    pub memory: &'static str,
    pub reports: &'static str,
    pub absent: &'static str,
    pub nowhere: &'static str,
    pub option: fn(&str) -> String,
    pub variable: fn(&str) -> String,
    pub platform: fn(&str) -> String,
    pub in_folder: &'static str,
}

impl Words {
    /// An age in words.
    pub fn age(&self, days: u64) -> String {
        match days {
            0 => self.today.to_owned(),
            days => self.days_ago.of(usize::try_from(days).unwrap_or(usize::MAX)),
        }
    }

    pub fn warning(&self, warning: &Warning) -> String {
        warning.told(&(self.fault)(&warning.fault))
    }
}
