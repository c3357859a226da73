//! Numbers that look random and are the same in every run.

#![allow(dead_code, reason = "no test needs all of it")]

pub struct Dice(fastrand::Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number below `sides`; 0 where that is none.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0.usize(..sides.max(1))
    }

    pub fn short(&mut self, end: u16) -> u16 {
        self.0.u16(..end.max(1))
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.roll(items.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        self.0.shuffle(items);
    }

    pub fn letter(&mut self) -> char {
        self.0.lowercase()
    }

    pub fn chance(&mut self, one_in: usize) -> bool {
        self.roll(one_in) == 0
    }
}
