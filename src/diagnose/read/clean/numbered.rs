//! The numbers of lines that stand on lines of their own, as viewers of answers copy them.

use crate::diagnose::read::line;

/// So many lines at most stand between one number and the next.
const APART: usize = 4;

/// Which lines hold nothing but their number, in ascending order: three or more that count on.
pub(super) fn numbers(lines: &[&str]) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    let counted = lines.iter().enumerate().filter_map(|(ix, line)| Some((ix, number(line)?)));
    for (ix, number) in counted {
        if run.last().is_some_and(|&(last, before)| number != before + 1 || ix - last > APART) {
            end(&mut run, &mut numbers);
        }
        run.push((ix, number));
    }
    end(&mut run, &mut numbers);
    numbers
}

fn end(run: &mut Vec<(usize, usize)>, numbers: &mut Vec<usize>) {
    if run.len() > 2 {
        numbers.extend(run.iter().map(|&(ix, _)| ix));
    }
    run.clear();
}

/// The number that a line holds, behind the prefix of a log.
fn number(line: &str) -> Option<usize> {
    let bare = line.trim_end().trim_end_matches('.');
    let digits = bare.bytes().rev().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let before = &bare[..bare.len() - digits];
    if !before.is_empty() && !before.ends_with(line::is_gutter) {
        return None;
    }
    let alone = before.trim_matches(line::is_gutter).is_empty()
        || line::of(line).is_some_and(|own| own.end <= before.len() && before[own.end..].trim().is_empty());
    alone.then(|| bare[before.len()..].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count_on_are_told_from_others() {
        assert_eq!(numbers(&["1", "{", "2", "a", "3.", "}"]), [0, 2, 4]);
        assert_eq!(numbers(&["08:09:10 7", "08:09:10 a 7", "08:09:11 8", "08:09:12 9"]), [0, 2, 3]);
        assert!(numbers(&["1", "a", "3", "b", "4", "c", "12345", "x9"]).is_empty());
    }
}
