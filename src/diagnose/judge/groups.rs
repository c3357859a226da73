//! A compact multimap: the things of each number side by side in one array.

/// The things of each number.
#[derive(Debug)]
pub struct Groups<T> {
    /// Where the things of each number begin.
    starts: Vec<u32>,
    things: Vec<T>,
}

impl<T: Copy> Groups<T> {
    /// Groups things by their numbers, which are less than `numbers`; things of the same number keep their order.
    pub fn new(numbers: usize, things: &[(u32, T)]) -> Self {
        let mut starts = vec![0; numbers + 1];
        things.iter().for_each(|(number, _)| starts[*number as usize + 1] += 1);
        for number in 0..numbers {
            starts[number + 1] += starts[number];
        }
        let Some(&(_, any)) = things.first() else { return Self { starts, things: Vec::new() } };
        let (mut next, mut grouped) = (starts.clone(), vec![any; things.len()]);
        for &(number, thing) in things {
            let place = &mut next[number as usize];
            grouped[*place as usize] = thing;
            *place += 1;
        }
        Self { starts, things: grouped }
    }

    pub fn of(&self, number: u32) -> &[T] {
        let bound = |at: u32| self.starts[at as usize] as usize;
        &self.things[bound(number)..bound(number + 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_a_number_keep_their_order() {
        let groups = Groups::new(4, &[(2, 'a'), (0, 'b'), (2, 'c'), (3, 'd')]);
        assert_eq!([0, 1, 2, 3].map(|number| groups.of(number)), [&['b'][..], &[], &['a', 'c'], &['d']]);
        assert!(Groups::<u32>::new(1, &[]).of(0).is_empty());
    }
}
