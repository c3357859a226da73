//! Everything a key can do, and the headings that it stands under.

use crate::app::form::Form;
use crate::lang::Lang;

/// The headings of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    Search,
    Move,
    Narrow,
    Copy,
    Other,
    /// Keys of a text field, which most people know; last in the help.
    Edit,
}

impl Group {
    /// In the order of the help: what is looked for first stands first.
    pub const ALL: [Group; 6] =
        [Group::Search, Group::Copy, Group::Move, Group::Narrow, Group::Other, Group::Edit];

    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Group::Copy => lang.pick("复制", "Copy"),
            Group::Move => lang.pick("移动", "Move"),
            Group::Narrow => lang.pick("缩小范围", "Narrow"),
            Group::Search => lang.pick("搜索", "Search"),
            Group::Other => lang.pick("打开与显示", "Open and view"),
            Group::Edit => lang.pick("编辑搜索词", "Edit the query"),
        }
    }
}

macro_rules! actions {
    (plain { $($action:ident = $id:literal,)+ } copies { $($form:ident = $copy_id:literal,)+ }) => {
        /// Everything a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($action,)+
            /// Copies what is shown, in a form. In a pane, copying the code is what Enter does.
            Copy(Form),
        }

        impl Action {
            pub const ALL: &[Action] = &[$(Action::$action,)+ $(Action::Copy(Form::$form),)+];

            /// The name in the config.
            pub fn id(self) -> &'static str {
                match self {
                    $(Action::$action => $id,)+
                    $(Action::Copy(Form::$form) => $copy_id,)+
                    // A step is copied by the digit of its key.
                    Action::Copy(Form::Step(_)) => Action::CopyStep.id(),
                }
            }
        }
    };
}

actions! {
    plain {
        CaretLeft = "caret-left",
        CaretRight = "caret-right",
        CaretStart = "caret-start",
        CaretEnd = "caret-end",
        WordLeft = "word-left",
        WordRight = "word-right",
        DeleteLeft = "delete-left",
        DeleteRight = "delete-right",
        DeleteWord = "delete-word",
        DeleteWordRight = "delete-word-right",
        DeleteToStart = "delete-to-start",
        Filter = "filter",
        History = "history",
        Paste = "paste",
        Up = "up",
        Down = "down",
        PageUp = "page-up",
        PageDown = "page-down",
        First = "first",
        Last = "last",
        DetailUp = "detail-up",
        DetailDown = "detail-down",
        DetailPageUp = "detail-page-up",
        DetailPageDown = "detail-page-down",
        NextPane = "next-pane",
        PreviousPane = "previous-pane",
        Fold = "fold",
        Unfold = "unfold",
        ToggleFold = "toggle-fold",
        Narrow = "narrow",
        Widen = "widen",
        Numbered = "numbered",
        JumpNext = "jump-next",
        JumpBack = "jump-back",
        ListSame = "list-same",
        CopyMenu = "copy-menu",
        CopyStep = "copy-step",
        Confirm = "confirm",
        OpenPage = "open-page",
        Findings = "findings",
        Regroup = "regroup",
        SwitchLang = "switch-language",
        SwitchColours = "switch-colors",
        ToggleMouse = "toggle-mouse",
        Redraw = "redraw",
        Help = "help",
        Back = "back",
        Suspend = "suspend",
        Quit = "quit",
    }
    copies {
        Code = "copy-code",
        Message = "copy-message",
        Explanation = "copy-explanation",
        Ticket = "copy-ticket",
        AllTickets = "copy-all-tickets",
        Json = "copy-json",
        Url = "copy-url",
        RequestId = "copy-request-id",
        Policy = "copy-policy",
    }
}
