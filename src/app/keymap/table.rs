//! The table of keys. A row binds chords to an action in a layer, with its label and its place in the footer.

use super::action::{Action as A, Action, Group as G, Group};
use super::layer::{Layer as L, Layer};
use crate::app::form::Form as F;
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

    /// Whether a text, in lower case, is in one of the row's names: the labels, or the name in the config.
    pub fn is_called(&self, text: &str) -> bool {
        [self.zh, self.en, self.action.id()].iter().any(|name| name.to_lowercase().contains(text))
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

/// An action has the same group and the same label in every row, for the help shows it once.
#[rustfmt::skip]
pub static TABLE: &[Row] = &[
    row(L::Search,   ":",                           A::Filter,                G::Search, ("筛选", "filter"), 5),
    row(L::Browser,  "ctrl-v",                      A::Paste,                 G::Search, ("粘贴报错", "paste an error"), 6),
    row(L::Browser,  "ctrl-r",                      A::History,               G::Search, ("查询历史", "earlier queries"), 0),
    row(L::Browser,  "Esc",                         A::Back,                  G::Search, ("返回或清空；再按退出", "back or clear; twice: quit"), 3),

    row(L::Browser,  "Up ctrl-p ctrl-k",            A::Up,                    G::Move,   ("上移", "up"), 0),
    row(L::Browser,  "Down ctrl-n ctrl-j",          A::Down,                  G::Move,   ("下移", "down"), 0),
    row(L::Browser,  "PageUp",                      A::PageUp,                G::Move,   ("上翻一页", "page up"), 0),
    row(L::Browser,  "PageDown",                    A::PageDown,              G::Move,   ("下翻一页", "page down"), 0),
    row(L::Browser,  "ctrl-Home",                   A::First,                 G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Browser,  "ctrl-End",                    A::Last,                  G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Tree,     "Home",                        A::First,                 G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Tree,     "End",                         A::Last,                  G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Detail,   "Home",                        A::First,                 G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Detail,   "End",                         A::Last,                  G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Browser,  "shift-Up alt-Up",             A::DetailUp,              G::Move,   ("详情上滚", "detail up"), 0),
    row(L::Browser,  "shift-Down alt-Down",         A::DetailDown,            G::Move,   ("详情下滚", "detail down"), 8),
    row(L::Browser,  "shift-PageUp",                A::DetailPageUp,          G::Move,   ("详情上翻一页", "detail: page up"), 0),
    row(L::Browser,  "shift-PageDown",              A::DetailPageDown,        G::Move,   ("详情下翻一页", "detail: page down"), 0),
    row(L::Browser,  "ctrl-g",                      A::JumpNext,              G::Move,   ("同码的下一个产品", "same code, next product"), 0),
    row(L::Browser,  "ctrl-o",                      A::JumpBack,              G::Move,   ("返回跳转前的位置", "back from a jump"), 2),
    row(L::Browser,  "F6 alt-a",                    A::ListSame,              G::Move,   ("列出全部同码条目", "list all of the same code"), 0),

    row(L::Browser,  "Tab",                         A::NextPane,              G::Narrow, ("产品", "products"), 4),
    row(L::Browser,  "shift-Tab",                   A::PreviousPane,          G::Narrow, ("反向切换", "the other way round"), 0),
    row(L::Browser,  "ctrl-t",                      A::Regroup,               G::Narrow, ("按产品、状态码或分类", "by product, status or kind"), 0),
    row(L::Tree,     "Enter",                       A::Narrow,                G::Narrow, ("只看选中的", "narrow to it"), 1),
    row(L::Tree,     "Backspace Delete",            A::Widen,                 G::Narrow, ("取消最近一项", "remove the last filter"), 2),
    row(L::Tree,     "Right",                       A::Unfold,                G::Narrow, ("展开", "unfold"), 2),
    row(L::Tree,     "Left",                        A::Fold,                  G::Narrow, ("收起或到上级", "fold, or to the parent"), 3),
    row(L::Tree,     "Space",                       A::ToggleFold,            G::Narrow, ("展开或收起", "fold or unfold"), 0),

    row(L::Search,   "Enter",                       A::Copy(F::Code),         G::Copy,   ("复制错误码", "copy code"), 1),
    row(L::Detail,   "Enter",                       A::Copy(F::Code),         G::Copy,   ("复制错误码", "copy code"), 1),
    row(L::Browser,  "ctrl-y",                      A::CopyMenu,              G::Copy,   ("复制为…", "copy as…"), 2),
    row(L::Browser,  "alt-1 alt-2 alt-3 alt-4 alt-5 alt-6 alt-7 alt-8 alt-9", A::Numbered,              G::Copy, ("看同码的产品，或复制步骤", "show a product, or copy a step"), 0),
    row(L::Browser,  "ctrl-] alt-o",                A::OpenPage,              G::Other,  ("官方页", "official page"), 3),

    row(L::Browser,  "F1",                          A::Help,                  G::Other,  ("按键", "keys"), 9),
    row(L::Browser,  "F2",                          A::ToggleMouse,           G::Other,  ("鼠标开关", "mouse on or off"), 0),
    row(L::Browser,  "F3",                          A::SwitchLang,            G::Other,  ("English", "中文"), 0),
    row(L::Browser,  "F4",                          A::Findings,              G::Other,  ("回到诊断", "back to the diagnosis"), 7),
    row(L::Browser,  "F5",                          A::SwitchColours,         G::Other,  ("换配色", "other colours"), 0),
    row(L::Browser,  "ctrl-l",                      A::Redraw,                G::Other,  ("重绘屏幕", "draw again"), 0),
    row(L::Browser,  "ctrl-z",                      A::Suspend,               G::Other,  ("挂起", "suspend"), 0),
    row(L::Browser,  "ctrl-c ctrl-q",               A::Quit,                  G::Other,  ("立即退出", "quit at once"), 0),

    row(L::Search,   "Left ctrl-b",                 A::CaretLeft,             G::Edit,   ("光标左移", "caret left"), 0),
    row(L::Search,   "Right ctrl-f",                A::CaretRight,            G::Edit,   ("光标右移", "caret right"), 0),
    row(L::Search,   "Home ctrl-a",                 A::CaretStart,            G::Edit,   ("光标到行首", "caret to the start"), 0),
    row(L::Search,   "End ctrl-e",                  A::CaretEnd,              G::Edit,   ("光标到行尾", "caret to the end"), 0),
    row(L::Search,   "ctrl-Left alt-Left alt-b",    A::WordLeft,              G::Edit,   ("左移一词", "one word left"), 0),
    row(L::Search,   "ctrl-Right alt-Right alt-f",  A::WordRight,             G::Edit,   ("右移一词", "one word right"), 0),
    row(L::Search,   "Backspace ctrl-h",            A::DeleteLeft,            G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::Detail,   "Backspace",                   A::DeleteLeft,            G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::Search,   "Delete ctrl-d",               A::DeleteRight,           G::Edit,   ("删除右侧字符", "delete to the right"), 0),
    row(L::Search,   "ctrl-w alt-Backspace",        A::DeleteWord,            G::Edit,   ("删除一词", "delete a word"), 0),
    row(L::Search,   "alt-d ctrl-Delete",           A::DeleteWordRight,       G::Edit,   ("删除右侧一词", "delete the word after the caret"), 0),
    row(L::Search,   "ctrl-u",                      A::DeleteToStart,         G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::Detail,   "ctrl-w alt-Backspace",        A::DeleteWord,            G::Edit,   ("删除一词", "delete a word"), 0),
    row(L::Tree,     "ctrl-w alt-Backspace",        A::DeleteWord,            G::Edit,   ("删除一词", "delete a word"), 0),
    row(L::Detail,   "ctrl-u",                      A::DeleteToStart,         G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::Tree,     "ctrl-u",                      A::DeleteToStart,         G::Edit,   ("删到行首", "delete to the start"), 0),

    row(L::CopyMenu, "Up ctrl-p ctrl-k",            A::Up,                    G::Move,   ("上移", "up"), 0),
    row(L::CopyMenu, "Down ctrl-n ctrl-j Tab",      A::Down,                  G::Move,   ("下移", "down"), 0),
    row(L::CopyMenu, "Enter",                       A::Confirm,               G::Copy,   ("使用选中项", "take the chosen one"), 1),
    row(L::CopyMenu, "c",                           A::Copy(F::Code),         G::Copy,   ("复制错误码", "copy code"), 0),
    row(L::CopyMenu, "m",                           A::Copy(F::Message),      G::Copy,   ("复制消息", "copy the message"), 0),
    row(L::CopyMenu, "e",                           A::Copy(F::Explanation),  G::Copy,   ("复制释义", "copy the meaning"), 0),
    row(L::CopyMenu, "t",                           A::Copy(F::Ticket),       G::Copy,   ("复制为工单", "copy as a ticket"), 0),
    row(L::CopyMenu, "T",                           A::Copy(F::AllTickets),   G::Copy,   ("复制全部报错的工单", "copy a ticket of all errors"), 0),
    row(L::CopyMenu, "j",                           A::Copy(F::Json),         G::Copy,   ("复制 JSON", "copy as JSON"), 0),
    row(L::CopyMenu, "u",                           A::Copy(F::Url),          G::Copy,   ("复制官方页链接", "copy the page's link"), 0),
    row(L::CopyMenu, "i",                           A::Copy(F::RequestId),    G::Copy,   ("复制请求 ID", "copy the request ID"), 0),
    row(L::CopyMenu, "p",                           A::Copy(F::Policy),       G::Copy,   ("复制权限策略", "copy the policy"), 0),
    row(L::CopyMenu, "1 2 3 4",                     A::CopyStep,              G::Copy,   ("复制步骤里的命令", "copy a step's command"), 0),
    row(L::CopyMenu, "Esc ctrl-y",                  A::Back,                  G::Search, ("返回或清空；再按退出", "back or clear; twice: quit"), 2),
    row(L::CopyMenu, "ctrl-c",                      A::Quit,                  G::Other,  ("立即退出", "quit at once"), 0),

    row(L::History,  "Up ctrl-p ctrl-k ctrl-r",     A::Up,                    G::Move,   ("上移", "up"), 0),
    row(L::History,  "Down ctrl-n ctrl-j",          A::Down,                  G::Move,   ("下移", "down"), 0),
    row(L::History,  "PageUp",                      A::PageUp,                G::Move,   ("上翻一页", "page up"), 0),
    row(L::History,  "PageDown",                    A::PageDown,              G::Move,   ("下翻一页", "page down"), 0),
    row(L::History,  "Enter Tab",                   A::Confirm,               G::Copy,   ("使用选中项", "take the chosen one"), 1),
    row(L::History,  "Backspace ctrl-h",            A::DeleteLeft,            G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::History,  "ctrl-u ctrl-w",               A::DeleteToStart,         G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::History,  "Esc",                         A::Back,                  G::Search, ("返回或清空；再按退出", "back or clear; twice: quit"), 2),
    row(L::History,  "ctrl-c",                      A::Quit,                  G::Other,  ("立即退出", "quit at once"), 0),

    row(L::Help,     "Up ctrl-p ctrl-k",            A::Up,                    G::Move,   ("上移", "up"), 3),
    row(L::Help,     "Down ctrl-n ctrl-j",          A::Down,                  G::Move,   ("下移", "down"), 4),
    row(L::Help,     "PageUp",                      A::PageUp,                G::Move,   ("上翻一页", "page up"), 0),
    row(L::Help,     "PageDown",                    A::PageDown,              G::Move,   ("下翻一页", "page down"), 0),
    row(L::Help,     "Home",                        A::First,                 G::Move,   ("到第一行", "to the first row"), 0),
    row(L::Help,     "End",                         A::Last,                  G::Move,   ("到最后一行", "to the last row"), 0),
    row(L::Help,     "Backspace ctrl-h",            A::DeleteLeft,            G::Edit,   ("删除左侧字符", "delete to the left"), 0),
    row(L::Help,     "ctrl-u ctrl-w",               A::DeleteToStart,         G::Edit,   ("删到行首", "delete to the start"), 0),
    row(L::Help,     "F3",                          A::SwitchLang,            G::Other,  ("English", "中文"), 0),
    row(L::Help,     "F5",                          A::SwitchColours,         G::Other,  ("换配色", "other colours"), 0),
    row(L::Help,     "Esc F1 Enter",                A::Back,                  G::Search, ("返回或清空；再按退出", "back or clear; twice: quit"), 2),
    row(L::Help,     "ctrl-c",                      A::Quit,                  G::Other,  ("立即退出", "quit at once"), 0),
];
