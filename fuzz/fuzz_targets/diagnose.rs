//! Any bytes: a diagnosis ends.

#![no_main]

use std::sync::{Arc, LazyLock};

use alierr::catalog::Catalog;
use alierr::diagnose::Engine;
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Arc::new(Catalog::embedded())));

fuzz_target!(|bytes: &[u8]| {
    // Memory can be read.
    let Ok(diagnosis) = ENGINE.scan(bytes) else { return };
    for finding in &diagnosis.findings {
        assert!(finding.code.is_some() || finding.message.is_some(), "a finding tells something");
        assert!(finding.line > 0 && finding.count > 0, "a finding has a place");
    }
});
