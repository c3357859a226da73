//! Markdown within a line: what it means, without its markup.
//!
//! Placeholders of messages look like markup (`<name>`, `[N]`, `*`), so only what is certainly markup is removed.

/// Tags that documents use within cells; `true` where one ends a line. Anything else in `<>` is a placeholder.
const TAGS: [(&str, bool); 26] = [
    ("br", true),
    ("p", true),
    ("li", true),
    ("ul", true),
    ("ol", true),
    ("div", true),
    ("tr", true),
    ("b", false),
    ("i", false),
    ("u", false),
    ("em", false),
    ("strong", false),
    ("code", false),
    ("pre", true),
    ("span", false),
    ("font", false),
    ("a", false),
    ("sup", false),
    ("sub", false),
    ("td", true),
    ("th", true),
    ("img", false),
    ("hr", true),
    ("thead", true),
    ("tbody", true),
    ("ph", false),
];

/// Tags that are never closed.
const VOID: [&str; 3] = ["br", "hr", "img"];

/// What an item of a list begins with.
pub(super) const BULLET: &str = "• ";

const ENTITIES: [(&str, &str); 8] = [
    ("nbsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
];

/// The text of a piece of Markdown. Lines are its paragraphs and items, trimmed, none empty; an item begins with
/// `BULLET`.
pub(super) fn plain(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    scan(markdown, true, &mut plain);
    tidy(&plain, true)
}

/// The text of a piece of HTML, where Markdown's characters stand for themselves.
pub(super) fn plain_html(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    scan(html, false, &mut plain);
    tidy(&plain, false)
}

/// The lines of a text, items without what marks them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.strip_prefix(BULLET).unwrap_or(line))
}

/// A heading's title, without its attributes: `## 公共错误 {#section_1 .section}` -> `公共错误`.
pub(super) fn title(heading: &str) -> String {
    let mut title = heading.trim();
    title = title.trim_end_matches('#').trim_end();
    while let Some(open) = title.ends_with('}').then(|| title.rfind('{')).flatten() {
        if !title[open + 1..].trim_start().starts_with(['#', '.']) {
            break;
        }
        title = title[..open].trim_end();
    }
    one_line(&plain(title))
}

/// The lines of a text as one.
pub(super) fn one_line(text: &str) -> String {
    lines(text).collect::<Vec<_>>().join(" ")
}

fn tidy(text: &str, markdown: bool) -> String {
    let mut lines = Vec::new();
    // The first item of a list in a cell may be on the same line as the text before it.
    let parted = if markdown {
        text.replace(" -   ", "\n-   ").replace("：-   ", "：\n-   ").replace("   * ", "\n* ")
    } else {
        text.to_owned()
    };
    for line in parted.split('\n') {
        let line = line.trim();
        match item(line).filter(|_| markdown) {
            Some("") => {}
            Some(item) => lines.push(format!("{BULLET}{item}")),
            None if line.is_empty() => {}
            None => lines.push(line.to_owned()),
        }
    }
    // A list of one item is a plain text.
    match &lines[..] {
        [line] => line.strip_prefix(BULLET).unwrap_or(line).to_owned(),
        lines => lines.join("\n"),
    }
}

/// `-   one` -> `one`, `2. two` -> `two`; a dash alone, or a number below zero, is no bullet.
fn item(line: &str) -> Option<&str> {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = numbered.strip_prefix(". ").filter(|_| (1..=2).contains(&(line.len() - numbered.len())));
    let bullets = || ["- ", "* ", "+ ", BULLET].iter().find_map(|bullet| line.strip_prefix(bullet));
    number.or_else(bullets).map(str::trim)
}

fn scan(text: &str, markdown: bool, plain: &mut String) {
    let mut rest = text;
    let mut in_code = false;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '`' {
            in_code = !in_code && after.split('\n').next().is_some_and(|line| line.contains('`'));
        }
        let step = match c {
            '\\' if markdown => escaped(after),
            '`' if markdown => Some((String::new(), after)),
            '[' | '!' if markdown => link(rest),
            // A star in code, as in `a[*]`, is no markup.
            '*' if in_code && !after.starts_with('*') && !plain.ends_with('*') => None,
            '*' | '~' if markdown => emphasis(rest, text.len() - rest.len(), text),
            '<' => tag(rest),
            '&' => entity(after),
            '\u{a0}' | '\u{3000}' => Some((" ".to_owned(), after)),
            '\u{200b}'..='\u{200d}' | '\u{feff}' => Some((String::new(), after)),
            _ => None,
        };
        match step {
            Some((meant, remaining)) => {
                plain.push_str(&meant);
                rest = remaining;
            }
            None => {
                plain.push(c);
                rest = after;
            }
        }
    }
}

fn escaped(after: &str) -> Option<(String, &str)> {
    let c = after.chars().next().filter(char::is_ascii_punctuation)?;
    Some((c.to_string(), &after[1..]))
}

/// `[text](target)` is its text, an image nothing.
fn link(rest: &str) -> Option<(String, &str)> {
    let image = rest.starts_with("![");
    let text = rest.strip_prefix(if image { "![" } else { "[" })?;
    let close = closing(text, '[', ']')?;
    let target = text[close + 1..].strip_prefix('(')?;
    let end = closing(target, '(', ')')?;
    let meant = if image { String::new() } else { plain(&text[..close]) };
    Some((meant, &target[end + 1..]))
}

/// Where a bracket closes that was opened just before `text`.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => {}
            '\n' if depth > 4 => return None,
            c if c == close && depth == 0 => return Some(at),
            c if c == close => depth -= 1,
            c if c == open => depth += 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// Emphasis around words: `**bold**`, `*italic*`, `~~gone~~`. A star between blanks or without its partner stays.
fn emphasis<'a>(rest: &'a str, at: usize, text: &str) -> Option<(String, &'a str)> {
    let c = rest.chars().next()?;
    let run = rest.len() - rest.trim_start_matches(c).len();
    if c == '~' && run != 2 {
        return None;
    }
    let marks = &rest[..run];
    let after = &rest[run..];
    let opens = after.starts_with(|c: char| !c.is_whitespace()) && is_closed(after, marks);
    let before = &text[..at];
    let closes = before.ends_with(|c: char| !c.is_whitespace()) && is_opened(before, marks);
    (opens || closes).then(|| (String::new(), after))
}

fn is_closed(after: &str, marks: &str) -> bool {
    let line = after.split('\n').next().unwrap_or_default();
    line.match_indices(marks).any(|(at, _)| at > 0 && !line[..at].ends_with(['\\', ' ']))
}

fn is_opened(before: &str, marks: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.match_indices(marks).any(|(at, _)| {
        let inside = &line[at + marks.len()..];
        !line[..at].ends_with('\\') && inside.starts_with(|c: char| !c.is_whitespace())
    })
}

fn tag(rest: &str) -> Option<(String, &str)> {
    let close = rest.find('>')?;
    let inside = &rest[1..close];
    if let Some(address) =
        ["http://", "https://", "mailto:"].iter().find(|scheme| inside.starts_with(**scheme))
    {
        return (inside.len() > address.len()).then(|| (inside.to_owned(), &rest[close + 1..]));
    }
    let ending = inside.starts_with('/');
    let name = inside.trim_start_matches('/').trim_end_matches('/').split_whitespace().next()?;
    let lower = name.to_ascii_lowercase();
    let (known, ends_line) = TAGS.iter().find(|(known, _)| *known == lower)?;
    // `<a>` that is closed nowhere may be a placeholder.
    let closed = || rest.to_ascii_lowercase().contains(&format!("</{known}>"));
    if !(ending || VOID.contains(known) || *ends_line || closed()) {
        return None;
    }
    let meant = if *ends_line { "\n" } else { "" };
    Some((meant.to_owned(), &rest[close + 1..]))
}

fn entity(after: &str) -> Option<(String, &str)> {
    let end = after.find(';').filter(|end| *end <= 8)?;
    let name = &after[..end];
    let meant = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| !c.is_control())?.to_string()
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((meant, &after[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_placeholders_stay() {
        for (markdown, expected) in [
            (
                "必须是 **运行中**，参阅[实例](../a/b (1).md#)，`Xx`不合法。<br>请重试。",
                "必须是 运行中，参阅实例，Xx不合法。\n请重试。",
            ),
            ("`Aa.On`e", "Aa.One"),
            ("BAD\\_WEIGHT \\(w\\) \\`a\\`", "BAD_WEIGHT (w) `a`"),
            (
                "The <name\\> or <parameter name> of [N] is 2 * 3 * 4",
                "The <name> or <parameter name> of [N] is 2 * 3 * 4",
            ),
            ("qos-djh\\*\\*\\*", "qos-djh***"),
            ("*a* and **b** ~~c~~ a * b", "a and b c a * b"),
            ("`a[*].b and c[*]` *d* `**e**`", "a[*].b and c[*] d e"),
            ("![x](y.png)[a \\[b\\] c](d)", "a [b] c"),
            ("&lt;a&gt; &amp;&nbsp;b &#39;c&#x27; &unknown; R&D;", "<a> & b 'c' &unknown; R&D;"),
            ("甲。\n\n-   做这个。\n-   做那个。\n", "甲。\n• 做这个。\n• 做那个。"),
            ("-1", "-1"),
            ("<https://a.b/>", "https://a.b/"),
            ("<p>one</p><p>two</p>", "one\ntwo"),
            ("a\u{200b}b\u{a0}c", "ab c"),
        ] {
            assert_eq!(plain(markdown), expected, "{markdown}");
        }
        assert_eq!(plain_html("a\\_b **c** <b>d</b> &lt;e&gt;"), "a\\_b **c** d <e>");
    }

    #[test]
    fn titles_lose_their_attributes() {
        for heading in
            ["错误码 {#concept_x .concept}", "错误码 { .section}", "错误码 {#h2-1}", "**错误码** ##"]
        {
            assert_eq!(title(heading), "错误码");
        }
        assert_eq!(title("{Name} 错误"), "{Name} 错误");
    }
}
