//! What an input costs grows with its size and no faster, whatever it is made of.

#![cfg(target_os = "linux")]

use std::process::Command;

use twosource::Desk;

use crate::generators;
use crate::generators::spent;

/// Bytes of the larger of two inputs; the smaller has a quarter.
const SIZE: usize = 64_000;

/// The same where the test is one of many.
const SHORT_SIZE: usize = 12_000;

/// Names the size to the process that measures.
const ASKED: &str = "TWOSOURCE_GROWTH_SIZE";

/// How many times as much four times as much may cost. The square would be sixteen.
const MOST: f64 = 9.0;

/// Seconds below which the clock's ticks and the machine's other work say more than the input.
const TOO_LITTLE: f64 = 0.3;

/// Measured in a process of its own, in which nothing else runs.
#[test]
fn four_times_a_little_does_not_cost_the_square() {
    measure(SHORT_SIZE);
}

#[test]
#[ignore = "takes minutes; for the long run"]
fn four_times_the_input_does_not_cost_the_square() {
    measure(SIZE);
}

fn measure(size: usize) {
    let ran = Command::new(std::env::current_exe().unwrap())
        .env(ASKED, size.to_string())
        .args(["--exact", "growth::measured", "--ignored", "--nocapture", "--test-threads", "1"])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
}

#[test]
#[ignore = "run by the test above"]
fn measured() {
    let size = std::env::var(ASKED).ok().and_then(|size| size.parse().ok()).unwrap_or(SIZE);
    let desk = Desk::with_default_model().unwrap();
    spent::of(&desk, "txt", generators::prose(3_000, 9).as_bytes());
    let mut squares = Vec::new();
    for kind in generators::kinds() {
        let cost = |size: usize| spent::of(&desk, kind.ending, &kind.make(size)).iter().sum::<f64>();
        let large = cost(size);
        if large < TOO_LITTLE {
            continue;
        }
        let small = cost(size / 4).max(TOO_LITTLE / 8.0);
        // Another look, as the machine may have done something else meanwhile.
        if large / small > MOST && cost(size) / cost(size / 4).max(TOO_LITTLE / 8.0) > MOST {
            squares.push(format!("{}: {small:.2} s, then {large:.2} s", kind.name));
        }
    }
    assert!(squares.is_empty(), "{squares:#?}");
}
