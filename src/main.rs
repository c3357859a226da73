//! The `alierr` binary.

use std::sync::Arc;

fn main() {
    if std::env::args().nth(1).as_deref() == Some(alierr::shell::clipboard::keeper::COMMAND) {
        alierr::shell::clipboard::keeper::run().unwrap();
        return;
    }
    let mut start = alierr::shell::Start::default();
    start.setup.mouse = true;
    start.setup.query = std::env::args().skip(3).collect::<Vec<_>>().join(" ");
    if std::env::var("L").is_ok() {
        start.setup.lang = alierr::lang::Lang::En;
    }
    alierr::shell::run(Arc::new(alierr::catalog::Catalog::embedded()), start).unwrap();
}
