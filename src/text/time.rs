//! The calendar, and moments as RFC 3339 writes them.

use std::time::{SystemTime, UNIX_EPOCH};

/// The seconds of a day.
pub const DAY: i64 = 86_400;

/// Days of 400 years, after which the calendar repeats itself.
const ERA: i64 = 146_097;
/// Days from the first of March of the year 0 to the first of 1970.
const EPOCH: i64 = 719_468;

/// The names of the months as logs and HTTP write them.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// This moment, in whole seconds of UTC: `2026-11-28T02:15:08Z`.
pub fn now() -> String {
    rfc3339(seconds_now())
}

/// How many days ago a moment in UTC was; `None` for a text that is no moment, and for a day that is still to come.
pub fn days_since(moment: &str) -> Option<u64> {
    u64::try_from(seconds_now() / DAY - day_of(moment)?).ok()
}

/// Seconds since 1970.
pub fn seconds_now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0)
}

/// The first seconds of 1970 in UTC are `1970-01-01T00:00:00Z`.
pub fn rfc3339(seconds: i64) -> String {
    let (year, month, day) = date(seconds.div_euclid(DAY));
    let clock = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Days since 1970 of a date of the Gregorian calendar. Years are counted from March, so that the leap day is the last of
/// a year.
pub fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * march + 2) / 5 + day - 1;
    Some(era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH)
}

/// The year, month and day of a number of days since 1970.
pub fn date(days: i64) -> (i64, i64, i64) {
    let day = days + EPOCH;
    let (era, of_era) = (day.div_euclid(ERA), day.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    (year, month, of_year - (153 * march + 2) / 5 + 1)
}

/// The day on which a moment is, since 1970.
fn day_of(moment: &str) -> Option<i64> {
    let mut parts = moment.get(..10)?.split('-').map(|part| part.parse().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    days(year, month, day)
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
        for day in -60_000..60_000 {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), Some(day));
        }
        assert_eq!(days_since(&now()), Some(0));
        for text in ["", "yesterday!", "9999-01-01T00:00:00Z", "2024-13-01"] {
            assert_eq!(days_since(text), None, "{text}");
        }
    }
}
