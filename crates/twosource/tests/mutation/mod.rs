//! Sound inputs of every kind, changed at random, and what each must end in: a poor man's fuzzing that needs no nightly
//! compiler, always the same for the same seed.

pub mod change;
pub mod target;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use change::Changer;
use target::Target;

/// An input of a few kilobytes that takes longer has something wrong with it, even on a busy machine.
const TOO_LONG: Duration = Duration::from_secs(20);

/// What went wrong.
pub struct Finding {
    /// How to have it again.
    pub seed: u64,
    /// What was given.
    pub input: Vec<u8>,
    /// What it did.
    pub what: String,
}

/// Tries inputs that are made from `seed` on, as long as `goes_on` says so; how many, and the first that did harm.
pub fn search(target: &Target, seed: u64, mut goes_on: impl FnMut(u64) -> bool) -> (u64, Option<Finding>) {
    let seeds = (target.seeds)();
    let mut tried = 0;
    while goes_on(tried) {
        let seed = seed.wrapping_add(tried);
        let input = Changer::new(seed).change(&seeds);
        let start = Instant::now();
        let what = match catch_unwind(AssertUnwindSafe(|| (target.run)(&input))) {
            Ok(()) if start.elapsed() < TOO_LONG => None,
            Ok(()) => Some(format!("it took {:.1?}", start.elapsed())),
            Err(panic) => Some(words(&*panic)),
        };
        tried += 1;
        if let Some(what) = what {
            return (tried, Some(Finding { seed, input, what }));
        }
    }
    (tried, None)
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let own = panic.downcast_ref::<String>().cloned();
    own.or_else(|| panic.downcast_ref::<&str>().map(|&words| words.to_owned())).unwrap_or_default()
}
