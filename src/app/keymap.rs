//! THE table of keys: it drives dispatch, the footer, the help overlay and the README.

use std::path::Path;

use super::chord::{Chord, NoChord};
use super::pane::Pane;
use crate::lang::Lang;
use crate::settings::config::{Named, Warning};

/// Where a key is listened to. A key goes to the first layer of the focus that knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// The search field with the code list.
    Search,
    /// Panes without a text field, where single letters work.
    Letters,
    Tree,
    Detail,
    /// Everywhere but in overlays.
    Browser,
    CopyMenu,
    History,
    Help,
}

impl Layer {
    /// The name in the config's `[keys.…]` tables.
    pub fn id(self) -> &'static str {
        match self {
            Layer::Search => "list",
            Layer::Letters => "letters",
            Layer::Tree => "tree",
            Layer::Detail => "detail",
            Layer::Browser => "browser",
            Layer::CopyMenu => "copy-menu",
            Layer::History => "history",
            Layer::Help => "help",
        }
    }

    pub const ALL: [Layer; 8] = [
        Layer::Search,
        Layer::Letters,
        Layer::Tree,
        Layer::Detail,
        Layer::Browser,
        Layer::CopyMenu,
        Layer::History,
        Layer::Help,
    ];
}

/// What has the keyboard; a function of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    Pane(Pane),
    CopyMenu,
    History,
    Help,
}

impl Focus {
    /// The layers asked for a key, in this order.
    pub fn layers(self) -> &'static [Layer] {
        match self {
            Focus::Pane(Pane::List) => &[Layer::Search, Layer::Browser],
            Focus::Pane(Pane::Tree) => &[Layer::Tree, Layer::Letters, Layer::Browser],
            Focus::Pane(Pane::Detail) => &[Layer::Detail, Layer::Letters, Layer::Browser],
            Focus::CopyMenu => &[Layer::CopyMenu],
            Focus::History => &[Layer::History],
            Focus::Help => &[Layer::Help],
        }
    }

    /// Whether characters that no layer knows go into a text field.
    pub fn takes_text(self) -> bool {
        matches!(self, Focus::Pane(Pane::List) | Focus::History | Focus::Help)
    }
}

/// The headings of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    Search,
    Move,
    Copy,
    View,
    Other,
}

impl Group {
    pub const ALL: [Group; 5] = [Group::Search, Group::Move, Group::Copy, Group::View, Group::Other];
}

macro_rules! actions {
    ($($action:ident = $id:literal),+ $(,)?) => {
        /// Everything a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($action),+ }

        impl Action {
            pub const ALL: &[Action] = &[$(Action::$action),+];

            /// The name in the config.
            pub fn id(self) -> &'static str {
                match self { $(Action::$action => $id),+ }
            }
        }
    };
}

actions! {
    CaretLeft = "caret-left",
    CaretRight = "caret-right",
    CaretStart = "caret-start",
    CaretEnd = "caret-end",
    WordLeft = "word-left",
    WordRight = "word-right",
    DeleteLeft = "delete-left",
    DeleteRight = "delete-right",
    DeleteWord = "delete-word",
    DeleteToStart = "delete-to-start",
    DeleteToEnd = "delete-to-end",
    FocusSearch = "focus-search",
    History = "history",
    Paste = "paste",
    Up = "up",
    Down = "down",
    PageUp = "page-up",
    PageDown = "page-down",
    First = "first",
    Last = "last",
    NextPane = "next-pane",
    PreviousPane = "previous-pane",
    Fold = "fold",
    Unfold = "unfold",
    ToggleFold = "toggle-fold",
    ToList = "to-list",
    Jump = "jump",
    JumpNext = "jump-next",
    JumpBack = "jump-back",
    ListSame = "list-same",
    CopyCode = "copy-code",
    CopyMenu = "copy-menu",
    CopyMessage = "copy-message",
    CopyExplanation = "copy-explanation",
    CopyTicket = "copy-ticket",
    CopyJson = "copy-json",
    CopyUrl = "copy-url",
    Confirm = "confirm",
    OpenPage = "open-page",
    Regroup = "regroup",
    SwitchLang = "switch-language",
    ToggleMouse = "toggle-mouse",
    Redraw = "redraw",
    Help = "help",
    Back = "back",
    Suspend = "suspend",
    Quit = "quit",
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    pub layer: Layer,
    /// Chords by name, separated by blanks; the first one is shown in the footer.
    pub chords: &'static str,
    pub action: Action,
    pub group: Group,
    zh: &'static str,
    en: &'static str,
    /// Rank in the footer, 1 first; 0: not shown there.
    pub footer: u8,
}

impl Row {
    pub fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

const fn row(
    layer: Layer,
    chords: &'static str,
    action: Action,
    group: Group,
    (zh, en): (&'static str, &'static str),
    footer: u8,
) -> Row {
    Row { layer, chords, action, group, zh, en, footer }
}

use Action as A;
use Group as G;
use Layer as L;

/// An action stands in the same group and under the same label wherever it occurs: the help shows it once.
#[rustfmt::skip]
pub static TABLE: &[Row] = &[
    row(L::Search,   "Left ctrl-b",                 A::CaretLeft,       G::Search, ("光标左移", "caret left"), 0),
    row(L::Search,   "Right ctrl-f",                A::CaretRight,      G::Search, ("光标右移", "caret right"), 0),
    row(L::Search,   "Home ctrl-a",                 A::CaretStart,      G::Search, ("光标到行首", "caret to the start"), 0),
    row(L::Search,   "End ctrl-e",                  A::CaretEnd,        G::Search, ("光标到行尾", "caret to the end"), 0),
    row(L::Search,   "alt-b ctrl-Left alt-Left",    A::WordLeft,        G::Search, ("左移一词", "one word left"), 0),
    row(L::Search,   "alt-f ctrl-Right alt-Right",  A::WordRight,       G::Search, ("右移一词", "one word right"), 0),
    row(L::Search,   "Backspace ctrl-h",            A::DeleteLeft,      G::Search, ("删除左边一字", "delete to the left"), 0),
    row(L::Search,   "Delete ctrl-d",               A::DeleteRight,     G::Search, ("删除右边一字", "delete to the right"), 0),
    row(L::Search,   "ctrl-w alt-Backspace",        A::DeleteWord,      G::Search, ("删除一词", "delete a word"), 0),
    row(L::Search,   "ctrl-u",                      A::DeleteToStart,   G::Search, ("删到行首", "delete to the start"), 0),
    row(L::Search,   "ctrl-k",                      A::DeleteToEnd,     G::Search, ("删到行尾", "delete to the end"), 0),
    row(L::Letters,  "/",                           A::FocusSearch,     G::Search, ("回到搜索", "to the search"), 3),
    row(L::Browser,  "ctrl-r",                      A::History,         G::Search, ("用过的查询", "earlier queries"), 0),
    row(L::Browser,  "ctrl-v",                      A::Paste,           G::Search, ("粘贴并诊断", "paste and diagnose"), 0),

    row(L::Browser,  "Up ctrl-p",                   A::Up,              G::Move,   ("上移", "up"), 0),
    row(L::Browser,  "Down ctrl-n",                 A::Down,            G::Move,   ("下移", "down"), 0),
    row(L::Browser,  "PageUp",                      A::PageUp,          G::Move,   ("上翻一页", "page up"), 0),
    row(L::Browser,  "PageDown",                    A::PageDown,        G::Move,   ("下翻一页", "page down"), 0),
    row(L::Browser,  "ctrl-Home",                   A::First,           G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Browser,  "ctrl-End",                    A::Last,            G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Letters,  "k",                           A::Up,              G::Move,   ("上移", "up"), 0),
    row(L::Letters,  "j",                           A::Down,            G::Move,   ("下移", "down"), 0),
    row(L::Letters,  "g Home",                      A::First,           G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Letters,  "G End",                       A::Last,            G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Browser,  "Tab",                         A::NextPane,        G::Move,   ("切换窗格", "next pane"), 3),
    row(L::Browser,  "shift-Tab",                   A::PreviousPane,    G::Move,   ("反向切换", "previous pane"), 0),
    row(L::Browser,  "Esc",                         A::Back,            G::Move,   ("返回或清空", "back or clear"), 0),
    row(L::Browser,  "ctrl-g",                      A::JumpNext,        G::Move,   ("下一条同码错误", "next error of the same code"), 0),
    row(L::Browser,  "ctrl-o",                      A::JumpBack,        G::Move,   ("返回跳转前", "back from a jump"), 0),
    row(L::Detail,   "1 2 3 4 5 6 7 8 9",           A::Jump,            G::Move,   ("跳到同码错误", "jump to the same code"), 0),
    row(L::Detail,   "b Backspace",                 A::JumpBack,        G::Move,   ("返回跳转前", "back from a jump"), 0),
    row(L::Detail,   "a",                           A::ListSame,        G::Move,   ("列出全部同码", "list all of the same code"), 0),

    row(L::Search,   "Enter",                       A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 1),
    row(L::Detail,   "Enter y",                     A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 1),
    row(L::Tree,     "y",                           A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 0),
    row(L::Browser,  "ctrl-y",                      A::CopyMenu,        G::Copy,   ("复制为…", "copy as…"), 2),
    row(L::Letters,  "Y",                           A::CopyMenu,        G::Copy,   ("复制为…", "copy as…"), 0),
    row(L::Letters,  "o",                           A::OpenPage,        G::Copy,   ("打开官方诊断页", "open the troubleshooting page"), 0),

    row(L::Tree,     "Left h",                      A::Fold,            G::View,   ("收起或到上级", "fold, or to the parent"), 2),
    row(L::Tree,     "Right l",                     A::Unfold,          G::View,   ("展开", "unfold"), 2),
    row(L::Tree,     "Space",                       A::ToggleFold,      G::View,   ("展开或收起", "fold or unfold"), 0),
    row(L::Tree,     "Enter",                       A::ToList,          G::View,   ("看这里的错误码", "to its codes"), 1),
    row(L::Browser,  "ctrl-t",                      A::Regroup,         G::View,   ("换分组方式", "regroup the tree"), 6),
    row(L::Browser,  "F2",                          A::ToggleMouse,     G::View,   ("鼠标开关", "mouse on or off"), 0),
    row(L::Browser,  "F3",                          A::SwitchLang,      G::View,   ("中文/English", "中文/English"), 0),
    row(L::Browser,  "ctrl-l",                      A::Redraw,          G::View,   ("重画屏幕", "redraw the screen"), 0),

    row(L::Browser,  "F1",                          A::Help,            G::Other,  ("帮助", "help"), 4),
    row(L::Letters,  "?",                           A::Help,            G::Other,  ("帮助", "help"), 0),
    row(L::Browser,  "ctrl-z",                      A::Suspend,         G::Other,  ("挂起", "suspend"), 0),
    row(L::Browser,  "ctrl-c ctrl-q",               A::Quit,            G::Other,  ("退出", "quit"), 5),
    row(L::Letters,  "q",                           A::Quit,            G::Other,  ("退出", "quit"), 0),

    row(L::CopyMenu, "Up k ctrl-p",                 A::Up,              G::Move,   ("上移", "up"), 0),
    row(L::CopyMenu, "Down j ctrl-n Tab",           A::Down,            G::Move,   ("下移", "down"), 0),
    row(L::CopyMenu, "Enter",                       A::Confirm,         G::Copy,   ("采用选中的", "take the chosen"), 1),
    row(L::CopyMenu, "c",                           A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 0),
    row(L::CopyMenu, "m",                           A::CopyMessage,     G::Copy,   ("复制消息", "copy the message"), 0),
    row(L::CopyMenu, "e",                           A::CopyExplanation, G::Copy,   ("复制中文说明", "copy the explanation"), 0),
    row(L::CopyMenu, "t",                           A::CopyTicket,      G::Copy,   ("复制为工单", "copy as a ticket"), 0),
    row(L::CopyMenu, "s",                           A::CopyJson,        G::Copy,   ("复制 JSON", "copy the JSON"), 0),
    row(L::CopyMenu, "u",                           A::CopyUrl,         G::Copy,   ("复制诊断链接", "copy the troubleshooting link"), 0),
    row(L::CopyMenu, "Esc q ctrl-y",                A::Back,            G::Move,   ("返回或清空", "back or clear"), 2),
    row(L::CopyMenu, "ctrl-c",                      A::Quit,            G::Other,  ("退出", "quit"), 0),

    row(L::History,  "Up ctrl-p ctrl-r",            A::Up,              G::Move,   ("上移", "up"), 0),
    row(L::History,  "Down ctrl-n",                 A::Down,            G::Move,   ("下移", "down"), 0),
    row(L::History,  "PageUp",                      A::PageUp,          G::Move,   ("上翻一页", "page up"), 0),
    row(L::History,  "PageDown",                    A::PageDown,        G::Move,   ("下翻一页", "page down"), 0),
    row(L::History,  "Enter Tab",                   A::Confirm,         G::Copy,   ("采用选中的", "take the chosen"), 1),
    row(L::History,  "Backspace ctrl-h",            A::DeleteLeft,      G::Search, ("删除左边一字", "delete to the left"), 0),
    row(L::History,  "ctrl-u ctrl-w",               A::DeleteToStart,   G::Search, ("删到行首", "delete to the start"), 0),
    row(L::History,  "Esc",                         A::Back,            G::Move,   ("返回或清空", "back or clear"), 2),
    row(L::History,  "ctrl-c",                      A::Quit,            G::Other,  ("退出", "quit"), 0),

    row(L::Help,     "Up ctrl-p",                   A::Up,              G::Move,   ("上移", "up"), 1),
    row(L::Help,     "Down ctrl-n",                 A::Down,            G::Move,   ("下移", "down"), 1),
    row(L::Help,     "PageUp",                      A::PageUp,          G::Move,   ("上翻一页", "page up"), 0),
    row(L::Help,     "PageDown",                    A::PageDown,        G::Move,   ("下翻一页", "page down"), 0),
    row(L::Help,     "Home",                        A::First,           G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Help,     "End",                         A::Last,            G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Help,     "Backspace ctrl-h",            A::DeleteLeft,      G::Search, ("删除左边一字", "delete to the left"), 0),
    row(L::Help,     "ctrl-u ctrl-w",               A::DeleteToStart,   G::Search, ("删到行首", "delete to the start"), 0),
    row(L::Help,     "Esc F1 Enter",                A::Back,            G::Move,   ("返回或清空", "back or clear"), 2),
    row(L::Help,     "ctrl-c",                      A::Quit,            G::Other,  ("退出", "quit"), 0),
];

/// A row with the layer and the chords it has now.
#[derive(Debug, Clone)]
pub struct Bound {
    pub layer: Layer,
    pub row: &'static Row,
    pub chords: Vec<Chord>,
}

/// The table as the user has it.
#[derive(Debug, Clone)]
pub struct Keymap {
    bound: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = |row: &Row| {
            // A test reads every name of the table.
            row.chords.split(' ').map(|name| name.parse().expect("a chord of the table")).collect()
        };
        Self { bound: TABLE.iter().map(|row| Bound { layer: row.layer, row, chords: chords(row) }).collect() }
    }
}

/// What a key stands for once the table was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Action(Action),
    /// A character for the text field in focus.
    Text(char),
    Nothing,
}

impl Keymap {
    pub fn rows(&self) -> &[Bound] {
        &self.bound
    }

    pub fn meaning(&self, focus: Focus, chord: Chord) -> Meaning {
        for &layer in focus.layers() {
            let of_layer = self.bound.iter().filter(|bound| bound.layer == layer);
            if let Some(bound) = of_layer.into_iter().find(|bound| bound.chords.contains(&chord)) {
                return Meaning::Action(bound.row.action);
            }
        }
        match chord.typed() {
            Some(c) if focus.takes_text() => Meaning::Text(c),
            _ => Meaning::Nothing,
        }
    }

    /// The rows for the footer of a focus, the most important first.
    pub fn footer(&self, focus: Focus) -> Vec<&Bound> {
        let layers = focus.layers();
        let mut rows: Vec<&Bound> = Vec::new();
        for &layer in layers {
            let shown =
                |bound: &&Bound| bound.layer == layer && bound.row.footer > 0 && !bound.chords.is_empty();
            for bound in self.bound.iter().filter(shown) {
                if !rows.iter().any(|known| known.row.action == bound.row.action) {
                    rows.push(bound);
                }
            }
        }
        rows.sort_by_key(|bound| bound.row.footer);
        rows
    }

    /// Every action once, in the table's order, with all chords that reach it outside and inside overlays.
    pub fn help(&self) -> Vec<(&'static Row, Vec<Chord>)> {
        let mut lines: Vec<(&'static Row, Vec<Chord>)> = Vec::new();
        for bound in &self.bound {
            let overlay = matches!(bound.layer, Layer::CopyMenu | Layer::History | Layer::Help);
            match lines.iter_mut().find(|(row, _)| row.action == bound.row.action) {
                // An overlay's own keys for the same thing would only blur the line.
                Some(_) if overlay => {}
                Some((_, chords)) => {
                    let new: Vec<Chord> =
                        bound.chords.iter().filter(|c| !chords.contains(c)).copied().collect();
                    chords.extend(new);
                }
                None => lines.push((bound.row, bound.chords.clone())),
            }
        }
        lines
    }

    /// The table with a user's own keys. What cannot be done is reported, and the rest holds.
    pub fn with(keys: &[Named], file: &Path) -> (Self, Vec<Warning>) {
        let mut keymap = Self::default();
        let mut warnings = Vec::new();
        let mut given: Vec<(Layer, Chord)> = Vec::new();
        for key in keys {
            let bound = read(key).and_then(|(layer, chord, action)| {
                keymap.bind(layer, chord, action);
                let twice = given.contains(&(layer, chord));
                given.push((layer, chord));
                if twice {
                    Err(format!("{chord} is given twice in this layer; this one counts"))
                } else {
                    Ok(())
                }
            });
            if let Err(text) = bound {
                warnings.push(Warning { file: file.to_owned(), place: Some(key.place), text });
            }
        }
        (keymap, warnings)
    }

    /// Gives a chord of a layer to an action, or to none; whatever had it loses it.
    fn bind(&mut self, layer: Layer, chord: Chord, action: Option<Action>) {
        for bound in self.bound.iter_mut().filter(|bound| bound.layer == layer) {
            bound.chords.retain(|known| *known != chord);
        }
        let Some(action) = action else { return };
        let held = self.bound.iter_mut().find(|bound| bound.layer == layer && bound.row.action == action);
        match held {
            Some(bound) => bound.chords.insert(0, chord),
            // Every action stands in the table: a test holds it.
            None => {
                if let Some(row) = TABLE.iter().find(|row| row.action == action) {
                    self.bound.push(Bound { layer, row, chords: vec![chord] });
                }
            }
        }
    }
}

fn read(key: &Named) -> Result<(Layer, Chord, Option<Action>), String> {
    let layer = Layer::ALL.into_iter().find(|layer| layer.id() == key.table).ok_or_else(|| {
        let layers = Layer::ALL.map(Layer::id).join(", ");
        format!("there is no layer “{}”; there are {layers}", key.table)
    })?;
    let chord: Chord = key.name.parse().map_err(|error: NoChord| error.to_string())?;
    if key.value.is_empty() {
        return Ok((layer, chord, None));
    }
    let action = Action::ALL.iter().copied().find(|action| action.id() == key.value).ok_or_else(|| {
        let near = |id: &str| strsim::jaro_winkler(id, &key.value);
        let ids = Action::ALL.iter().map(|action| action.id());
        let nearest = ids.max_by(|a, b| near(a).total_cmp(&near(b))).unwrap_or_default();
        format!("there is no action “{}”, did you mean “{nearest}”?", key.value)
    })?;
    Ok((layer, chord, Some(action)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::settings::config::Place;

    #[test]
    fn no_chord_stands_twice_in_a_layer() {
        let mut seen = HashSet::new();
        for bound in Keymap::default().rows() {
            for chord in &bound.chords {
                assert!(seen.insert((bound.layer, *chord)), "{chord} in {:?}", bound.layer);
            }
        }
    }

    #[test]
    fn every_action_is_reached_and_helped_exactly_once() {
        let keymap = Keymap::default();
        let help = keymap.help();
        for action in Action::ALL {
            let lines = help.iter().filter(|(row, chords)| row.action == *action && !chords.is_empty());
            assert_eq!(lines.count(), 1, "{action:?}");
        }
    }

    #[test]
    fn an_action_says_the_same_wherever_it_stands() {
        for row in TABLE {
            let first = TABLE.iter().find(|first| first.action == row.action).unwrap();
            assert_eq!((first.zh, first.en, first.group), (row.zh, row.en, row.group), "{:?}", row.action);
        }
    }

    #[test]
    fn letters_type_in_the_search_and_act_in_the_other_panes() {
        let keymap = Keymap::default();
        let j: Chord = "j".parse().unwrap();
        assert_eq!(keymap.meaning(Focus::Pane(Pane::List), j), Meaning::Text('j'));
        assert_eq!(keymap.meaning(Focus::Pane(Pane::Tree), j), Meaning::Action(Action::Down));
        assert_eq!(keymap.meaning(Focus::Pane(Pane::Detail), j), Meaning::Action(Action::Down));
        let x: Chord = "x".parse().unwrap();
        assert_eq!(keymap.meaning(Focus::Pane(Pane::Tree), x), Meaning::Nothing);
    }

    fn named(table: &str, name: &str, value: &str) -> Named {
        let place = Place { line: 1, column: 1 };
        Named { table: table.into(), name: name.into(), value: value.into(), place }
    }

    #[test]
    fn a_chord_given_to_another_action_is_taken_from_the_first() {
        let keys = [
            named("list", "Enter", "caret-end"),
            named("list", "ctrl-x", "quit"),
            named("tree", "q", ""),
            named("letters", "q", ""),
        ];
        let (keymap, warnings) = Keymap::with(&keys, Path::new("c.toml"));
        assert_eq!(warnings, []);
        let meaning = |pane, name: &str| keymap.meaning(Focus::Pane(pane), name.parse().unwrap());
        assert_eq!(meaning(Pane::List, "Enter"), Meaning::Action(Action::CaretEnd));
        assert_eq!(meaning(Pane::List, "ctrl-x"), Meaning::Action(Action::Quit));
        assert_eq!(meaning(Pane::Detail, "Enter"), Meaning::Action(Action::CopyCode));
        assert_eq!(meaning(Pane::Tree, "q"), Meaning::Nothing);
        assert!(keymap.help().iter().any(|(row, chords)| {
            row.action == Action::Quit && chords.contains(&"ctrl-x".parse().unwrap())
        }));
    }

    #[test]
    fn what_cannot_be_bound_is_reported_and_the_rest_works() {
        let keys = [
            named("lst", "y", "copy-code"),
            named("list", "hyper-y", "copy-code"),
            named("list", "ctrl-x", "copy-cod"),
            named("list", "ctrl-s", "copy-json"),
            named("list", "Ctrl-S", "copy-url"),
        ];
        let (keymap, warnings) = Keymap::with(&keys, Path::new("c.toml"));
        let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(said[2].ends_with("did you mean “copy-code”?"), "{said:?}");
        let meaning = keymap.meaning(Focus::Pane(Pane::List), "ctrl-s".parse().unwrap());
        assert_eq!(meaning, Meaning::Action(Action::CopyUrl));
    }
}
