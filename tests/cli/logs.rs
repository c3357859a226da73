//! Logs: reported while they are read, followed, summarised, compressed, in folders.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;

use super::program::World;

/// A log of ordinary lines with an error every few seconds.
fn log(lines: usize) -> String {
    let line = |nth: usize| {
        let time = format!("2031-05-06 {:02}:{:02}:{:02},250", 7 + nth / 3600, nth / 60 % 60, nth % 60);
        match nth % 50 {
            7 => format!(
                "{time} ERROR [pool-1] shop.Stock - code: Throttling.User, message: slow down please\n"
            ),
            31 if nth < 100 => format!(
                "{time} ERROR [pool-1] shop.Disk - {{\"Code\":\"InvalidDiskId.NotFound\",\"Message\":\"The specified DiskId \
                does not exist.\",\"RequestId\":\"5B7E1F02-93A4-4C1D-8E60-7A2B9C4D1E0F\"}}\n"
            ),
            _ => format!("{time} INFO  [pool-1] shop.Stock - counted shelf {nth}\n"),
        }
    };
    (0..lines).map(line).collect()
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).and_then(|()| packer.finish()).expect("memory can be written")
}

fn summary(world: &World, args: &[&str]) -> Value {
    world.run([&["diagnose", "--summary", "--format", "json"], args].concat()).good().json()
}

#[test]
fn errors_with_a_request_id_on_lines_of_one_logger_keep_their_own_times() {
    let world = World::new();
    let line = |second: usize, code: &str| {
        format!(
            "2031-05-06 09:12:0{second} ERROR ErrorCode: {code}, RequestId: 5B7E1F02-93A4-4C1D-8E60-7A2B9C4D1E0{second}\n"
        )
    };
    let log = [line(1, "InvalidDiskId.NotFound"), line(4, "Throttling.User"), line(7, "Throttling.User")];
    world.file("app.log", log.concat());
    let summary = summary(&world, &["app.log"]);
    let times = |row: usize| {
        let row = &summary["summary"][row];
        [&row["code"], &row["first_seen"], &row["last_seen"]].map(|text| text.as_str().unwrap_or_default())
    };
    assert_eq!(times(0), ["Throttling.User", "2031-05-06T09:12:04", "2031-05-06T09:12:07"]);
    assert_eq!(times(1), ["InvalidDiskId.NotFound", "2031-05-06T09:12:01", "2031-05-06T09:12:01"]);
}

#[test]
fn chinese_of_an_older_encoding_is_read() {
    let world = World::new();
    let (line, ..) = encoding_rs::GBK
        .encode("2031-05-06 09:12:01 ERROR code: InsufficientBalance, message: 余额不足，请先充值\n");
    world.file("app.log", &line);
    let json = world.run(["diagnose", "--format", "json", "app.log"]).good().json();
    assert_eq!(json["findings"][0]["message"], "余额不足，请先充值");
}

#[test]
fn an_error_is_told_when_its_block_ends_and_not_at_the_end_of_the_log() {
    let world = World::new();
    let mut child = world.command(["diagnose"]).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a piped input");
    let mut out = BufReader::new(child.stdout.take().expect("a piped output"));
    // A short input is enough: the pipe pauses, and another record follows the block.
    stdin.write_all(log(40).as_bytes()).expect("the program reads");
    let (sender, told) = mpsc::channel();
    let reading = std::thread::spawn(move || {
        let mut first = String::new();
        let _ = out.read_line(&mut first);
        let _ = sender.send(first);
        std::io::read_to_string(out).unwrap_or_default()
    });
    let first = told.recv_timeout(Duration::from_secs(30)).expect("something is told before the log ends");
    assert!(!first.trim().is_empty());
    let more: String = log(1000).split_inclusive('\n').skip(40).collect();
    stdin.write_all(more.as_bytes()).expect("the program reads");
    drop(stdin);
    let rest = reading.join().expect("the output can be read");
    child.wait().expect("the program ends");
    let cards = rest.lines().filter(|line| line.starts_with("Throttling.User · ")).count();
    assert_eq!(cards, 1, "each error is told once: {rest}");
    let tally = rest.lines().find(|line| line.contains("  Throttling.User ")).unwrap_or_default();
    assert!(tally.contains(" 20 ") && tally.contains("07:00:07") && tally.contains("07:15:57"), "{rest}");
}

#[test]
fn a_summary_counts_by_code_and_time() {
    let world = World::new();
    world.file("shop.log", log(1000));
    let json = summary(&world, &["shop.log"]);
    assert_eq!(json["unread"], Value::Array(Vec::new()));
    let row = &json["summary"][0];
    assert_eq!(row["code"], "Throttling.User");
    assert_eq!(row["count"], 20);
    assert_eq!(row["retry"], "backoff");
    assert_eq!(row["first_seen"], "2031-05-06T07:00:07.250");
    assert_eq!(row["last_seen"], "2031-05-06T07:15:57.250");
    let buckets = row["buckets"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(buckets.len(), 24);
    assert_eq!(buckets.iter().filter_map(Value::as_u64).sum::<u64>(), 20);
    assert_eq!(json["summary"][1]["buckets"][0], 1);

    let tsv = world.run(["diagnose", "--summary", "shop.log", "--format", "tsv"]).good().out;
    let mut rows = tsv.lines();
    assert_eq!(rows.next(), Some("code\tproduct\tcount\tfirst_seen\tlast_seen\tretry\tbuckets"));
    assert!(
        rows.next().is_some_and(|row| row.starts_with("Throttling.User\t\t20\t2031-05-06T07:00:07.250\t"))
    );

    let text = world.run(["diagnose", "--summary", "shop.log", "--lang", "en"]).good().out;
    assert!(text.contains('█') && text.contains("2 errors · 22 times in all"), "{text}");
}

#[test]
fn a_log_without_times_has_counts_and_no_bars() {
    let world = World::new();
    let text = "worker: code: Throttling.User, message: slow down please\nworker: idle\n".repeat(3);
    world.file("plain.log", text);
    let row = &summary(&world, &["plain.log"])["summary"][0];
    assert_eq!(
        (&row["count"], &row["first_seen"], &row["buckets"]),
        (&3.into(), &Value::Null, &Value::Array(Vec::new()))
    );
}

#[test]
fn times_keep_the_zone_that_they_have() {
    for (prefix, seen) in [
        ("2031-05-06T07:08:09.5+0800 ERROR ", "2031-05-06T07:08:09.5+08:00"),
        ("2031/05/06 07:08:09 ", "2031-05-06T07:08:09"),
        ("2031-05-06 07:08:09.123 +0800 [main] ERROR - ", "2031-05-06T07:08:09.123+08:00"),
        ("07:08:09 ", "07:08:09"),
    ] {
        let line = format!("{prefix}code: Throttling.User, message: slow down please\n");
        let run = World::new().run_on(["diagnose", "--format", "json"], line.as_bytes()).good();
        assert_eq!(run.json()["findings"][0]["first_seen"], seen, "{line}");
    }
    let line = "{\"level\":\"error\",\"ts\":\"2031-05-06T07:08:09Z\",\"Code\":\"Throttling.User\",\"Message\":\"slow down\"}\n";
    let run = World::new().run_on(["diagnose", "--format", "json"], line.as_bytes()).good();
    assert_eq!(run.json()["findings"][0]["first_seen"], "2031-05-06T07:08:09Z");
}

#[test]
fn compressed_logs_are_read_from_files_and_pipes() {
    let world = World::new();
    let text = log(300);
    world.file("plain.log", &text);
    world.file("shop.log.gz", packed(&text));
    let plain = summary(&world, &["plain.log"]);
    assert_eq!(summary(&world, &["shop.log.gz"]), plain);
    let args = ["diagnose", "--summary", "--format", "json"];
    assert_eq!(world.run_on(args, &packed(&text)).good().json(), plain);
}

#[test]
fn what_a_broken_archive_holds_before_its_fault_is_told() {
    let world = World::new();
    let whole = packed(&log(3000));
    world.file("torn.gz", &whole[..whole.len() / 2]);
    let run = world.run(["diagnose", "torn.gz", "--summary", "--format", "json"]).status(2);
    assert_eq!(run.json()["summary"][0]["code"], "Throttling.User");
    assert_eq!(run.json()["unread"][0]["path"], "torn.gz");
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_from_being_shown() {
    let world = World::new();
    world.file("shop.log", log(100));
    let run = world.run(["diagnose", "missing.log", "shop.log"]).status(2);
    assert!(run.out.contains("InvalidDiskId.NotFound"), "{}", run.out);
    assert!(run.err.contains("missing.log"), "{}", run.err);
    let run = world.run(["diagnose", "missing.log", "shop.log", "--summary", "--format", "json"]).status(2);
    assert_eq!(run.json()["unread"][0]["path"], "missing.log");
    assert_eq!(run.json()["summary"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_folder_is_walked() {
    let world = World::new();
    world.file("logs/a.log", log(100));
    world.file("logs/old/b.log.gz", packed(&log(100)));
    world.file("logs/.hidden/c.log", log(100));
    world.file("logs/program", b"\x7fELF\0\0 code: Throttling.User, message: slow down please\n");
    let run = world.run(["diagnose", "logs", "--format", "json"]).good();
    let json = run.json();
    let findings = json["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut files: Vec<&str> = findings.iter().filter_map(|finding| finding["file"].as_str()).collect();
    files.dedup();
    assert_eq!(
        files.iter().map(|file| file.replace('\\', "/")).collect::<Vec<_>>(),
        ["logs/a.log", "logs/old/b.log.gz"]
    );
    assert_eq!(summary(&world, &["logs"])["summary"][0]["count"], 4);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_followed_tells_a_finding_a_line_as_it_grows() {
    let world = World::new();
    let path = world.file("shop.log", log(10));
    let args = ["diagnose", "--follow", "shop.log", "--format", "json"];
    let mut child = world.command(args).spawn().expect("the program starts");
    let out = BufReader::new(child.stdout.take().expect("a piped output"));
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let next = || {
        let line = told.recv_timeout(Duration::from_secs(30)).expect("a finding is told");
        serde_json::from_str::<Value>(&line).expect("a JSON object a line")
    };
    assert_eq!(next()["code"], "Throttling.User");
    let more = log(100).lines().skip(10).map(|line| format!("{line}\n")).collect::<String>();
    let mut file = std::fs::OpenOptions::new().append(true).open(path).expect("the log can be written");
    file.write_all(more.as_bytes()).expect("the log can be written");
    let finding = next();
    assert_eq!((&finding["code"], &finding["line"]), (&"InvalidDiskId.NotFound".into(), &32.into()));
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("the program runs");
    assert_eq!(child.wait().expect("the program ends").code(), Some(0));
    assert!(told.recv_timeout(Duration::from_secs(30)).is_err(), "each finding is told once");
}

#[test]
fn only_one_input_is_followed_and_in_a_format_of_lines() {
    let world = World::new();
    world.run(["diagnose", "--follow", "a", "b"]).refused(&["--follow"]);
    world.run(["diagnose", "--follow", "."]).refused(&["--follow"]);
    world.run(["diagnose", "--summary", "--format", "markdown", "a"]).refused(&["--summary"]);
}

#[cfg(unix)]
#[test]
fn following_ends_when_it_is_asked_to_though_the_stream_makes_no_pause() {
    let world = World::new();
    let mut child =
        world.command(["diagnose", "--follow"]).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a piped input");
    let text = log(100);
    let writing = std::thread::spawn(move || while stdin.write_all(text.as_bytes()).is_ok() {});
    let mut first = [0];
    let mut out = child.stdout.take().expect("a piped output");
    std::io::Read::read_exact(&mut out, &mut first).expect("something is told");
    std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("the program runs");
    assert_eq!(child.wait().expect("the program ends").code(), Some(0));
    writing.join().expect("the writer ends");
}
