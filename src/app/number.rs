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

/// A count; 0 is a dot.
pub fn number(count: usize) -> String {
    if count == 0 { "·".to_owned() } else { grouped(count) }
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
