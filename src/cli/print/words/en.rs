//! The command line's words in English.

use super::table::{Count, PathWords, Said, Suppliers, Words};
use crate::import::Report;

pub(super) static WORDS: Words = Words {
    code: "Code",
    status: "Status",
    origin: "Origin",
    explanation: "Meaning",
    message: "Message",
    category: "Category",
    suppliers: Suppliers { builtin: "built in", user: "yours", both: "both" },
    today: "today",
    days_ago: Count { one: "{} day ago", several: "{} days ago" },
    reading_terminal: "paste the error, end with Ctrl-D",
    reading_pipe: "reading the pipe; the browser opens at its end (Ctrl-C cancels)",
    pipe_not_read: "QUERY is searched for, and what is piped in is not read; without QUERY it is diagnosed",
    browses_one_file: "one file can be browsed; alierr diagnose takes several, and folders",
    no_such_file: Said("there is no such file: {}"),
    no_error_read: "no Alibaba Cloud error found in the text",
    plain_formats_only: "--summary and --follow print text, json or tsv",
    follows_one: "--follow reads one file, or standard input",
    no_such_command: Said("{}: command not found"),
    no_last_output: "this terminal does not tell what the last command printed: run the command again \
        as alierr run -- COMMAND, or use tmux or kitty with remote control",
    only_what_is_seen: "where the last command began is not known; what the screen shows is diagnosed",
    no_such_key: Said("not a key that bash, zsh and fish can all bind: {} (alt-m, ctrl-x, F9 are)"),
    built_without_mcp: "this build has no MCP server; `cargo install --path . --features mcp` makes one that has",
    no_such_code: Said("no such code in the catalogue: {}"),
    no_code_named: "no code is named",
    not_of_product: |code, product| format!("{product} has no entry of this code: {code}"),
    code_of_other_products: Said("other products have this code: {}"),
    near_codes: "similar codes:",
    nothing_found: Said("nothing found: {}"),
    no_such_product: Said("no such product: {}"),
    no_such_category: Said("no such category: {}"),
    no_such_value: Said("no such value: {}"),
    values_are: Said("there are: {}"),
    no_such_filter: Said("no such filter: {}"),
    did_you_mean: Said("did you mean {}?"),
    left_out: Said("left out: {}"),
    no_browser_here: "alierr browses and explains Alibaba Cloud API error codes. This terminal cannot show the \
                      browser: `alierr search WORDS` searches, `alierr explain CODE` explains, `alierr export` prints all.",
    no_browser: Said("the browser cannot be opened: {}"),
    config_fine: "no problem in the config file",
    config_absent: "there is no config file yet; alierr config --init writes a commented one",
    config_there: Said("there is a config file already, and it is left as it is: {}"),
    config_faults: Count { one: "{} problem in the config file", several: "{} problems in the config file" },
    fault: |fault| fault.to_string(),
    more_hits: Count { one: "{} more, not listed", several: "{} more, not listed" },
    same_in: "The same in",
    products_in_brief: Count {
        one: "1 more product, in a line",
        several: "{} more products, in a line each",
    },
    more_of_code: "not everything is listed: -p ID tells all of one product, --format json all of every product",
    command_after_query: "the command must come first, then its query",
    markdown_is_for: "markdown is a format of export, diagnose and run only",
    github_is_for: "github is a format of diagnose and run only",
    has_one_format: "this command has only one output format",
    not_utf8: "not UTF-8 text",
    no_product_named: "neither its name nor its folders tell the product: give it with -p",
    not_a_product_id: "cannot be a product id",
    no_catalog_folder: "no folder is known for your own catalogue files: give one with --catalog-dir",
    no_such_folder: Said("--catalog-dir: there is no such folder: {}"),
    no_documents: "no Markdown documents, and no api-docs.json",
    imported,
    skipped: |row| format!("line {}: {}", row.place, row.reason),
    nothing_read: |why| format!("no errors: {why}"),
    other_table: |table| {
        let (place, header, rows) = (table.place, table.header.join(", "), table.rows);
        format!("table at line {place} ({header}; rows: {rows}): {}", table.verdict)
    },
    other_versions: Count {
        one: "1 version that is not the default one is left out; --all-versions takes it",
        several: "{} versions that are not the default ones are left out; --all-versions takes them",
    },
    new_product: Said("{} is no product that is known: it is taken as a new one"),
    written: "written",
    not_written: "would be written",
    still_so: "unchanged",
    gone: Count {
        one: "{} earlier entry is no longer in the document: ",
        several: "{} earlier entries are no longer in the document: ",
    },
    removed: "removed",
    not_removed: "would be removed",
    kept: Count {
        one: "no error codes were read; its {} earlier entry is kept",
        several: "no error codes were read; its {} earlier entries are kept",
    },
    no_sources: "no document was imported yet",
    no_such_source: Said("no such document was imported: {}"),
    list_takes_no_source: "list lists every document, and takes none",
    forgotten: Count { one: "{} entry removed", several: "{} entries removed" },
    paths: PathWords {
        config: "Configuration",
        catalogs: "Your catalogues",
        catalog: "Catalogue file",
        memory: "History, state",
        reports: "Crash reports",
        absent: "not there yet",
        nowhere: "nowhere: no home folder and no variable for it",
        option: |name| format!("named by {name}"),
        variable: |name| format!("set by the environment variable {name}"),
        platform: |unset| format!("platform default, as {unset} is not set"),
        in_folder: "in the folder of your catalogues",
    },
};

fn imported(report: &Report) -> String {
    let counted = |number: usize, one: &str, several: &str| {
        format!("{number} {}", if number == 1 { one } else { several })
    };
    let row = |number: usize| counted(number, "row", "rows");
    let entries =
        [(report.new_ones(), "added"), (report.changed, "changed"), (report.unchanged, "unchanged")];
    let entries = entries.into_iter().filter(|(number, _)| *number > 0);
    let entries: String =
        entries.map(|(number, what)| format!(", {} {what}", counted(number, "entry", "entries"))).collect();
    format!("{} read{entries}, {} merged", row(report.rows), row(report.merged))
}
