//! The rows of the table.

use super::{Action as A, Group as G, Layer as L};
use super::{Action, Group, Layer};
use crate::lang::Lang;

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

/// An action stands in the same group and under the same label wherever it occurs: the help shows it once.
#[rustfmt::skip]
pub static TABLE: &[Row] = &[
    row(L::Search,   "Left ctrl-b",                 A::CaretLeft,       G::Edit,   ("光标左移", "caret left"), 0),
    row(L::Search,   "Right ctrl-f",                A::CaretRight,      G::Edit,   ("光标右移", "caret right"), 0),
    row(L::Search,   "Home ctrl-a",                 A::CaretStart,      G::Edit,   ("光标到行首", "caret to the start"), 0),
    row(L::Search,   "End ctrl-e",                  A::CaretEnd,        G::Edit,   ("光标到行尾", "caret to the end"), 0),
    row(L::Search,   "alt-b ctrl-Left alt-Left",    A::WordLeft,        G::Edit,   ("左移一词", "one word left"), 0),
    row(L::Search,   "alt-f ctrl-Right alt-Right",  A::WordRight,       G::Edit,   ("右移一词", "one word right"), 0),
    row(L::Search,   "Backspace ctrl-h",            A::DeleteLeft,      G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::Search,   "Delete ctrl-d",               A::DeleteRight,     G::Edit,   ("删除右侧字符", "delete to the right"), 0),
    row(L::Search,   "ctrl-w alt-Backspace",        A::DeleteWord,      G::Edit,   ("删除一词", "delete a word"), 0),
    row(L::Search,   "ctrl-u",                      A::DeleteToStart,   G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::Search,   "ctrl-k",                      A::DeleteToEnd,     G::Edit,   ("删到行尾", "delete to the end"), 0),
    row(L::Letters,  "/",                           A::FocusSearch,     G::Search, ("回到搜索", "to the search"), 3),
    row(L::Browser,  "ctrl-r",                      A::History,         G::Search, ("查询历史", "earlier queries"), 0),
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
    row(L::Browser,  "shift-Up alt-Up",             A::DetailUp,        G::Move,   ("详情上滚", "scroll the detail up"), 0),
    row(L::Browser,  "shift-Down alt-Down",         A::DetailDown,      G::Move,   ("详情下滚", "scroll the detail down"), 7),
    row(L::Browser,  "Tab",                         A::NextPane,        G::Move,   ("切换窗格", "next pane"), 3),
    row(L::Browser,  "shift-Tab",                   A::PreviousPane,    G::Move,   ("反向切换", "previous pane"), 0),
    row(L::Browser,  "Esc",                         A::Back,            G::Move,   ("返回或清空", "back or clear"), 2),
    row(L::Browser,  "ctrl-g",                      A::JumpNext,        G::Move,   ("下一条同码错误", "next error of the same code"), 0),
    row(L::Browser,  "ctrl-o",                      A::JumpBack,        G::Move,   ("返回跳转前的位置", "back from a jump"), 2),
    row(L::Detail,   "1 2 3 4 5 6 7 8 9",           A::Jump,            G::Move,   ("跳到同码错误", "jump to the same code"), 0),
    row(L::Detail,   "b Backspace",                 A::JumpBack,        G::Move,   ("返回跳转前的位置", "back from a jump"), 0),
    row(L::Browser,  "alt-a",                       A::ListSame,        G::Move,   ("列出全部同码条目", "list all of the same code"), 0),
    row(L::Detail,   "a",                           A::ListSame,        G::Move,   ("列出全部同码条目", "list all of the same code"), 0),

    row(L::Search,   "Enter",                       A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 1),
    row(L::Detail,   "Enter y",                     A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 1),
    row(L::Tree,     "y",                           A::CopyCode,        G::Copy,   ("复制错误码", "copy the code"), 0),
    row(L::Browser,  "ctrl-y",                      A::CopyMenu,        G::Copy,   ("复制为…", "copy as…"), 2),
    row(L::Letters,  "Y",                           A::CopyMenu,        G::Copy,   ("复制为…", "copy as…"), 0),
    row(L::Letters,  "o",                           A::OpenPage,        G::Copy,   ("打开官方诊断页", "open the troubleshooting page"), 0),

    row(L::Tree,     "Left h",                      A::Fold,            G::View,   ("收起或到上级", "fold, or to the parent"), 2),
    row(L::Tree,     "Right l",                     A::Unfold,          G::View,   ("展开", "unfold"), 2),
    row(L::Tree,     "Space",                       A::ToggleFold,      G::View,   ("展开或收起", "fold or unfold"), 0),
    row(L::Tree,     "Enter",                       A::ToList,          G::View,   ("查看其错误码", "to its codes"), 1),
    row(L::Browser,  "ctrl-t",                      A::Regroup,         G::View,   ("切换分组方式", "regroup the tree"), 6),
    row(L::Browser,  "F4",                          A::Findings,        G::View,   ("回到诊断结果", "back to the findings"), 5),
    row(L::Browser,  "F2",                          A::ToggleMouse,     G::View,   ("鼠标开关", "mouse on or off"), 0),
    row(L::Browser,  "F3",                          A::SwitchLang,      G::View,   ("中文/English", "中文/English"), 0),
    row(L::Browser,  "ctrl-l",                      A::Redraw,          G::View,   ("重绘屏幕", "redraw the screen"), 0),

    row(L::Browser,  "F1",                          A::Help,            G::Other,  ("帮助", "help"), 4),
    row(L::Letters,  "?",                           A::Help,            G::Other,  ("帮助", "help"), 0),
    row(L::Browser,  "ctrl-z",                      A::Suspend,         G::Other,  ("挂起", "suspend"), 0),
    row(L::Browser,  "ctrl-c ctrl-q",               A::Quit,            G::Other,  ("退出", "quit"), 5),
    row(L::Letters,  "q",                           A::Quit,            G::Other,  ("退出", "quit"), 0),

    row(L::CopyMenu, "Up k ctrl-p",                 A::Up,              G::Move,   ("上移", "up"), 0),
    row(L::CopyMenu, "Down j ctrl-n Tab",           A::Down,            G::Move,   ("下移", "down"), 0),
    row(L::CopyMenu, "Enter",                       A::Confirm,         G::Copy,   ("使用选中项", "take the chosen"), 1),
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
    row(L::History,  "Enter Tab",                   A::Confirm,         G::Copy,   ("使用选中项", "take the chosen"), 1),
    row(L::History,  "Backspace ctrl-h",            A::DeleteLeft,      G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::History,  "ctrl-u ctrl-w",               A::DeleteToStart,   G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::History,  "Esc",                         A::Back,            G::Move,   ("返回或清空", "back or clear"), 2),
    row(L::History,  "ctrl-c",                      A::Quit,            G::Other,  ("退出", "quit"), 0),

    row(L::Help,     "Up ctrl-p",                   A::Up,              G::Move,   ("上移", "up"), 0),
    row(L::Help,     "Down ctrl-n",                 A::Down,            G::Move,   ("下移", "down"), 0),
    row(L::Help,     "PageUp",                      A::PageUp,          G::Move,   ("上翻一页", "page up"), 0),
    row(L::Help,     "PageDown",                    A::PageDown,        G::Move,   ("下翻一页", "page down"), 0),
    row(L::Help,     "Home",                        A::First,           G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Help,     "End",                         A::Last,            G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Help,     "Backspace ctrl-h",            A::DeleteLeft,      G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::Help,     "ctrl-u ctrl-w",               A::DeleteToStart,   G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::Help,     "Esc F1 Enter",                A::Back,            G::Move,   ("返回或清空", "back or clear"), 2),
    row(L::Help,     "ctrl-c",                      A::Quit,            G::Other,  ("退出", "quit"), 0),
];
