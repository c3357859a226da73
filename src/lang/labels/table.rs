//! What the screen can say: a field that lacks in one language does not compile.

/// What the browser says. Holes in sentences are written `{}`.
#[derive(Debug)]
pub struct Labels {
    pub products: &'static str,
    pub statuses: &'static str,
    /// Of the tree, in the footer.
    pub by_status: &'static str,
    pub by_kind: &'static str,
    pub categories: &'static str,
    pub can_i_retry: &'static str,
    pub codes: &'static str,
    pub detail: &'static str,
    pub all: &'static str,
    /// What stands under no heading of a document.
    pub untitled: &'static str,
    pub no_status: &'static str,
    pub no_category: &'static str,
    pub client_errors: &'static str,
    pub server_errors: &'static str,
    pub search_hint: &'static str,
    pub nothing_found: &'static str,
    pub nothing_found_for: &'static str,
    /// Follows the label of a key that works in the copy menu only.
    pub once_selected: &'static str,
    /// The words before and after the spelling that was searched for instead of the one that was typed.
    pub shown_for: (&'static str, &'static str),
    pub clears_or_widens: &'static str,
    pub too_small: &'static str,
    pub welcome_search: &'static str,
    pub welcome_error: &'static str,
    pub welcome_paste: &'static str,
    pub welcome_pipe: &'static str,
    pub welcome_down: &'static str,
    /// What `alierr update` is for; stands behind the command.
    pub every_product: &'static str,
    pub welcome_keys: &'static str,
    pub meaning: &'static str,
    pub message: &'static str,
    pub description: &'static str,
    pub advice: &'static str,
    pub note: &'static str,
    pub repair: &'static str,
    pub same_code: &'static str,
    /// What a key does that stands behind those products.
    pub next_product: &'static str,
    /// Before the products that have a code with the same meaning in the same words.
    pub also_in: &'static str,
    pub source: &'static str,
    pub page: &'static str,
    pub rows: &'static str,
    /// The document of a product of which the catalogue has a copy.
    pub document_of: &'static str,
    pub meaning_by: &'static str,
    pub written_here: &'static str,
    pub wrong: &'static str,
    pub right: &'static str,
    pub copy_as: &'static str,
    pub code: &'static str,
    pub ticket: &'static str,
    pub all_tickets: &'static str,
    pub json: &'static str,
    pub policy: &'static str,
    pub step: &'static str,
    pub product: &'static str,
    pub count: &'static str,
    pub first_time: &'static str,
    pub last_time: &'static str,
    pub request_id: &'static str,
    pub copied: &'static str,
    pub sent: &'static str,
    pub copy_failed: &'static str,
    pub nothing_to_copy: &'static str,
    pub no_message: &'static str,
    pub no_page: &'static str,
    pub clipboard_empty: &'static str,
    pub clipboard_unreadable: &'static str,
    /// Neither a display nor tmux has any.
    pub no_clipboard: &'static str,
    pub no_browser: &'static str,
    pub opened: &'static str,
    pub mouse_on: &'static str,
    pub mouse_off: &'static str,
    pub no_shell: &'static str,
    /// By the palettes' order.
    pub palettes: [&'static str; 4],
    pub no_colours: &'static str,
    pub again_to_quit: &'static str,
    pub back: &'static str,
    pub to_search: &'static str,
    pub to_left_query: &'static str,
    pub to_list: &'static str,
    /// The hint where the cursor is on what already narrows the list: Enter stops the narrowing.
    pub let_go: &'static str,
    /// The hint for going to the next chip. Chips stand in for the rail where the screen has no room for it.
    pub next_chip: &'static str,
    pub findings_list: &'static str,
    pub next_error: &'static str,
    pub previous_error: &'static str,
    pub diagnose_it: &'static str,
    pub take: &'static str,
    /// In the footer, of a row without what Enter would take.
    pub nothing_to_take: &'static str,
    pub no_message_here: &'static str,
    pub none_to_take: &'static str,
    pub no_message_to_take: &'static str,
    pub help: &'static str,
    pub help_filter: &'static str,
    pub history: &'static str,
    pub no_history: &'static str,
    pub history_filter: &'static str,
    pub pick_value: &'static str,
    pub filters: &'static str,
    pub signs: &'static str,
    pub settings: &'static str,
    /// Follows the command that writes the config file: what can be set there.
    pub settable: &'static str,
    /// Follows a theme in that file: the other ones.
    pub themes: &'static str,
    pub diagnosis: &'static str,
    /// For a code that is not in the catalogue: in a sentence, and in a word.
    pub unknown: (&'static str, &'static str),
    pub without_code: &'static str,
    pub ram_role: &'static str,
    pub ram_user: &'static str,
    pub caller: &'static str,
    /// Without a blank before `{action}`: the values bring the blanks that they need.
    pub may_not: &'static str,
    pub may_not_in: &'static str,
    pub received: &'static str,
    pub documented: &'static str,
    /// Follows a status that the entry has and the error does not give.
    pub status_of_entry: &'static str,
    pub values: &'static str,
    pub read_text: &'static str,
    pub status_differs: &'static str,
    pub product_differs: &'static str,
    pub near_codes: &'static str,
    /// Stands before the products that have a code, where the text does not show which of them it is.
    pub in_products: &'static str,
    pub other_choices: &'static str,
    pub next_choice: &'static str,
    pub back_to_findings: &'static str,
    pub no_findings: &'static str,
    pub no_error_in_paste: &'static str,
    pub no_error_in_query: &'static str,
    pub unknown_filter: &'static str,
    pub unknown_value: &'static str,
    pub did_you_mean: &'static str,
    pub comma: &'static str,
    pub enumeration: &'static str,
    pub colon: &'static str,
    pub welcome_examples: [(&'static str, &'static str); 4],
    /// Takes the line of a finding, and how often it was found.
    pub read_at: fn(usize, usize) -> String,
    /// Takes how many errors a text holds, and how often they occur in it.
    pub errors_in: fn(usize, usize) -> String,
    /// How many errors a log holds, each counted once.
    pub total: fn(usize) -> String,
    /// How many hundredths of a log's errors a retry helps.
    pub retryable: fn(usize) -> String,
    /// How many lines a text has.
    pub lines: fn(&str) -> String,
    pub entries: fn(&str) -> String,
    /// Entries, and products.
    pub codes_of_products: fn(&str, usize) -> String,
    /// Takes the number of entries from documents, and that of entries written in this project.
    pub inside: fn(&str, &str) -> String,
    /// Takes the number of products, and that of their entries.
    pub products_of: fn(usize, usize) -> String,
    /// Takes a product, and how many entries it has.
    pub times: fn(&str, usize) -> String,
    /// Takes a product, and how many other messages it has for the code.
    pub other_wordings: fn(&str, usize) -> String,
    /// The same of entries without a message.
    pub other_entries: fn(&str, usize) -> String,
    pub and_more: fn(usize) -> String,
    /// Takes what narrows the list, and how many hits lie outside of it.
    pub narrowed_out: fn(&str, usize) -> String,
}
