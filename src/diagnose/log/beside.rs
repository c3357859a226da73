//! Work that is shared out among cores.

use std::thread;

/// Less is not worth a thread.
const LEAST: usize = 4;

/// What is made of each of some things, in their order, by as many cores.
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
