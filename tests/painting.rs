//! Painting on a real terminal: everything is painted, and nothing twice, for any size, colours and widths.
#![cfg(target_os = "linux")]

mod teletype;

use std::process::{Command, Stdio};
use std::time::Duration;

use teletype::{PROGRAM, Script, eventually};

const QUIT: &str = "\x03";
const TAB: &str = "\t";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const F1: &str = "\x1bOP";

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    let before = tty.see("entries · ").quiet(Duration::from_millis(200));
    let (lines, columns) = tty.glass().screen().size();
    let (lines, columns) = (lines.get(), columns.get());
    let calm = tty.glass().text();
    for step in 0..300u16 {
        tty.announce_size(1 + step * 37 % 300, 1 + step * 13 % 100);
    }
    tty.announce_size(columns, lines).until("a redraw", |glass| glass.bytes.len() > before);
    tty.quiet(Duration::from_millis(200));
    tty.until("the screen before the storm", |glass| glass.text() == calm);
    tty.send("throttl").see("throttl").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_drawn_on_until_it_does() {
    let script = Script::new();
    let mut tty = script.shell("stty rows 0 cols 0; exec \"$ALIERR\"");
    tty.see("/ 2,714").until("a frame of 24 lines", |glass| {
        glass.text().lines().nth(23).is_some_and(|line| line.contains("F1"))
    });
    tty.announce_size(120, 40).until("a frame of 40 lines", |glass| {
        glass.text().lines().nth(39).is_some_and(|line| line.contains("F1"))
    });
}

#[test]
fn a_terminal_that_draws_signs_wide_is_drawn_on_in_ascii() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").until("the question", |glass| glass.was_sent("\x1b[6n"));
    tty.send("\x1b[2;3R").until("no sign of doubtful width", |glass| !glass.text().contains(['▌', '│', '·']));
    tty.send("quota").see("quota").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn a_size_beyond_every_screen_is_cut_and_not_allocated() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").announce_size(65535, 65535).quiet(Duration::from_millis(500));
    tty.announce_size(120, 40).send("throttl").see("throttl").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn a_blocked_terminal_gets_the_newest_screen_once_it_reads_again() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").block(true);
    for _ in 0..60 {
        tty.send("abc\x15").send(DOWN);
    }
    tty.send("throttl").block(false).see("throttl").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn a_key_costs_few_bytes() {
    let script = Script::new();
    let mut tty = script.start(&["--lang", "zh"]);
    tty.see("个产品");
    let pause = Duration::from_millis(60);
    let mut costs = Vec::new();
    let mut before = tty.quiet(Duration::from_millis(300));
    let words = ["invalid dbinst", "\x15", "余额", "\x15", "throttl"];
    let typed = words.iter().flat_map(|word| word.chars().map(String::from));
    let moved = [DOWN, DOWN, DOWN, TAB, "j", "j", TAB, "j", "j", "j", TAB, F1, ESC, "\x19", ESC, DOWN, DOWN];
    for key in typed.chain(moved.map(String::from)) {
        tty.send(&key);
        // Not every key changes anything.
        eventually(Duration::from_millis(400), || tty.glass().bytes.len() > before);
        let now = tty.quiet(pause);
        costs.push((now - before, key));
        before = now;
    }
    costs.sort();
    let median = costs[costs.len() / 2].0;
    let mean = costs.iter().map(|(cost, _)| cost).sum::<usize>() / costs.len();
    eprintln!("bytes a key: median {median}, mean {mean}, most {:?}", costs.last());
    eprintln!("{costs:?}");
    assert!(median < 2500, "{median} bytes at the median: {costs:?}");
}

/// Codes of colours among the sequences that set attributes.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    let codes = sequences.flat_map(|codes| codes.split(';').map(str::to_owned).collect::<Vec<_>>());
    codes.filter(|code| code.parse::<u8>().is_ok_and(|code| code >= 30)).collect()
}

#[test]
fn a_terminal_gets_the_colours_that_it_has() {
    let shown = |script: Script| {
        let mut tty = script.start(&[]);
        tty.see("entries · ").send("throttl").see("throttl");
        tty.quiet(Duration::from_millis(100));
        let bytes = tty.glass().bytes.clone();
        colours(&bytes)
    };
    assert_eq!(shown(Script::new().with("NO_COLOR", "1")), [""; 0]);
    assert_eq!(shown(Script::new().config("theme = \"mono\"")), [""; 0]);
    let eight = shown(Script::new().with("TERM", "linux"));
    assert!(!eight.is_empty() && eight.iter().all(|code| code.parse::<u8>().unwrap() < 50), "{eight:?}");
    let sixteen = shown(Script::new());
    assert!(sixteen.contains(&"35".to_owned()) && !sixteen.contains(&"38".to_owned()), "{sixteen:?}");
    let own = "[colors]\naccent = \"#ff8800\"";
    assert!(
        shown(Script::new().config(own))
            .windows(3)
            .any(|codes| codes[..2] == ["38", "5"] || codes.first().map(String::as_str) == Some("38"))
    );
    let exact = Script::new().config(own).with("COLORTERM", "truecolor");
    assert!(shown(exact).windows(2).any(|codes| codes == ["38", "255"]));
}

/// A terminal that draws ambiguous characters as two columns; it knows the sequences that the program writes.
struct WideTerminal {
    cells: Vec<Vec<char>>,
    at: (usize, usize),
}

impl WideTerminal {
    fn new(columns: usize, lines: usize) -> Self {
        Self { cells: vec![vec![' '; columns]; lines], at: (0, 0) }
    }

    fn process(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '\x1b' => {}
                '\r' => self.at.0 = 0,
                '\n' => self.at.1 += 1,
                '\x08' => self.at.0 = self.at.0.saturating_sub(1),
                c => self.print(c),
            }
            if c != '\x1b' {
                continue;
            }
            if let Some(question) = rest.strip_prefix(']') {
                rest = question.split_once('\x07').expect("an end").1;
                continue;
            }
            let Some(sequence) = rest.strip_prefix('[') else { panic!("an unknown sequence: {rest:.20?}") };
            let end = sequence.find(|c: char| c.is_ascii_alphabetic()).expect("an end");
            self.control(&sequence[..end], sequence.as_bytes()[end]);
            rest = &sequence[end + 1..];
        }
    }

    fn print(&mut self, c: char) {
        let width = alierr::text::width::Measure::Wide.grapheme(c.encode_utf8(&mut [0; 4]));
        let (x, y) = self.at;
        assert!(x + width <= self.cells[y].len(), "{c:?} runs over the edge of line {y}");
        self.cells[y][x] = c;
        self.cells[y][x + 1..x + width].fill('\0');
        self.at.0 += width;
    }

    fn control(&mut self, parameters: &str, end: u8) {
        let number = |at: usize| parameters.split(';').nth(at).and_then(|n| n.parse::<usize>().ok());
        let (x, y) = self.at;
        match end {
            b'H' => self.at = (number(1).unwrap_or(1) - 1, number(0).unwrap_or(1) - 1),
            b'A' => self.at.1 -= number(0).unwrap_or(1),
            b'B' => self.at.1 += number(0).unwrap_or(1),
            b'C' => self.at.0 += number(0).unwrap_or(1),
            b'D' => self.at.0 -= number(0).unwrap_or(1),
            b'G' => self.at.0 = number(0).unwrap_or(1) - 1,
            b'd' => self.at.1 = number(0).unwrap_or(1) - 1,
            b'X' => self.cells[y][x..x + number(0).unwrap_or(1)].fill(' '),
            b'K' => self.cells[y][x..].fill(' '),
            b'J' => self.cells.iter_mut().for_each(|line| line.fill(' ')),
            b'm' | b'h' | b'l' | b'c' | b'n' => {}
            other => panic!("an unknown sequence: {parameters}{}", char::from(other)),
        }
    }
}

#[test]
fn nothing_shears_on_a_terminal_that_draws_ambiguous_characters_wide() {
    let script = Script::new().config("ambiguous = \"wide\"\n");
    let mut tty = script.start(&["--lang", "zh"]);
    tty.see("个产品");
    let mut wide = WideTerminal::new(120, 40);
    let (mut processed, mut rule) = (0, None);
    for keys in ["", "“", "\x15", "invalid", "\x15", "余额", DOWN, TAB, "\x15", "\x19", ESC, "\x14", TAB, TAB]
    {
        tty.send(keys);
        let end = tty.quiet(Duration::from_millis(150));
        wide.process(&String::from_utf8_lossy(&tty.glass().bytes[processed..end]));
        processed = end;
        let side = |c: &char| "|#+".contains(*c);
        for (y, line) in wide.cells.iter().enumerate().skip(2).take(36) {
            let text: String = line.iter().filter(|c| **c != '\0').collect();
            // The rule beside the rail, which is ASCII here and so narrow on every terminal.
            let column = *rule.get_or_insert_with(|| line.iter().position(side).expect("there is a rule"));
            assert!(side(&line[column]), "line {y} after {keys:?}: {text}");
        }
    }
}

#[test]
fn clusters_that_terminals_draw_in_widths_of_their_own_leave_nothing_behind() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("skipped: tmux is not installed");
        return;
    }
    let script = Script::new();
    let tmux = |args: &[&str]| {
        let mut command = Command::new("tmux");
        command.args(["-u", "-L", "alierr-clusters", "-f", "/dev/null"]).args(args).env_remove("TMUX");
        command.env("TMUX_TMPDIR", script.home()).env("HOME", script.home()).env("LANG", "C.UTF-8");
        let output = command.stdin(Stdio::null()).output().expect("tmux");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let screen = || tmux(&["capture-pane", "-p"]);
    tmux(&["new-session", "-d", "-x", "100", "-y", "30", &format!("{PROGRAM} --lang en")]);
    let shown = eventually(Duration::from_secs(15), || screen().contains("entries · "));
    // From the first key on, the header shows the number of hits.
    tmux(&["send-keys", "x", "C-u"]);
    eventually(Duration::from_secs(5), || screen().contains(" / ") && !screen().contains("entries · "));
    let mut torn = Vec::new();
    for text in ["ｶﾞｷﾞ", "क्षि", "🇨🇳🇩🇪", "👨‍👩‍👧x", "e\u{301}", "☺️"]
    {
        let before = screen();
        tmux(&["send-keys", "-l", text]);
        eventually(Duration::from_secs(5), || screen() != before);
        if text == "ｶﾞｷﾞ" && !eventually(Duration::from_secs(5), || screen().contains(text)) {
            torn.push(screen());
        }
        for key in ["C-a", "x", "BSpace", "C-e", "C-u"] {
            tmux(&["send-keys", key]);
        }
        let painted = eventually(Duration::from_secs(2), || screen() == before);
        if !painted {
            torn.push(format!("{text}:\n{}", screen().lines().next().unwrap_or_default()));
        }
    }
    tmux(&["kill-server"]);
    assert!(shown && torn.is_empty(), "{torn:?}");
}
