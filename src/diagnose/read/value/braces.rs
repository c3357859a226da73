//! Objects within a value.

/// How long the object is that a text begins with, if it closes: it belongs to the value. 1 if it does not.
pub(super) fn braced(text: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth == 0 {
            return at + 1;
        }
    }
    1
}
