//! The rail as a line of chips, for screens without room for it.

use super::{Rail, Row};
use crate::app::facet::Facet;
use crate::catalog::{Grouping, NodeId};
use crate::page::Chance;

impl Rail {
    /// The rows that become chips: everything, the chances, the nodes below the groups (products by their hits), the
    /// sources.
    pub fn chips(&self) -> Vec<(Row, usize)> {
        let tree = self.tree();
        let by_product = tree.grouping() == Grouping::Product;
        let top = self.children(NodeId::ROOT).into_iter();
        let nodes = top.flat_map(|id| if by_product { tree.children(id).to_vec() } else { vec![id] });
        let counted = |row: Row| (row, self.number(row));
        let mut chips: Vec<(Row, usize)> = nodes.map(Row::Node).map(counted).collect();
        // Statuses and kinds have an order of their own.
        chips.sort_by_key(|&(_, count)| std::cmp::Reverse(if by_product { count } else { count.min(1) }));
        if self.many {
            chips.retain(|&(row, count)| count > 0 || self.is_chosen(row));
        }
        let of_use = |&(row, count): &(Row, usize)| count > 0 || self.is_chosen(row);
        let chances = Chance::ALL.map(Facet::Chance).into_iter().map(Row::Facet);
        let all = std::iter::once(counted(Row::Node(NodeId::ROOT)));
        let head: Vec<(Row, usize)> = all.chain(chances.map(counted).filter(of_use)).collect();
        chips.splice(0..0, head);
        let sources = self.sources.iter().copied().map(Facet::Source).map(Row::Facet);
        chips.extend(sources.map(counted).filter(of_use));
        chips
    }

    /// The first of the chips that are shown, as far as the one at the cursor leaves a choice.
    pub fn first_chip(&self) -> usize {
        self.first_chip
    }

    /// Moves to the chip before or after the one at the cursor.
    pub fn travel_chips(&mut self, steps: isize) {
        let chips = self.chips();
        let at = chips.iter().position(|(row, _)| Some(*row) == self.at_cursor());
        let at = at.or_else(|| chips.iter().position(|(row, _)| self.is_chosen(*row))).unwrap_or(0);
        let to = at.saturating_add_signed(steps).min(chips.len() - 1);
        self.first_chip = self.first_chip.min(to);
        self.reach(chips[to].0);
    }

    /// Puts the cursor on a chip, and shows the line from another one on.
    pub fn go_to_chip(&mut self, chip: usize, first: usize) {
        if let Some(&(row, _)) = self.chips().get(chip) {
            self.first_chip = first.min(chip);
            self.reach(row);
        }
    }
}
