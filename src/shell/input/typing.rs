//! Recognises pastes on terminals that do not mark them.
//!
//! Nobody types a line, Enter and another line within one read, so that is a paste. Taken for keys, it would search
//! for its first line and copy whatever that finds.

use super::event::Event;
use crate::app::chord::{Chord, Key};

/// More text than this in one read is the beginning of a paste, whose line ends may follow.
const MUCH: usize = 256;

const ENTER: Chord = Chord::plain(Key::Enter);
const LINE_FEED: Chord = Chord { ctrl: true, ..Chord::plain(Key::Char('j')) };
const TAB: Chord = Chord::plain(Key::Tab);

/// The character that an event adds to a text.
fn text_of(event: &Event) -> Option<char> {
    match event {
        Event::Key(ENTER) => Some('\r'),
        Event::Key(LINE_FEED) => Some('\n'),
        Event::Key(TAB) => Some('\t'),
        Event::Key(chord) => chord.typed(),
        _ => None,
    }
}

/// Whether a text goes on after the end of one of its lines.
fn has_lines(text: &str) -> bool {
    text.trim().contains(['\r', '\n'])
}

/// Whether events that were read at once begin a paste that was not marked as one.
pub(super) fn begins_paste(events: &[Event]) -> bool {
    let mut runs = events.split(|event| text_of(event).is_none());
    runs.any(|run| run.len() > MUCH || has_lines(&run.iter().filter_map(text_of).collect::<String>()))
}

/// Replaces the keys that are a paste by one paste event.
pub(super) fn gather_pastes(events: Vec<Event>) -> Vec<Event> {
    let mut gathered = Vec::with_capacity(events.len());
    let mut run = Vec::new();
    for event in events {
        if text_of(&event).is_some() {
            run.push(event);
        } else {
            end_run(&mut run, &mut gathered);
            gathered.push(event);
        }
    }
    end_run(&mut run, &mut gathered);
    gathered
}

fn end_run(run: &mut Vec<Event>, gathered: &mut Vec<Event>) {
    let text: String = run.iter().filter_map(text_of).collect();
    if has_lines(&text) {
        run.clear();
        gathered.push(Event::Paste(text));
        return;
    }
    // A single line with its end is a paste only if the end is `\r\n`, which no key sends.
    if text.ends_with("\r\n") && text.trim_end().len() + 2 == text.len() && text.len() > 2 {
        run.pop();
    }
    gathered.append(run);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<Event> {
        let chord = |c| match c {
            '\r' => ENTER,
            '\n' => LINE_FEED,
            '\t' => TAB,
            '↓' => Chord::plain(Key::Down),
            c => Chord::plain(Key::Char(c)),
        };
        text.chars().map(|c| Event::Key(chord(c))).collect()
    }

    #[test]
    fn more_text_behind_a_line_end_in_one_read_is_a_paste() {
        for text in ["Code: X\rMessage: y", "a\nb\r", "a\r\r\tb", "a\r\nb\r\n", "\r\ra\rb"] {
            assert!(begins_paste(&typed(text)), "{text:?}");
            assert_eq!(gather_pastes(typed(text)), [Event::Paste(text.to_owned())], "{text:?}");
        }
        assert!(begins_paste(&typed(&"x".repeat(300))), "the beginning of one");
    }

    #[test]
    fn text_with_a_line_end_at_its_end_is_typing_and_enter() {
        for text in ["", "a", "throttl\r", "\r", "\rabc", "a\r\r", "\n\n\nx", "ab\r↓cd", "\t\t", "\r\n"] {
            assert!(!begins_paste(&typed(text)), "{text:?}");
            assert_eq!(gather_pastes(typed(text)), typed(text), "{text:?}");
        }
        assert_eq!(gather_pastes(typed("abc\r\n")), typed("abc\r"), "one Enter, not two keys");
    }

    #[test]
    fn keys_before_and_behind_a_paste_stay_keys() {
        let mut expected = typed("↓");
        expected.push(Event::Paste("a\rb".to_owned()));
        expected.extend(typed("↓c"));
        assert_eq!(gather_pastes(typed("↓a\rb↓c")), expected);
    }
}
