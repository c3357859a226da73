//! Moments as RFC 3339 writes them.

use std::time::{SystemTime, UNIX_EPOCH};

const DAY: u64 = 86_400;

/// This moment, in whole seconds of UTC: `2026-11-28T02:15:08Z`.
pub fn now() -> String {
    rfc3339(seconds_now())
}

/// How many days ago a moment in UTC was; `None` for a text that is no moment, and for a day that is still to come.
pub fn days_since(moment: &str) -> Option<u64> {
    (seconds_now() / DAY).checked_sub(day_of(moment)?)
}

fn seconds_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn rfc3339(seconds: u64) -> String {
    let (year, month, day) = date(seconds / DAY);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Days of 400 years, after which the calendar repeats itself.
const ERA: u64 = 146_097;
/// Days from the first of March of the year 0 to the epoch.
const EPOCH: u64 = 719_468;

/// The date of a day after the epoch. Years are counted from March, so that the leap day is the last of a year.
fn date(day: u64) -> (u64, u64, u64) {
    let day = day + EPOCH;
    let (era, of_era) = (day / ERA, day % ERA);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    (year, month, of_year - (153 * march + 2) / 5 + 1)
}

/// The day after the epoch on which a moment is.
fn day_of(moment: &str) -> Option<u64> {
    let mut parts = moment.get(..10)?.split('-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1970..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * march + 2) / 5 + day - 1;
    (era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year).checked_sub(EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_826_154, "2000-02-29T12:09:14Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"),
            (1_795_832_108, "2026-11-28T02:15:08Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(rfc3339(seconds), text);
            assert_eq!(day_of(text), Some(seconds / DAY));
        }
        for day in 0..60_000 {
            assert_eq!(day_of(&rfc3339(day * DAY)), Some(day));
        }
        assert_eq!(days_since(&now()), Some(0));
        for text in ["", "yesterday!", "9999-01-01T00:00:00Z", "1969-12-31", "2024-13-01"] {
            assert_eq!(days_since(text), None, "{text}");
        }
    }
}
