//! Reads the time of a log line in the many notations that loggers use.

use crate::text::time::{self, DAY, MONTHS, days};

/// A moment, as RFC 3339 writes it: without a zone where the log has none, without a date where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub text: String,
    /// Seconds since 1970, or since midnight where the date is not known.
    pub seconds: i64,
    pub dated: bool,
}

/// A date; `None` where the log does not write the year.
#[derive(Debug, Clone, Copy, Default)]
struct Date {
    year: Option<i64>,
    month: i64,
    day: i64,
}

impl Moment {
    /// The moment that a text begins with: `2024-06-07T08:09:10.123+0800`, `2024/06/07 08:09:10,123`,
    /// `Jun  7 08:09:10`, `0607 08:09:10`, `07/Jun/2024:08:09:10 +0800`, `08:09:10`, or seconds since 1970.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(moment) = since_1970(text) {
            return Some(moment);
        }
        let (date, rest) = date(text).map_or((None, text), |(date, rest)| (Some(date), rest));
        let (clock, zone) = match clock(rest) {
            Some((clock, rest)) => (clock, zone(rest)),
            // A day without a time counts as its first moment.
            None if date.is_some_and(|date| date.year.is_some()) && rest.is_empty() => {
                (Clock { seconds: 0, text: "00:00:00".to_owned() }, None)
            }
            None => return None,
        };
        let Some(date) = date else {
            return Some(Self { text: clock.text, seconds: clock.seconds, dated: false });
        };
        let year = date.year.unwrap_or_else(|| latest_year(date));
        let days = days(year, date.month, date.day)?;
        let offset = zone.as_ref().map_or(0, |(_, offset)| *offset);
        let zone = zone.map(|(zone, _)| zone).unwrap_or_default();
        let text = format!("{year:04}-{:02}-{:02}T{}{zone}", date.month, date.day, clock.text);
        Some(Self { text, seconds: days * DAY + clock.seconds - offset, dated: true })
    }

    /// The moment in a named field of a line: of JSON, logfmt or an access log.
    pub fn of_fields(line: &str) -> Option<Self> {
        const NAMES: [&str; 9] =
            ["@timestamp", "timestamp", "datetime", "asctime", "eventTime", "time", "date", "ts", "t"];
        // In a longer line, or behind more words like it, a time is that of something else.
        const NEAR: usize = 4096;
        const MOST: usize = 4;
        let line = &line[..line.floor_char_boundary(NEAR)];
        let named = NAMES.iter().find_map(|name| {
            line.match_indices(name).take(MOST).find_map(|(at, _)| {
                let rest = &line[at + name.len()..];
                let before = line[..at].chars().next_back();
                let value = match before {
                    Some('"' | '\'') => rest.trim_start_matches('\\').strip_prefix(['"', '\''])?,
                    None | Some(' ' | '\t' | ',' | '{') => rest,
                    _ => return None,
                };
                let value = value.trim_start().strip_prefix([':', '='])?;
                Self::read(
                    value.trim_start_matches([' ', '\\', '"', '\'', '[']).split(['"', '\\', ',']).next()?,
                )
                .filter(|moment| moment.dated)
            })
        });
        named.or_else(|| {
            let bracketed = line.match_indices('[').take(MOST).map(|(at, _)| &line[at + 1..]);
            bracketed.filter_map(|text| Self::read(text.split(']').next()?)).find(|moment| moment.dated)
        })
    }
}

/// Seconds with or without a fraction, or milliseconds.
fn since_1970(text: &str) -> Option<Moment> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (seconds, fraction) = match digits {
        10 => (text[..10].parse().ok()?, text[10..].strip_prefix('.').unwrap_or_default()),
        13 => (text[..10].parse().ok()?, &text[10..13]),
        _ => return None,
    };
    let fraction = &fraction[..fraction.bytes().take(9).take_while(u8::is_ascii_digit).count()];
    let ends = text[digits..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    if ends.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let whole = time::rfc3339(seconds);
    let text = match fraction {
        "" => whole,
        _ => format!("{}.{fraction}Z", whole.trim_end_matches('Z')),
    };
    Some(Moment { text, seconds, dated: true })
}

/// The number that some digits are, and what follows them.
fn number(text: &str, digits: usize) -> Option<(i64, &str)> {
    let part = text.get(..digits).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?;
    Some((part.parse().ok()?, &text[digits..]))
}

fn date(text: &str) -> Option<(Date, &str)> {
    year_first(text).or_else(|| month_first(text)).or_else(|| day_first(text)).or_else(|| klog(text))
}

/// `2024-06-07T`, `2024/06/07 `
fn year_first(text: &str) -> Option<(Date, &str)> {
    let signs = ['-', '/', '.'];
    let (year, rest) = number(text, 4)?;
    let (month, rest) = number(rest.strip_prefix(signs)?, 2)?;
    let (day, rest) = number(rest.strip_prefix(signs)?, 2)?;
    Some((Date { year: Some(year), month, day }, rest.strip_prefix(['T', 't', ' ', '_']).unwrap_or(rest)))
}

/// `Jun  7 ` of syslog
fn month_first(text: &str) -> Option<(Date, &str)> {
    let month = MONTHS.iter().position(|month| text.starts_with(month))?;
    let rest = text[3..].strip_prefix(' ')?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = number(rest, Some(digits).filter(|digits| (1..3).contains(digits))?)?;
    Some((Date { year: None, month: month as i64 + 1, day }, rest.strip_prefix(' ')?))
}

/// `07/Jun/2024:` of access logs
fn day_first(text: &str) -> Option<(Date, &str)> {
    let (day, rest) = number(text, 2)?;
    let rest = rest.strip_prefix(['/', ' ', '-'])?;
    let month = MONTHS.iter().position(|month| rest.starts_with(month))?;
    let (year, rest) = number(rest[3..].strip_prefix(['/', ' ', '-'])?, 4)?;
    Some((Date { year: Some(year), month: month as i64 + 1, day }, rest.strip_prefix([':', ' '])?))
}

/// `E0607 ` of the logger of Kubernetes
fn klog(text: &str) -> Option<(Date, &str)> {
    let (month, rest) = number(text.strip_prefix(['I', 'W', 'E', 'F'])?, 2)?;
    let (day, rest) = number(rest, 2)?;
    Some((Date { year: None, month, day }, rest.strip_prefix(' ')?))
}

struct Clock {
    seconds: i64,
    text: String,
}

fn clock(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = number(rest.strip_prefix(':')?, 2)?;
    let second = rest.strip_prefix(':').and_then(|rest| number(rest, 2));
    let (second, rest) = second.unwrap_or((0, rest));
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut text = format!("{hour:02}:{minute:02}:{second:02}");
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let fraction = rest.strip_prefix(['.', ',', ':']).filter(|rest| digits(rest) > 0);
    let rest = match fraction {
        Some(fraction) => {
            let end = digits(fraction);
            text.push('.');
            text.push_str(&fraction[..end]);
            &fraction[end..]
        }
        None => rest,
    };
    Some((Clock { seconds: hour * 3600 + minute * 60 + second, text }, rest))
}

/// `Z`, `+08:00`, ` +0800`, ` UTC`: the zone as RFC 3339 writes it, and how many seconds it is ahead of UTC.
fn zone(text: &str) -> Option<(String, i64)> {
    let text = text.trim_start();
    if text.starts_with(['Z', 'z']) || text.starts_with("UTC") || text.starts_with("GMT") {
        return Some(("Z".to_owned(), 0));
    }
    let (sign, rest) = (text.get(..1)?, text.strip_prefix(['+', '-'])?);
    let (hours, rest) = number(rest, 2)?;
    let minutes = number(rest.strip_prefix(':').unwrap_or(rest), 2).map_or(0, |(minutes, _)| minutes);
    let ahead = hours * 3600 + minutes * 60;
    Some((format!("{sign}{hours:02}:{minutes:02}"), if sign == "-" { -ahead } else { ahead }))
}

/// The year of a date that is written without one: the latest in which the date is not in the future.
fn latest_year(date: Date) -> i64 {
    let now = time::seconds_now();
    let (year, ..) = time::date(now.div_euclid(DAY));
    // In some time zone it is tomorrow already.
    let future = days(year, date.month, date.day).is_none_or(|days| days * DAY > now + DAY);
    if future { year - 1 } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_moment_becomes_one() {
        for (written, text) in [
            ("2021-03-04T05:06:07Z", "2021-03-04T05:06:07Z"),
            ("2021-03-04 05:06:07,089", "2021-03-04T05:06:07.089"),
            ("2021/03/04 05:06:07", "2021-03-04T05:06:07"),
            ("2021-03-04T13:06:07.5+0800", "2021-03-04T13:06:07.5+08:00"),
            ("2021-03-04 13:06:07 +08:00", "2021-03-04T13:06:07+08:00"),
            ("2021-03-04 05:06", "2021-03-04T05:06:00"),
            ("04/Mar/2021:05:06:07 +0000", "2021-03-04T05:06:07+00:00"),
            ("1614834367", "2021-03-04T05:06:07Z"),
            ("1614834367.25", "2021-03-04T05:06:07.25Z"),
            ("1614834367089", "2021-03-04T05:06:07.089Z"),
            ("05:06:07.8", "05:06:07.8"),
        ] {
            assert_eq!(Moment::read(written).map(|moment| moment.text).as_deref(), Some(text), "{written}");
        }
        let zoned = ["2021-03-04T05:06:07Z", "2021-03-04T13:06:07+0800", "2021-03-04 05:06:07", "1614834367"];
        for written in zoned {
            assert_eq!(Moment::read(written).map(|moment| moment.seconds), Some(1_614_834_367), "{written}");
        }
        for written in ["", "soon", "2021", "2021-13-04 05:06:07", "16148343", "25:00:00", "12-34"] {
            assert_eq!(Moment::read(written), None, "{written}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_not_in_the_future() {
        let now = time::seconds_now();
        for written in ["Jan  1 00:00:00", "Dec 31 23:59:59", "E0607 08:09:10.123456"] {
            let moment = Moment::read(written).expect(written);
            assert!(moment.dated && moment.seconds < now + 2 * DAY, "{moment:?}");
            assert!(moment.seconds > now - 367 * DAY, "{moment:?}");
        }
    }

    #[test]
    fn fields_name_the_moment_of_a_line() {
        for line in [
            r#"{"level":"error","time":"2021-03-04T05:06:07Z","msg":"x"}"#,
            r#"{"msg":"timeout","ts":1614834367.0}"#,
            r#"{"@timestamp": "2021-03-04T05:06:07.000Z"}"#,
            "level=error ts=2021-03-04T05:06:07Z msg=x",
            r#"10.0.0.1 - - [04/Mar/2021:05:06:07 +0000] "GET / HTTP/1.1" 403"#,
        ] {
            assert_eq!(Moment::of_fields(line).map(|moment| moment.seconds), Some(1_614_834_367), "{line}");
        }
        for line in [r#"{"timeout":"2021-03-04T05:06:07Z"}"#, "runtime=2021-03-04T05:06:07Z", "[x] y"] {
            assert_eq!(Moment::of_fields(line), None, "{line}");
        }
    }
}
