//! Runs the real program on a real pseudo-terminal, and shows the screen that it paints.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// The longest wait for anything, on a machine however busy.
const DEADLINE: Duration = Duration::from_secs(20);

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_alierr");

/// How to start the program.
pub struct Script {
    columns: u16,
    lines: u16,
    home: PathBuf,
    variables: Vec<(String, String)>,
}

impl Script {
    /// With a home of its own, in English, 120 x 40.
    pub fn new() -> Self {
        static HOMES: AtomicUsize = AtomicUsize::new(0);
        let number = HOMES.fetch_add(1, Ordering::Relaxed);
        let home =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tty-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&home).expect("a folder for the test");
        let script = Self { columns: 120, lines: 40, home, variables: Vec::new() };
        script.with("TERM", "xterm-256color").with("LANG", "en_US.UTF-8")
    }

    pub fn size(mut self, columns: u16, lines: u16) -> Self {
        (self.columns, self.lines) = (columns, lines);
        self
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.into(), value.into()));
        self
    }

    pub fn config(self, text: &str) -> Self {
        let folder = self.home.join(".config/alierr");
        std::fs::create_dir_all(&folder).expect("a folder for the config");
        std::fs::write(folder.join("config.toml"), text).expect("a config");
        self
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Starts the program itself.
    pub fn start(&self, args: &[&str]) -> Teletype {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(args);
        self.open(command)
    }

    /// Starts a shell that runs some lines; `$ALIERR` is the program.
    pub fn shell(&self, lines: &str) -> Teletype {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", lines]);
        self.open(command)
    }

    /// Starts any command on the terminal, in the script's world.
    pub fn open(&self, mut command: CommandBuilder) -> Teletype {
        let size = PtySize { rows: self.lines, cols: self.columns, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a pseudo-terminal");
        command.env_clear();
        command.env("HOME", &self.home);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("ALIERR", PROGRAM);
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command.cwd(&self.home);
        let before = modes(&*pty.master);
        let child = pty.slave.spawn_command(command).expect("the program starts");
        let [lines, columns] =
            [self.lines, self.columns].map(|size| NonZeroU16::new(size).expect("a terminal has a size"));
        let parser = vt100::Parser::new(lines, columns, 0);
        let glass = Glass { parser, bytes: Vec::new() };
        let seen = Arc::new(Seen { glass: Mutex::new(glass), changed: Condvar::new(), ..Seen::default() });
        let reader = {
            let (mut output, seen) = (pty.master.try_clone_reader().expect("a reader"), Arc::clone(&seen));
            std::thread::spawn(move || seen.read(&mut *output))
        };
        let writer = pty.master.take_writer().expect("a writer");
        Teletype {
            writer: Some(writer),
            slave: Some(pty.slave),
            master: Some(pty.master),
            child,
            seen,
            reader: Some(reader),
            before,
        }
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// What the terminal shows, and every byte that it was sent.
pub struct Glass {
    parser: vt100::Parser,
    pub bytes: Vec<u8>,
}

impl Default for Glass {
    fn default() -> Self {
        Self { parser: vt100::Parser::new(NonZeroU16::MIN, NonZeroU16::MIN, 0), bytes: Vec::new() }
    }
}

impl Glass {
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The text on the screen, without blanks at the ends of lines, which nobody sees.
    pub fn text(&self) -> String {
        self.screen().contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// The last bytes that came, as one can read them: what is wrong with modes is not seen in the text.
    pub fn last_bytes(&self) -> String {
        self.bytes[self.bytes.len().saturating_sub(400)..].escape_ascii().to_string()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    pub fn was_sent(&self, bytes: impl AsRef<[u8]>) -> bool {
        let bytes = bytes.as_ref();
        self.bytes.windows(bytes.len()).any(|window| window == bytes)
    }
}

#[derive(Default)]
struct Seen {
    glass: Mutex<Glass>,
    changed: Condvar,
    /// Whether the terminal is gone.
    gone: AtomicBool,
    /// Whether the terminal reads nothing at the moment.
    blocked: Mutex<bool>,
    unblocked: Condvar,
}

impl Seen {
    fn read(&self, output: &mut dyn Read) {
        let mut chunk = [0; 4096];
        let mut unread = Vec::new();
        // Linux reports the end of a terminal as an error.
        while let Ok(length @ 1..) = output.read(&mut chunk) {
            if self.gone.load(Ordering::SeqCst) {
                return;
            }
            unread.extend_from_slice(&chunk[..length]);
            // vte 0.15 may lose the character behind one that comes in two parts.
            let part = unread.utf8_chunks().last().map_or(0, |last| last.invalid().len());
            let whole = unread.len() - part;
            let mut glass = self.glass.lock().expect("a glass");
            glass.parser.process(&unread[..whole]);
            glass.bytes.extend_from_slice(&unread[..whole]);
            drop(glass);
            unread.drain(..whole);
            self.changed.notify_all();
            let blocked = self.blocked.lock().expect("a flag");
            drop(self.unblocked.wait_while(blocked, |blocked| *blocked).expect("a flag"));
        }
    }
}

/// A terminal with the program on it.
pub struct Teletype {
    writer: Option<Box<dyn Write + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    reader: Option<JoinHandle<()>>,
    before: String,
}

impl Teletype {
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let writer = self.writer.as_mut().expect("a terminal that is there");
        writer.write_all(bytes.as_ref()).and_then(|()| writer.flush()).expect("keys are taken");
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(format!("\x1b[200~{text}\x1b[201~"))
    }

    pub fn glass(&self) -> MutexGuard<'_, Glass> {
        self.seen.glass.lock().expect("a glass")
    }

    /// Waits until the terminal is as it should be.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Glass) -> bool) -> &mut Self {
        let glass = self.glass();
        let (glass, timeout) =
            self.seen.changed.wait_timeout_while(glass, DEADLINE, |glass| !is_so(glass)).expect("a glass");
        assert!(!timeout.timed_out(), "{what} did not come:\n{}\n{}", glass.text(), glass.last_bytes());
        drop(glass);
        self
    }

    pub fn see(&mut self, text: &str) -> &mut Self {
        self.until(text, |glass| glass.shows(text))
    }

    pub fn see_no_more(&mut self, text: &str) -> &mut Self {
        self.until(text, |glass| !glass.shows(text))
    }

    /// Waits until nothing was written for a while; returns how much was written so far.
    pub fn quiet(&self, pause: Duration) -> usize {
        let mut glass = self.glass();
        loop {
            let before = glass.bytes.len();
            let (next, timeout) = self
                .seen
                .changed
                .wait_timeout_while(glass, pause, |glass| glass.bytes.len() == before)
                .expect("a glass");
            glass = next;
            if timeout.timed_out() {
                return glass.bytes.len();
            }
        }
    }

    /// Tells the program another size; the glass keeps its own, so that the storm of sizes is the program's alone.
    pub fn announce_size(&mut self, columns: u16, lines: u16) -> &mut Self {
        let size = PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("a terminal that is there").resize(size).expect("a size");
        self
    }

    /// Lets the terminal stop reading, or go on.
    pub fn block(&mut self, block: bool) -> &mut Self {
        *self.seen.blocked.lock().expect("a flag") = block;
        self.seen.unblocked.notify_all();
        self
    }

    /// Closes the window: the terminal is gone.
    pub fn vanish(&mut self) {
        self.seen.gone.store(true, Ordering::SeqCst);
        // The reader notices it only when there is something to read.
        self.send("x");
        self.reader.take().map(JoinHandle::join);
        (self.writer, self.slave, self.master) = (None, None, None);
    }

    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().expect("a child");
        Pid::from_raw(i32::try_from(id).expect("a process id")).expect("a process id")
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.pid(), signal).expect("a program that runs");
        self
    }

    /// Waits for the program's end.
    pub fn end(&mut self) -> ExitStatus {
        let mut ended = None;
        let child = &mut self.child;
        let came = eventually(DEADLINE, || {
            ended = child.try_wait().expect("a child");
            ended.is_some()
        });
        if !came {
            let _ = self.child.kill();
            panic!("the program did not end:\n{}", self.glass().text());
        }
        ended.expect("an end")
    }

    /// Asserts that the program has left the terminal as it was before.
    pub fn is_sane(&mut self) -> &mut Self {
        self.until("a sane screen", |glass| {
            let screen = glass.screen();
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
                && screen.fgcolor() == vt100::Color::Default
                && !screen.bold()
                && !screen.inverse()
        });
        let after = modes(&**self.master.as_ref().expect("a terminal that is there"));
        assert_eq!(after, self.before, "the modes of the terminal");
        self
    }

    /// Waits until keys go to the program one by one.
    pub fn is_raw(&mut self) -> &mut Self {
        let master = self.master.as_ref().expect("a terminal that is there");
        assert!(eventually(DEADLINE, || modes(&**master) != self.before), "the modes stay as they were");
        self
    }

    /// The modes were changed, so that [`Teletype::is_sane`] means something.
    pub fn is_taken(&mut self) -> &mut Self {
        self.until("a screen that is taken", |glass| {
            let screen = glass.screen();
            screen.alternate_screen() && screen.bracketed_paste()
        });
        assert_ne!(modes(&**self.master.as_ref().expect("a terminal that is there")), self.before);
        self
    }
}

impl Drop for Teletype {
    fn drop(&mut self) {
        self.block(false);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The line discipline's modes, in words.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("modes"))
}

/// Asks again and again until something holds; returns `false` at the deadline.
pub fn eventually(deadline: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + deadline;
    loop {
        if is_so() {
            return true;
        }
        if Instant::now() > end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The sequence by which a terminal is asked to copy a text.
pub fn osc52(text: &str) -> String {
    format!("\x1b]52;c;{}", base64(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |chunk: &[u8]| {
        let number =
            (0..3).fold(0usize, |number, at| number << 8 | usize::from(*chunk.get(at).unwrap_or(&0)));
        let digit = |at: usize| char::from(DIGITS[number >> (18 - 6 * at) & 63]);
        (0..4).map(|at| if at <= chunk.len() { digit(at) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(digits).collect()
}
