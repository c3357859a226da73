//! Tests of the binary, each with a home folder of its own: what it prints where, and its exit status.

#[path = "cli/program.rs"]
mod program;

#[path = "cli/annotations.rs"]
mod annotations;
#[path = "cli/answers.rs"]
mod answers;
#[path = "cli/completion.rs"]
mod completion;
#[path = "cli/configuring.rs"]
mod configuring;
#[path = "cli/importing.rs"]
mod importing;
#[path = "cli/logs.rs"]
mod logs;
#[path = "cli/manners.rs"]
mod manners;
#[path = "cli/reimporting.rs"]
mod reimporting;
#[path = "cli/shapes.rs"]
mod shapes;
#[cfg(unix)]
#[path = "cli/terminal.rs"]
mod terminal;
