//! When the request was made by its own clock, and when by the server's.

use super::fields;
use crate::lang::Lang;
use crate::text::time::{DAY, MONTHS, days};

/// Two clocks, as the error tells them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub server: String,
    pub request: String,
    /// Request minus server.
    pub seconds: i64,
}

/// A difference that is this many seconds off a whole hour still counts as that of a wrong time zone.
const SLACK: i64 = 300;
/// The hours of the time zone farthest from UTC.
const FARTHEST: i64 = 14;

/// Names of the time that a request carries, the surest first.
const REQUEST: [&str; 7] =
    ["RequestTime", "x-acs-date", "x-oss-date", "x-log-date", "x-ots-date", "x-mns-date", "Timestamp"];

impl Clock {
    /// The two times in an unwrapped block. A time whose name loggers use as well counts only where the error is
    /// about time, or where a query has it.
    pub(super) fn read(text: &str, message: &str, about_time: bool) -> Option<Self> {
        let dates: Vec<Moment> =
            fields::values(text, "Date").filter_map(|value| Moment::read(value.rest)).collect();
        let named = |name: &str| fields::values(text, name).find_map(|value| Moment::read(value.rest));
        let in_query = text.contains("&Timestamp=") || text.contains("?Timestamp=");
        let believed = |name: &&&str| **name != "Timestamp" || about_time || in_query;
        let request = REQUEST.iter().filter(believed).find_map(|name| named(name));
        let server = named("ServerTime").or_else(|| dates.last().cloned());
        let (request, server) = match (request, server) {
            (Some(request), Some(server)) => (request, server),
            _ => in_words(message).or_else(|| match &dates[..] {
                [request, .., server] if about_time => Some((request.clone(), server.clone())),
                _ => None,
            })?,
        };
        let seconds = request.seconds - server.seconds;
        Some(Self { server: server.text, request: request.text, seconds })
    }

    /// How many whole hours the request is ahead, where the difference is that of a time zone.
    pub fn zone_hours(&self) -> Option<i64> {
        let hours = (self.seconds + 1800).div_euclid(3600);
        let off = (self.seconds - hours * 3600).abs();
        (hours != 0 && hours.abs() <= FARTHEST && off <= SLACK).then_some(hours)
    }

    /// A sentence on how much the clocks differ, and why if that is known.
    pub fn said(&self, lang: Lang) -> String {
        let zone = self.zone_hours();
        let by = duration(zone.map_or(self.seconds, |hours| hours * 3600).abs(), lang);
        let ahead = self.seconds > 0;
        let mut said = match (lang, self.seconds, ahead) {
            (Lang::Zh, 0, _) => "请求时间与服务器时间一致。".to_owned(),
            (Lang::En, 0, _) => "The request's time is the server's.".to_owned(),
            (Lang::Zh, _, true) => format!("请求时间比服务器快 {by}。"),
            (Lang::Zh, _, false) => format!("请求时间比服务器慢 {by}。"),
            (Lang::En, _, true) => format!("The request's time is {by} ahead of the server's."),
            (Lang::En, _, false) => format!("The request's time is {by} behind the server's."),
        };
        if zone.is_some() {
            said.push_str(match lang {
                Lang::Zh => "相差整小时：多半是把当地时间写成了 UTC。",
                Lang::En => " Whole hours: it was most likely written in local time, not in UTC.",
            });
        }
        said
    }
}

fn duration(seconds: i64, lang: Lang) -> String {
    let parts = [(seconds / DAY, "天", "d"), (seconds / 3600 % 24, "小时", "h")];
    let parts = parts.into_iter().chain([(seconds / 60 % 60, "分", "min"), (seconds % 60, "秒", "s")]);
    let said = parts.filter(|(number, ..)| *number > 0).map(|(number, zh, en)| match lang {
        Lang::Zh => format!("{number} {zh}"),
        Lang::En => format!("{number} {en}"),
    });
    said.collect::<Vec<_>>().join(" ")
}

/// `Request time 1700000000 has been expired while server time is 1700001000`
fn in_words(message: &str) -> Option<(Moment, Moment)> {
    let lower = message.to_ascii_lowercase();
    let behind = |words: &str| {
        let at = lower.find(words)? + words.len();
        let rest = message[at..].trim_start_matches([' ', ':', '=', '[', '"', '(']);
        Moment::read(rest.strip_prefix("is ").unwrap_or(rest).trim_start_matches(['[', '"', ':', ' ']))
    };
    Some((behind("request time").or_else(|| behind("timestamp"))?, behind("server time")?))
}

#[derive(Debug, Clone)]
struct Moment {
    /// The moment as it is written.
    text: String,
    /// Seconds since 1970.
    seconds: i64,
}

impl Moment {
    /// The moment that a text begins with: ISO 8601 (spread or compact), RFC 1123, or seconds since 1970.
    fn read(text: &str) -> Option<Self> {
        let end = text.find(['\n', '"', '<', '&', '\'', '}']).unwrap_or(text.len());
        let text = &text[..text.floor_char_boundary(end.min(48))];
        let plain = text.replace("%3A", ":").replace("%3a", ":").replace("%20", " ").replace("%2B", "+");
        let (seconds, length) = iso(&plain).or_else(|| rfc(&plain)).or_else(|| unix(&plain))?;
        let text = plain.get(..length)?.trim_end().to_owned();
        Some(Self { text, seconds })
    }
}

/// The number that some digits are.
fn number(text: &str, at: usize, digits: usize) -> Option<i64> {
    let part = text.get(at..at + digits)?;
    part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
}

/// `2026-05-01T20:00:00.000Z`, `2026-05-01 20:00:00+08:00`, `20260501T200000Z`
fn iso(text: &str) -> Option<(i64, usize)> {
    let spread = text.as_bytes().get(4) == Some(&b'-');
    let places = if spread { [0, 5, 8, 11, 14, 17] } else { [0, 4, 6, 9, 11, 13] };
    let [year, month, day, hour, minute, second] = places;
    let digits = |at, digits| number(text, at, digits);
    let sign = *text.as_bytes().get(hour - 1)?;
    if !matches!(sign, b'T' | b' ') {
        return None;
    }
    let clock = digits(hour, 2)? * 3600 + digits(minute, 2)? * 60 + digits(second, 2)?;
    let mut end = second + 2;
    let fraction = text[end..].strip_prefix(['.', ',']).unwrap_or_default();
    let fraction = fraction.bytes().take_while(u8::is_ascii_digit).count();
    end += if fraction > 0 { fraction + 1 } else { 0 };
    let mut offset = 0;
    match text.as_bytes().get(end) {
        Some(b'Z') => end += 1,
        Some(sign @ (b'+' | b'-')) => {
            if let Some(hours) = digits(end + 1, 2) {
                let colon = usize::from(text.as_bytes().get(end + 3) == Some(&b':'));
                let minutes = digits(end + 3 + colon, 2).unwrap_or(0);
                offset = (hours * 3600 + minutes * 60) * if *sign == b'-' { -1 } else { 1 };
                end = (end + 5 + colon).min(text.len());
            }
        }
        _ => {}
    }
    let days = days(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)?;
    Some((days * DAY + clock - offset, end))
}

/// `Fri, 01 May 2026 12:00:02 GMT`
fn rfc(text: &str) -> Option<(i64, usize)> {
    let date = text.find(", ").filter(|at| *at <= 9)? + 2;
    let digits = |at, digits| number(text, date + at, digits);
    let month = MONTHS.iter().position(|month| text.get(date + 3..date + 6) == Some(*month))? as i64 + 1;
    let clock = digits(12, 2)? * 3600 + digits(15, 2)? * 60 + digits(18, 2)?;
    let days = days(digits(7, 4)?, month, digits(0, 2)?)?;
    let zone = if text[date + 20..].starts_with(" GMT") { 4 } else { 0 };
    Some((days * DAY + clock, date + 20 + zone))
}

fn unix(text: &str) -> Option<(i64, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        10 => Some((number(text, 0, 10)?, 10)),
        13 => Some((number(text, 0, 13)? / 1000, 13)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        Moment::read(text).map(|moment| moment.seconds)
    }

    #[test]
    fn one_moment_in_every_notation() {
        for text in [
            "2021-03-04T05:06:07Z",
            "2021-03-04T05:06:07.890Z",
            "2021-03-04T13:06:07+08:00",
            "2021-03-04T05%3A06%3A07Z&x=1",
            "20210304T050607Z",
            "Thu, 04 Mar 2021 05:06:07 GMT",
            "1614834367",
            "1614834367000",
        ] {
            assert_eq!(seconds(text), Some(1_614_834_367), "{text}");
        }
        for text in ["", "2021", "2021-13-04T05:06:07Z", "yesterday", "12345678901", "2021-03-04"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn whole_hours_are_a_time_zone() {
        let clock = |seconds| Clock { server: String::new(), request: String::new(), seconds };
        assert_eq!(clock(28_797).zone_hours(), Some(8));
        assert_eq!(clock(-18_020).zone_hours(), Some(-5));
        for seconds in [0, 2, 900, 5400, 28_800 + 600, 20 * 3600] {
            assert_eq!(clock(seconds).zone_hours(), None, "{seconds}");
        }
        assert!(clock(28_797).said(Lang::En).contains("local time"));
    }
}
