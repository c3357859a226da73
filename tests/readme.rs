//! Checks the READMEs: their keys are those of the table, and their examples print what is written below them.
//!
//! With `UPDATE_README` set, keys and answers are written and not compared. A block that is not run has a comment
//! above it with the reason.

#[path = "cli/program.rs"]
#[allow(dead_code, reason = "each test program uses its own part")]
mod program;

use std::path::Path;
use std::process::Command;

use alierr::app::form::Form;
use alierr::app::keymap::{Action, Group, Keymap};
use alierr::catalog::Catalog;
use alierr::lang::Lang;
use program::World;

const READMES: [(&str, Lang, &str); 2] =
    [("README.md", Lang::En, "en_US.UTF-8"), ("README.zh-CN.md", Lang::Zh, "zh_CN.UTF-8")];

/// The allowed reasons for a block not to be run.
const NOT_RUN: [&str; 4] = ["a build", "a terminal", "a start-up file", "the network"];

/// The keys that matter.
const TEN: [Action; 10] = [
    Action::Copy(Form::Code),
    Action::CopyMenu,
    Action::Filter,
    Action::Paste,
    Action::NextPane,
    Action::DetailDown,
    Action::OpenPage,
    Action::SwitchLang,
    Action::Help,
    Action::Back,
];

/// A log in the folder that the examples run in.
const LOG: &str = "\
2026-01-05 09:12:01 INFO starting
2026-01-05 09:12:02 ERROR ErrorCode: InvalidVpcId.NotFound, RequestId: 7B6A4F1C-0D5E-4B3A-9C2D-1E0F9A8B7C6D
2026-01-05 09:14:40 ERROR ErrorCode: Throttling.User, RequestId: 0C5D2B7E-3A41-4F60-8E1B-6D9C4A2F7B83
2026-01-05 09:14:41 ERROR ErrorCode: Throttling.User, RequestId: 5E8F1A9D-7C24-4B06-9D3A-2B7E6C1F0A45
";

fn path(file: &str) -> String {
    format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(path(file)).expect("a README")
}

/// Asserts that a README is right, or makes it right.
fn settle(file: &str, told: &str, right: &str) {
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path(file), right).expect("a README that can be written");
    } else {
        assert_eq!(told, right, "{file}: UPDATE_README=1 cargo test --test readme writes it anew");
    }
}

/// A text with the part between two comments replaced.
fn with(text: &str, name: &str, content: &str) -> String {
    let (head, rest) = text.split_once(&format!("<!-- {name} -->\n")).expect("a place for it");
    let (_, tail) = rest.split_once(&format!("<!-- /{name} -->")).expect("an end of it");
    format!("{head}<!-- {name} -->\n{content}<!-- /{name} -->{tail}")
}

fn heads(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "| 按键 | 作用 |\n|---|---|\n",
        Lang::En => "| Keys | What they do |\n|---|---|\n",
    }
}

/// All keys, in the order of the help.
fn all_keys(lang: Lang) -> String {
    let mut table = heads(lang).to_owned();
    let help = Keymap::default().help();
    for group in Group::ALL {
        table.push_str(&format!("| **{}** | |\n", group.name(lang)));
        for (row, chords) in help.iter().filter(|(row, _)| row.group == group) {
            let keys: Vec<String> = chords.iter().map(|chord| format!("`{chord}`")).collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), row.label(lang)));
        }
    }
    table
}

/// The ten that matter, each by its first chord.
fn ten_keys(lang: Lang) -> String {
    let help = Keymap::default().help();
    let rows = TEN.map(|action| {
        let (row, chords) = help.iter().find(|(row, _)| row.action == action).expect("a key");
        format!("| `{}` | {} |\n", chords[0], row.label(lang))
    });
    format!("{}{}", heads(lang), rows.concat())
}

/// A README in which each command of the examples has its present output below it.
fn answered(text: &str, locale: &str) -> String {
    let world = World::new().with("LANG", locale);
    world.file("app.log", LOG);
    let mut written = String::new();
    let mut inside = false;
    for line in text.lines() {
        let command = line.strip_prefix("$ ").filter(|_| inside);
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && command.is_none() {
            continue;
        }
        written.push_str(line);
        written.push('\n');
        written.extend(command.map(|command| answer(command, &world, locale)));
    }
    written
}

/// The output of a command in a shell, without standard error.
fn answer(command: &str, world: &World, locale: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_alierr")).parent().expect("a folder of the program");
    let search_path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("bash");
    shell.args(["-c", command]).env_clear().current_dir(world.path("."));
    shell.env("PATH", search_path).env("HOME", world.path(".")).env("LANG", locale);
    let output = shell.output().expect("bash starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {complaint}");
    assert!(!output.stdout.is_empty(), "{command} prints nothing: {complaint}");
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

fn is_there(program: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .any(|folder| folder.join(program).is_file())
}

#[test]
fn keys_and_answers_are_what_the_program_says() {
    let missing = ["bash", "jq"].into_iter().find(|program| !is_there(program));
    if let Some(missing) = missing {
        eprintln!("the examples are not run: {missing} is not here");
    }
    for (file, lang, locale) in READMES {
        let told = read(file);
        let mut right = with(&with(&told, "keys", &all_keys(lang)), "ten keys", &ten_keys(lang));
        if missing.is_none() {
            right = answered(&right, locale);
        }
        assert!(right.contains("```console\n$ alierr "), "{file} has examples");
        settle(file, &told, &right);
    }
}

#[test]
fn a_block_that_is_not_run_says_why() {
    for (file, ..) in READMES {
        let text = read(file);
        let mut above = "";
        let mut inside = false;
        for line in text.lines() {
            let Some(language) = line.strip_prefix("```") else {
                above = line;
                continue;
            };
            inside = !inside;
            let excuse = above.strip_prefix("<!-- not run: ").and_then(|rest| rest.strip_suffix(" -->"));
            match language {
                "sh" => assert!(excuse.is_some_and(|why| NOT_RUN.contains(&why)), "{file}: {above:?}"),
                "console" => assert!(excuse.is_none(), "{file}: {above:?} is run"),
                "" | "text" | "json" => {}
                _ => panic!("{file}: is a block of {language} run?"),
            }
        }
        assert!(!inside, "{file}: a block without an end");
    }
}

#[test]
fn the_assistants_configuration_is_what_it_reads() {
    for (file, ..) in READMES {
        let text = read(file);
        let block = text.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
        let value: serde_json::Value = serde_json::from_str(block.expect("a block of JSON")).expect("JSON");
        let server = &value["mcpServers"]["alierr"];
        assert_eq!((&server["command"], &server["args"][0]), (&"alierr".into(), &"mcp".into()), "{file}");
    }
}

#[test]
fn the_numbers_are_the_catalogues() {
    let catalog = Catalog::embedded();
    let thousands = |number: usize| match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    };
    let products = catalog.listed_products().count();
    let own = catalog.entries().filter(|entry| entry.is_written_here()).count();
    let [all, official, own] = [catalog.len(), catalog.len() - own, own].map(thousands);
    for (file, lang, _) in READMES {
        let sentence = match lang {
            Lang::En => format!(
                "{all} entries of {products} products: {official} of official documents, {own} written here."
            ),
            Lang::Zh => format!(
                "内置 {products} 个产品、{all} 条错误码：{official} 条来自官方文档，{own} 条由本项目撰写。"
            ),
        };
        assert!(read(file).contains(&sentence), "{file}: {sentence}");
    }
}

#[test]
fn every_picture_that_is_shown_exists() {
    for (file, ..) in READMES {
        let text = read(file);
        let pictures: Vec<&str> =
            text.split("](screenshots/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(!pictures.is_empty(), "{file}");
        for picture in pictures {
            assert!(Path::new(&path("screenshots")).join(picture).exists(), "{picture}");
        }
    }
}
