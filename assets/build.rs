//! Makes `rules.toml` into JSON at build time.
//!
//! The rules are written in TOML for those who write them, and read at every start by those who only ask what a
//! code means: JSON is read ten times as fast. A fault in the table stops the build.

use std::path::Path;
use std::{env, fs};

const RULES: &str = "assets/rules.toml";

fn main() {
    println!("cargo::rerun-if-changed={RULES}");
    println!("cargo::rerun-if-changed=assets/build.rs");
    let text = fs::read_to_string(RULES).unwrap_or_else(|error| panic!("{RULES}: {error}"));
    let rules: toml::Value = toml::from_str(&text).unwrap_or_else(|error| panic!("{RULES}: {error}"));
    let json = serde_json::to_string(&rules).unwrap_or_else(|error| panic!("{RULES}: {error}"));
    // Cargo sets it for every build script.
    let folder = env::var_os("OUT_DIR").expect("a folder for what the build makes");
    fs::write(Path::new(&folder).join("rules.json"), json).expect("the folder can be written");
}
