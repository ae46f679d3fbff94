//! What an input costs grows with its size and no faster, whatever it is made of.

#![cfg(target_os = "linux")]

use std::process::Command;

use twosource::Desk;

use crate::generators;
use crate::generators::spent;

/// Bytes of the larger of two inputs; the smaller has a quarter.
const SIZE: usize = 64_000;

/// How many times as much four times as much may cost. The square would be sixteen.
const MOST: f64 = 9.0;

/// Seconds below which the clock's ticks and the machine's other work say more than the input.
const TOO_LITTLE: f64 = 0.4;

/// Measured in a process of its own, in which nothing else runs.
#[test]
#[ignore = "takes minutes; for the long run"]
fn four_times_the_input_does_not_cost_the_square() {
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "growth::measured", "--ignored", "--nocapture", "--test-threads", "1"])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
}

#[test]
#[ignore = "run by the test above"]
fn measured() {
    let desk = Desk::with_default_model().unwrap();
    spent::of(&desk, "txt", generators::prose(3_000, 9).as_bytes());
    let mut squares = Vec::new();
    for kind in generators::kinds() {
        let cost = |size: usize| spent::of(&desk, kind.ending, &kind.make(size)).iter().sum::<f64>();
        let large = cost(SIZE);
        if large < TOO_LITTLE {
            continue;
        }
        let small = cost(SIZE / 4).max(TOO_LITTLE / 8.0);
        if large / small > MOST {
            squares.push(format!("{}: {small:.2} s, then {large:.2} s", kind.name));
        }
    }
    assert!(squares.is_empty(), "{squares:#?}");
}
