//! Where the keys of an action work, for the tags in the help.

use super::action::Action;
use super::bound::Keymap;
use super::layer::Layer;
use crate::app::chord::Chord;
use crate::lang::Lang;

/// Some keys of an action, and the layers where they work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The keys; empty for all keys of the action.
    pub keys: Vec<Chord>,
    pub layers: Vec<Layer>,
}

impl Keymap {
    /// The places of an action's keys that do not work in the list, where everybody starts, or only there. `None` if
    /// there are no such keys.
    pub fn places(&self, action: Action) -> Option<Places> {
        let rows = self.rows().iter().filter(|bound| bound.row.action == action && !bound.chords.is_empty());
        let (overlays, panes): (Vec<_>, Vec<_>) = rows.partition(|bound| bound.layer.is_overlay());
        if panes.is_empty() {
            return Some(Places {
                keys: Vec::new(),
                layers: distinct(overlays.iter().map(|bound| bound.layer)),
            });
        }
        let layers = |chord: &Chord| {
            let of_chord = panes.iter().filter(|bound| bound.chords.contains(chord));
            distinct(of_chord.flat_map(|bound| bound.layer.panes()).copied())
        };
        let chords = distinct(panes.iter().flat_map(|bound| &bound.chords).copied());
        let everywhere = |chord: &&Chord| layers(chord).contains(&Layer::Search);
        let (in_list, elsewhere): (Vec<&Chord>, Vec<&Chord>) = chords.iter().partition(everywhere);
        if elsewhere.is_empty() {
            let list_only = in_list.iter().all(|chord| layers(chord) == [Layer::Search]);
            return list_only.then(|| Places { keys: Vec::new(), layers: vec![Layer::Search] });
        }
        let layers = distinct(elsewhere.iter().flat_map(|chord| layers(chord)));
        let keys = if in_list.is_empty() { Vec::new() } else { elsewhere.into_iter().copied().collect() };
        Some(Places { keys, layers })
    }
}

impl Layer {
    fn is_overlay(self) -> bool {
        matches!(self, Layer::CopyMenu | Layer::History | Layer::Help)
    }

    /// The layers of the single panes that it is part of.
    fn panes(self) -> &'static [Layer] {
        match self {
            Layer::Browser => &[Layer::Search, Layer::Detail, Layer::Tree],
            Layer::Search => &[Layer::Search],
            Layer::Detail => &[Layer::Detail],
            Layer::Tree => &[Layer::Tree],
            Layer::CopyMenu | Layer::History | Layer::Help => &[],
        }
    }

    fn place(self, lang: Lang) -> &'static str {
        match self {
            Layer::Search => lang.pick("列表", "list"),
            Layer::Tree => lang.pick("左栏", "rail"),
            Layer::Detail => lang.pick("详情", "detail"),
            Layer::CopyMenu => lang.pick("复制菜单", "copy menu"),
            Layer::History => lang.pick("查询历史", "history"),
            Layer::Help => lang.pick("帮助", "help"),
            // This layer is named by its panes.
            Layer::Browser => "",
        }
    }
}

impl Places {
    /// `k: detail/tree`, or `list`.
    pub fn tag(&self, lang: Lang) -> String {
        let places: Vec<&str> = self.layers.iter().map(|layer| layer.place(lang)).collect();
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        let colon = if keys.is_empty() { "" } else { ": " };
        format!("{}{colon}{}", keys.join(" "), places.join("/"))
    }
}

fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}
