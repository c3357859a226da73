//! What is wrong in the config file, told in either language.

use super::program::World;

/// Lines of a config file, and what is said of each in Chinese and in English; nothing of those without a fault.
const FAULTS: [(&str, &str, &str); 19] = [
    (
        "them = 'dark'",
        "没有设置项“them”，是不是想写“theme”？",
        "there is no setting “them”, did you mean “theme”?",
    ),
    ("nonesuch = 1", "没有设置项“nonesuch”", "there is no setting “nonesuch”"),
    (
        "theme = 'blue'",
        "“blue”不在可选值 auto、dark、light、mono 之中",
        "“blue” is not one of auto, dark, light, mono",
    ),
    ("start-product = 1", "这里应为字符串，现在是整数", "this should be a string, it is an integer"),
    (
        "mouse = 'yes'",
        "这里应为布尔值（true 或 false），现在是字符串",
        "this should be true or false, it is a string",
    ),
    (
        "clipboard-command = 1.5",
        "这里应为字符串列表，现在是浮点数",
        "this should be a list of strings, it is a float",
    ),
    ("[panes]", "", ""),
    ("tree = 5", "窗格占比应为 10 到 80 之间的整数，或者 0", "a share is a number from 10 to 80, or 0"),
    (
        "list = 20",
        "没有窗格“list”，可选的有 tree、detail、detail-below",
        "there is no pane “list”; there are tree, detail, detail-below",
    ),
    ("[keys.list]", "", ""),
    ("hyper-x = 'quit'", "“hyper-x”不是按键名，可以写 ctrl-y、", "“hyper-x” is no key: write ctrl-y, "),
    (
        "ctrl-x = 'copy-cod'",
        "没有操作“copy-cod”，是不是想写“copy-code”？",
        "there is no action “copy-cod”, did you mean “copy-code”?",
    ),
    ("ctrl-s = 'copy-json'", "", ""),
    (
        "Ctrl-S = 'copy-url'",
        "Ctrl-S 在同一按键层设置了两次，以这一处为准",
        "Ctrl-S is given twice in this layer; ",
    ),
    ("[keys.lst]", "", ""),
    (
        "y = 'quit'",
        "没有按键层“lst”，可选的有 list、tree、",
        "there is no layer “lst”; there are list, tree, ",
    ),
    ("[colors]", "", ""),
    (
        "cod = 'red'",
        "没有配色项“cod”，可选的有 plain、strong、",
        "there is no role “cod”; there are plain, strong, ",
    ),
    ("code = 'purpel'", "“purpel”不是颜色，也不是 bold、", "“purpel” is no colour and no bold, "),
];

#[test]
fn faults_of_the_config_are_told_in_the_readers_language() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let text: String = FAULTS.iter().map(|(line, ..)| format!("{line}\n")).collect();
    let config = world.file(".config/alierr/config.toml", &text);
    let told = |args: &[&str]| world.run([&["config"], args].concat()).status(2).err;
    let (zh, en) = (told(&["--lang", "zh"]), told(&[]));
    assert!(zh.ends_with("alierr: 配置文件有 14 处问题\n"), "{zh}");
    for (at, (_, in_zh, in_en)) in FAULTS.iter().enumerate().filter(|(_, fault)| !fault.1.is_empty()) {
        for (said, fault) in [(&zh, in_zh), (&en, in_en)] {
            let place = format!("alierr: {}:{}:", config.display(), at + 1);
            let line = said.lines().find(|line| line.starts_with(&place)).unwrap_or_default();
            assert!(line.contains(&format!(": {fault}")), "{fault}\n{said}");
        }
    }
}

#[test]
fn faults_of_the_config_are_told_in_the_language_it_asks_for() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    world.file(".config/alierr/config.toml", "them = 'dark'\nlanguage = 'zh'\nmouse = = 1\n");
    let run = world.run(["config"]).status(2);
    assert!(run.err.contains(":1:1: 没有设置项“them”"), "{}", run.err);
}

#[test]
fn the_state_of_the_config_is_told() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let run = world.run(["config"]).status(0);
    assert!(run.err.contains("no config file yet"), "{}", run.err);
    world.file(".config/alierr/config.toml", "start-product = 'slb'\n");
    let run = world.run(["config"]).status(0);
    assert!(run.err.contains("no problem"), "{}", run.err);
    world.file(".config/alierr/config.toml", "start-product = 'slbb'\n");
    let run = world.run(["config", "--lang", "zh"]).status(2);
    assert!(run.err.contains("没有产品“slbb”"), "{}", run.err);
}

#[test]
fn the_commented_file_is_written_where_it_is_read_and_never_over_another() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let run = world.run(["config", "--init"]).status(0);
    let written = run.out.trim_end().to_owned();
    let text = std::fs::read_to_string(&written).expect("the file that is named");
    assert_eq!(text, world.run(["config", "--default"]).status(0).out);
    world.run(["config"]).status(0);
    let run = world.run(["config", "--init"]).status(2);
    assert_eq!(
        run.err,
        format!("alierr: there is a config file already, and it is left as it is: {written}\n")
    );
    let run = world.run(["config", "--init", "--lang", "zh"]).status(2);
    assert!(run.err.contains("已经有配置文件"), "{}", run.err);
}

#[test]
fn a_broken_config_is_said_once_by_what_prints_an_answer() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    world.file(".config/alierr/config.toml", "language = 'fr'\nthem = 'dark'\n");
    for args in [&["explain", "Throttling"][..], &["search", "throttl"], &["Throttling"]] {
        let run = world.run(args).status(0);
        let said: Vec<&str> = run.err.lines().filter(|line| line.contains("config.toml")).collect();
        assert_eq!(said.len(), 1, "{args:?}: {}", run.err);
        assert!(said[0].contains("fr") && said[0].ends_with("(+1: alierr config)"), "{}", run.err);
    }
    world.run(["paths"]).good();
    world.run(["completions", "bash"]).good();
}

#[test]
fn keys_and_colours_of_older_versions_are_warned_of_and_ignored() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let old =
        "[keys.letters]\nq = 'quit'\n[keys.list]\n'ctrl-x' = 'focus-search'\n[colors]\nstatus-4xx = 'red'\n";
    world.file(".config/alierr/config.toml", old);
    let run = world.run(["config"]).status(2);
    for gone in ["letters", "focus-search", "status-4xx"] {
        assert!(run.err.contains(gone), "{}", run.err);
    }
    world.run(["explain", "Throttling"]).status(0);
}
