//! Work that is shared among several cores.

use std::thread;

/// Fewer things than this are not worth a thread.
const LEAST: usize = 4;

/// Makes something of each thing, with `cores` threads, and returns the results in the order of the things.
pub fn each<T: Sync, U: Send>(cores: usize, things: &[T], make: &(impl Fn(&T) -> U + Sync)) -> Vec<U> {
    let share = things.len().div_ceil(cores.max(1)).max(LEAST);
    let (own, others) = things.split_at(share.min(things.len()));
    thread::scope(|scope| {
        let others: Vec<_> = others
            .chunks(share)
            .map(|share| scope.spawn(move || share.iter().map(make).collect::<Vec<U>>()))
            .collect();
        let mut made: Vec<U> = own.iter().map(make).collect();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    })
}
