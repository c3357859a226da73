//! Counts as people read them.

/// `18,223`: thousands are separated, wherever a count is shown. Files and formats for programs have digits only.
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
