//! Which lines of a log belong together: a line that begins like a log line begins a record.

/// The record that each line of a normalised text belongs to, and the text itself.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// By line.
    records: Vec<u32>,
    /// Where each line starts.
    starts: Vec<usize>,
}

impl Records {
    pub(super) fn new(text: &str) -> Self {
        let mut records = Self::default();
        let (mut at, mut record) = (0, 0);
        for line in text.split('\n') {
            record += u32::from(begins_record(line));
            records.records.push(record);
            records.starts.push(at);
            at += line.len() + 1;
        }
        records
    }

    /// The line, from 0, that stands at an offset.
    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Whether two lines belong to one record.
    pub(super) fn is_one(&self, a: usize, b: usize) -> bool {
        self.records.get(a) == self.records.get(b)
    }

    /// Whether what stands at two places, each given with its line, can tell of one error: both in one record, or
    /// both behind the same kind of prefix, as where a logger puts one before each line of a text.
    pub(super) fn together(&self, text: &str, a: (usize, usize), b: (usize, usize)) -> bool {
        let record = |line: usize| self.records.get(line);
        if record(a.0) == record(b.0) {
            return true;
        }
        a.0.abs_diff(b.0) < 12 && self.prefix(text, a) == self.prefix(text, b)
    }

    /// Whether two places stand on lines that are alike as far as there, or that both begin a record: what the first
    /// tells, the second tells anew.
    pub(super) fn alike(&self, text: &str, a: usize, b: usize) -> bool {
        let (first, second) = ((self.line(a), a), (self.line(b), b));
        let begins = |line: usize| line == 0 || !self.is_one(line - 1, line);
        let both_begin = !self.is_one(first.0, second.0) && begins(first.0) && begins(second.0);
        first.0 != second.0 && (both_begin || self.prefix(text, first) == self.prefix(text, second))
    }

    /// What stands on a line before a place.
    fn prefix(&self, text: &str, (line, at): (usize, usize)) -> String {
        let start = self.starts.get(line).copied().unwrap_or(0).min(at);
        shape(&text[start..at])
    }
}

/// `2024-01-02T03:04:05`, `[2024/01/02`, `03:04:05.678`, `Jan  2 03:04`, `INFO `, `level=`, a line of JSON with a level.
pub(super) fn begins_record(line: &str) -> bool {
    let bytes = line.trim_start_matches(['[', '(', ' ', '"']).as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let next = bytes.get(digits);
    match digits {
        4 if matches!(next, Some(b'-' | b'/' | b'.')) => return bytes.get(5).is_some_and(u8::is_ascii_digit),
        2 if next == Some(&b':') => {
            return bytes.get(5) == Some(&b':') || bytes.get(3).is_some_and(u8::is_ascii_digit);
        }
        _ => {}
    }
    let month = bytes.get(..4).is_some_and(|start| {
        let months =
            ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "];
        months.iter().any(|month| month.as_bytes() == start)
    });
    let level = ["INFO", "WARN", "DEBUG", "ERROR", "FATAL", "TRACE", "level=", "time=", "ts="];
    let level = level.iter().any(|level| {
        bytes.starts_with(level.as_bytes()) && bytes.get(level.len()).is_some_and(|b| *b != b':')
    });
    let json = line.starts_with('{')
        && ["\"level\"", "\"time\"", "\"ts\"", "\"@timestamp\"", "\"timestamp\""]
            .iter()
            .any(|name| line.contains(name));
    month || level || json
}

/// A prefix with its digits all alike.
fn shape(prefix: &str) -> String {
    let last = prefix.floor_char_boundary(120);
    prefix[..last].trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_lines_begin_records() {
        for line in [
            "2024-01-02 03:04:05 x",
            "[2024/01/02 x",
            "03:04:05.6 x",
            "Jan  2 03:04:05 h x",
            "INFO x",
            "level=info x",
            "{\"time\":1,\"msg\":2}",
        ] {
            assert!(begins_record(line), "{line}");
        }
        for line in ["ErrorCode: X", "{\"Code\":\"X\"}", "ERROR: SDK.ServerError", "   at x", "400 Bad"] {
            assert!(!begins_record(line), "{line}");
        }
    }
}
