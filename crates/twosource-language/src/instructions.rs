//! Which vector instructions the processor has.

use std::fmt;
use std::str::FromStr;

#[cfg(target_arch = "x86_64")]
use crate::lanes::{Avx2, Avx512};
use crate::lanes::{Lanes, Portable};

/// A set of vector instructions that this processor has. Whichever is used, a model gives the same bits; they differ in
/// speed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instructions(Set);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

/// This processor has no instructions of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this processor has no {0:?}: it has {list}", list = names())]
pub struct UnknownInstructions(String);

/// Work that is compiled once for each set of instructions.
pub(crate) trait Kernel {
    /// Must be inlined (`#[inline(always)]`), with all that it calls in its inner loops.
    fn run<L: Lanes>(self, lanes: L);
}

impl Instructions {
    /// The fastest that this processor has.
    pub fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512bw")
                && has_avx2()
            {
                return Instructions(Set::Avx512);
            }
            if has_avx2() {
                return Instructions(Set::Avx2);
            }
        }
        Instructions(Set::Portable)
    }

    /// All that this processor has, the fastest first. The last is "portable", which every processor has.
    pub fn available() -> Vec<Self> {
        let best = Self::best();
        #[cfg(target_arch = "x86_64")]
        let all = [Set::Avx512, Set::Avx2, Set::Portable];
        #[cfg(not(target_arch = "x86_64"))]
        let all = [Set::Portable];
        // Each set has all that those behind it have.
        all.into_iter().map(Instructions).skip_while(|&set| set != best).collect()
    }

    /// "avx512", "avx2" or "portable".
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => "avx512",
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => "avx2",
            Set::Portable => "portable",
        }
    }

    /// Runs `kernel` as compiled for these instructions.
    pub(crate) fn run(self, kernel: impl Kernel) {
        match self.0 {
            // SAFETY: a set is only made of what the processor was found to have. Without `unsafe` nothing but the oldest
            // instructions could be used without building for one processor only.
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => unsafe { run_avx512(kernel) },
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => unsafe { run_avx2(kernel) },
            Set::Portable => kernel.run(Portable),
        }
    }
}

impl fmt::Display for Instructions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Instructions {
    type Err = UnknownInstructions;

    /// By [`Instructions::name`], of those that the processor has.
    fn from_str(name: &str) -> Result<Self, UnknownInstructions> {
        let found = Self::available().into_iter().find(|set| set.name() == name);
        found.ok_or_else(|| UnknownInstructions(name.to_owned()))
    }
}

fn names() -> String {
    Instructions::available().iter().map(|set| set.name()).collect::<Vec<_>>().join(", ")
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")]
fn run_avx512(kernel: impl Kernel) {
    // SAFETY: this function runs on processors only that have the instructions.
    kernel.run(unsafe { Avx512::new() });
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_avx2(kernel: impl Kernel) {
    // SAFETY: as above.
    kernel.run(unsafe { Avx2::new() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_found_by_name() {
        let available = Instructions::available();
        assert_eq!(available.first(), Some(&Instructions::best()));
        for set in available {
            assert_eq!(set.name().parse(), Ok(set));
        }
        let error = "mmx".parse::<Instructions>().unwrap_err();
        assert!(error.to_string().contains("portable"));
    }
}
