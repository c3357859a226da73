//! Numbers as they are shown.

/// `18,223`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// From this number on, thousands are separated; smaller counts save the room.
const GROUPED_FROM: usize = 10_000;

/// A count; 0 is a dot.
pub fn number(count: usize) -> String {
    match count {
        0 => "·".to_owned(),
        1..GROUPED_FROM => count.to_string(),
        _ => grouped(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in
            [(0, "0"), (504, "504"), (1812, "1,812"), (18223, "18,223"), (1000000, "1,000,000")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}
