//! Stand-ins for the ids and times of a text.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// A text in which stand-ins replace the ids and times. Each stand-in has the length and the form of what it
/// replaces, so that the text is read in the same way.
pub struct Cast<'t> {
    text: Option<String>,
    own: &'t str,
    roles: Vec<Role<'t>>,
}

/// A stand-in, and what it stands for.
struct Role<'t> {
    stand_in: String,
    own: &'t str,
    is_id: bool,
}

/// How many different ids and times a text may have: each is numbered with one digit.
const MOST: usize = 10;

/// What the stand-ins of ids are made of: no other text is expected to have parts of it.
const ID: &[u8] = b"B0D7E3A1C8F2B6D4E9A5C7F1B3D8E2A0";
const DATE: &str = "2013-09-18";
const CLOCK: &str = "07:46:3";
const FRACTION: &[u8] = b"817263549";

/// What every stand-in has one of. A text that has one, too, gets none.
static PARTS: LazyLock<[Finder; 3]> = LazyLock::new(|| [CLOCK, "0D7E3A1", "0d7e3a1"].map(Finder::new));

/// An id that was cut off counts as the same if this many of its first characters are left.
const TELLING: usize = 8;

impl<'t> Cast<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut cast = Self { text: None, own: text, roles: Vec::new() };
        cast.text = cast.stand_in();
        if cast.text.is_none() {
            cast.roles.clear();
        }
        cast
    }

    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(self.own)
    }

    /// A part of a reading with the original ids and times in place of the stand-ins.
    pub fn own(&self, part: &str) -> String {
        // Looking for a few characters is fast; most parts have not even these.
        let may_have =
            |part: &str, role: &Role| part.contains(&role.stand_in[..TELLING.min(role.stand_in.len())]);
        self.roles.iter().fold(part.to_owned(), |part, role| match may_have(&part, role) {
            true => part.replace(&role.stand_in, role.own),
            false => part,
        })
    }

    /// Whether a part of a reading has whole stand-ins or none, so that it can be translated back.
    pub fn is_whole(&self, part: &str) -> bool {
        let rest = self.roles.iter().fold(part.to_owned(), |rest, role| rest.replace(&role.stand_in, "\0"));
        let rest = rest.to_ascii_lowercase();
        self.roles.iter().all(|role| {
            let name = role.stand_in.to_ascii_lowercase();
            let mut pieces = name.as_bytes().windows(4).filter_map(|piece| std::str::from_utf8(piece).ok());
            let cut = (1..4).any(|length| {
                rest.ends_with(&name[..length]) || rest.starts_with(&name[name.len() - length..])
            });
            !cut && !pieces.any(|piece| rest.contains(piece))
        })
    }

    /// The text with stand-ins; `None` where there is nothing to replace, or the reading could become another one.
    fn stand_in(&mut self) -> Option<String> {
        let mut text = String::with_capacity(self.own.len());
        let mut done = 0;
        let mut ids = Vec::new();
        for (place, is_id) in tokens(self.own) {
            let role = self.role(&self.own[place.clone()], is_id)?;
            text.push_str(&self.own[done..place.start]);
            text.push_str(&self.roles[role].stand_in);
            ids.extend(is_id.then_some(role));
            done = place.end;
        }
        text.push_str(&self.own[done..]);
        let is_free = || PARTS.iter().all(|part| part.find(self.own.as_bytes()).is_none());
        (done > 0 && self.are_told_apart(&ids) && is_free()).then_some(text)
    }

    fn role(&mut self, own: &'t str, is_id: bool) -> Option<usize> {
        let known = self.roles.iter().position(|role| role.own == own);
        if known.is_some() || self.roles.len() == MOST {
            return known;
        }
        let number = self.roles.len();
        let stand_in = if is_id { id(own, number) } else { time(own, number) };
        self.roles.push(Role { stand_in, own, is_id });
        Some(number)
    }

    /// Whether the beginnings of ids occur only in the ids that are replaced.
    fn are_told_apart(&self, ids: &[usize]) -> bool {
        self.roles.iter().enumerate().filter(|(_, role)| role.is_id).all(|(number, role)| {
            let (own, begin) = (self.own.as_bytes(), &role.own.as_bytes()[..TELLING]);
            let first = begin[0];
            let like =
                |at: &usize| own.get(*at..at + TELLING).is_some_and(|part| part.eq_ignore_ascii_case(begin));
            let all = memchr::memchr2_iter(first.to_ascii_uppercase(), first.to_ascii_lowercase(), own);
            all.filter(like).count() == ids.iter().filter(|id| **id == number).count()
        })
    }
}

/// The stand-in for an id: it has the same dashes and letter case, and begins with a letter or a digit as the id does.
fn id(own: &str, number: usize) -> String {
    let upper = !own.bytes().any(|b| b.is_ascii_lowercase());
    let last = own.len() - 1;
    let shift = usize::from(own.as_bytes()[0].is_ascii_digit());
    let stand_in = own.bytes().enumerate().map(|(at, own)| match (own, ID[(at + shift) % ID.len()]) {
        (b'-', _) => '-',
        _ if at == last => digit(number),
        (_, standing) if upper => standing as char,
        (_, standing) => standing.to_ascii_lowercase() as char,
    });
    stand_in.collect()
}

/// The stand-in for a time: other digits between the same signs.
fn time(own: &str, number: usize) -> String {
    let clock = own.len() - own.find(':').map_or(0, |colon| colon - 2);
    let (date, clock) = own.split_at(own.len() - clock);
    let seconds = CLOCK.len() + 1;
    let like = |(own, standing): (u8, u8)| if own.is_ascii_digit() { standing as char } else { own as char };
    let date = date.bytes().zip(DATE.bytes().chain([b' '])).map(like);
    let whole = clock.bytes().zip(CLOCK.bytes()).map(like).chain([digit(number)]);
    let fraction = clock.bytes().skip(seconds).zip([0].iter().chain(FRACTION.iter().cycle()));
    date.chain(whole).chain(fraction.map(|(own, &standing)| like((own, standing)))).collect()
}

fn digit(number: usize) -> char {
    char::from(b'0' + number as u8)
}

/// The ids and times of a text that stand alone, and whether each is an id.
fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes[at..].iter().position(u8::is_ascii_alphanumeric)?;
            let start = at;
            let alone = start == 0 || !b"_-+/%.@$\\".contains(&bytes[start - 1]);
            let run = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
            let clock = if bytes[start].is_ascii_digit() { time_length(&bytes[start..]) } else { None };
            at = start + clock.unwrap_or(run);
            let ends = bytes.get(at).is_none_or(|b| !b"_-+/=%@$(".contains(b));
            if clock
                .is_some_and(|_| alone && !bytes.get(at).is_some_and(|b| b.is_ascii_digit() || *b == b':'))
            {
                return Some((start..at, false));
            }
            if alone && ends && is_id(&bytes[start..at]) {
                return Some((start..at, true));
            }
        }
    })
}

/// An id as services and tracers write it, of mixed letters and digits in one case.
fn is_id(run: &[u8]) -> bool {
    let dashed = |(at, b): (usize, &u8)| (*b == b'-') == matches!(at, 8 | 13 | 18 | 23);
    let built = match run.len() {
        36 => run.iter().enumerate().all(dashed),
        24 | 32 => !run.contains(&b'-'),
        _ => false,
    };
    let has = |holds: fn(&u8) -> bool| run.iter().any(holds);
    built
        && run.iter().all(|b| b.is_ascii_hexdigit() || *b == b'-')
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase) != has(u8::is_ascii_lowercase)
}

/// The length of the time at the start of a text: `2024-06-07T08:09:10.123`, `08:09:10,123`.
fn time_length(bytes: &[u8]) -> Option<usize> {
    let fits = |from: usize, build: &[u8]| {
        let text = bytes.get(from..from + build.len())?;
        let like = |(own, sign): (&u8, &u8)| match sign {
            b'0' => own.is_ascii_digit(),
            b'-' => b"-/.".contains(own),
            b' ' => b"T _".contains(own),
            sign => own == sign,
        };
        text.iter().zip(build).all(like).then_some(from + build.len())
    };
    let date = fits(0, b"0000-00-00 ").unwrap_or(0);
    let clock = fits(date, b"00:00:00")?;
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let fraction = if bytes.get(clock).is_some_and(|b| b".,".contains(b)) { digits(clock + 1) } else { 0 };
    Some(if fraction > 0 { clock + 1 + fraction } else { clock })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_is_built_alike() {
        for text in [
            "2024-01-02T03:04:05.678Z [main] RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
            "08:09:10,1 id=f1d2c3b4a5968778695a4b3c2d1e0f00, 2024/01/02 08:09:10",
            "<RequestId>5C3D9175B6FC201293AD4890</RequestId>",
        ] {
            let cast = Cast::of(text);
            assert_ne!(cast.text(), text);
            let build = |text: &str| -> String {
                let sign = |c: char| if c.is_ascii_digit() { '0' } else { c };
                text.chars().filter(|c| !c.is_ascii_alphanumeric()).map(sign).collect()
            };
            assert_eq!(build(cast.text()), build(text));
            assert_eq!(cast.text().len(), text.len());
            assert_eq!(cast.own(cast.text()), text);
        }
    }

    #[test]
    fn equal_ids_stay_equal_and_others_stay_others() {
        let [a, b] = ["3F2504E0-4F89-11D3-9A0C-0305E82C3301", "0A2504E0-4F89-11D3-9A0C-0305E82C3301"];
        let text = format!("{a} {b} {a}");
        let cast = Cast::of(&text);
        let words: Vec<&str> = cast.text().split(' ').collect();
        assert!(words[0] == words[2] && words[0] != words[1] && words[0] != a, "{words:?}");
        // The second id was cut off; its beginning shows that it is the same.
        let text = format!("{a} {}", &a[..13]);
        assert_eq!(Cast::of(&text).text(), text);
    }

    #[test]
    fn parts_of_other_words_have_no_stand_in() {
        for text in [
            "x-3F2504E0-4F89-11D3-9A0C-0305E82C3301",
            "3F2504E0-4F89-11D3-9A0C-0305E82C3301-x",
            "3f2504E0-4F89-11D3-9A0C-0305E82C3301",
            "123456789012345678901234",
            "10.08:09:10",
            "08:09:10:11",
            "version 2024-01-02",
        ] {
            assert_eq!(Cast::of(text).text(), text);
        }
    }
}
