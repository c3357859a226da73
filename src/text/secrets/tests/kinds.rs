//! One text a line: what must be masked stands between `«` and `»` in the one file, the other holds no secret.

use super::super::mask;

fn texts(lines: &str) -> impl Iterator<Item = String> {
    let texts = lines.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    texts.map(|line| line.replace("\\n", "\n"))
}

#[test]
fn each_kind_of_secret_is_masked_and_what_follows_stays() {
    for marked in texts(include_str!("hidden.txt")) {
        let hidden: Vec<&str> = marked.split('«').skip(1).filter_map(|part| part.split('»').next()).collect();
        let text = marked.replace(['«', '»'], "");
        let mut wrapped = vec![text.clone(), format!("Code: X\nMessage: {text}\nRequestId: 1A2B")];
        if !text.contains('\n') {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
            wrapped.push(format!("{{\"Message\":\"{escaped}\",\"RequestId\":\"1A2B\"}}"));
        }
        for wrapped in wrapped {
            let masked = mask(&wrapped);
            assert!(!hidden.iter().any(|secret| masked.contains(secret)), "{wrapped}\n-> {masked}");
            assert_eq!(wrapped.contains("1A2B"), masked.contains("1A2B"), "{wrapped}\n-> {masked}");
        }
    }
}

#[test]
fn what_only_resembles_a_secret_stays() {
    for text in texts(include_str!("shown.txt")) {
        for text in [format!("Code: X\nMessage: {text}\nRequestId: 1A2B"), text] {
            assert_eq!(mask(&text), text);
        }
    }
}
