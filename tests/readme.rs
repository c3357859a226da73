//! What the READMEs say of keys is what the table says.

use alierr::app::keymap::{Group, Keymap};
use alierr::lang::{Labels, Lang};

/// The keys as a Markdown table, in the order of the help.
fn table(lang: Lang) -> String {
    let labels = Labels::of(lang);
    let heads = match lang {
        Lang::Zh => "| 按键 | 作用 |",
        Lang::En => "| Keys | What they do |",
    };
    let mut table = format!("{heads}\n|---|---|\n");
    let help = Keymap::default().help();
    for group in Group::ALL {
        let name = group.name(labels);
        table.push_str(&format!("| **{name}** | |\n"));
        for (row, chords) in help.iter().filter(|(row, _)| row.group == group) {
            let keys: Vec<String> = chords.iter().map(|chord| format!("`{chord}`")).collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), row.label(lang)));
        }
    }
    table
}

/// With `UPDATE_README` set the table is written instead of compared.
fn check(file: &str, lang: Lang) {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a readable README");
    let (head, rest) = text.split_once("<!-- keys -->\n").expect("a place for the keys");
    let (told, tail) = rest.split_once("<!-- /keys -->").expect("an end of the keys");
    let table = table(lang);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{head}<!-- keys -->\n{table}<!-- /keys -->{tail}"))
            .expect("a README that can be written");
    } else {
        assert_eq!(told, table, "{file}: UPDATE_README=1 cargo test --test readme writes it anew");
    }
}

#[test]
fn the_english_keys() {
    check("README.md", Lang::En);
}

#[test]
fn the_chinese_keys() {
    check("README.zh-CN.md", Lang::Zh);
}

#[test]
fn every_picture_that_is_shown_exists() {
    for file in ["README.md", "README.zh-CN.md"] {
        let root = env!("CARGO_MANIFEST_DIR");
        let text = std::fs::read_to_string(format!("{root}/{file}")).unwrap();
        let pictures: Vec<&str> =
            text.split("](screenshots/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(!pictures.is_empty(), "{file}");
        for picture in pictures {
            assert!(std::path::Path::new(root).join("screenshots").join(picture).exists(), "{picture}");
        }
    }
}
