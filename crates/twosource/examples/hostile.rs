//! What inputs cost that are made to cost more than they weigh: seconds of processor time a MB, and bytes of memory a byte.
//!
//! ```sh
//! cargo run --release -p twosource --example hostile -- 500000          # every kind
//! cargo run --release -p twosource --example hostile -- 500000 "meta"   # one
//! ```

use std::process::{Command, ExitCode};

use twosource::Desk;

#[path = "../tests/generators/mod.rs"]
mod generators;

use generators::spent;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let size: usize = args.next().and_then(|size| size.parse().ok()).unwrap_or(200_000);
    let own = std::env::current_exe();
    match (args.next(), own) {
        (Some(name), _) => one(&name, size),
        (None, Ok(own)) => {
            println!(
                "| input | MB | s a MB (read annotate weigh page) | times a quarter of it | bytes a byte beyond 200 MB |"
            );
            println!("|---|---|---|---|---|");
            for kind in generators::kinds() {
                let ran = Command::new(&own).arg(size.to_string()).arg(kind.name).status();
                if !ran.is_ok_and(|status| status.success()) {
                    println!("| {} | | it ended by itself | | |", kind.name);
                }
            }
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}

fn one(name: &str, size: usize) -> ExitCode {
    let Some(kind) = generators::kinds().into_iter().find(|kind| kind.name == name) else {
        eprintln!("there is no kind {name:?}");
        return ExitCode::FAILURE;
    };
    let Ok(desk) = Desk::with_default_model() else { return ExitCode::FAILURE };
    // What is made once is made before.
    spent::of(&desk, "txt", generators::prose(3_000, 9).as_bytes());
    let small = spent::of(&desk, kind.ending, &kind.make(size / 4));
    let bytes = kind.make(size);
    let large = spent::of(&desk, kind.ending, &bytes);
    let megabytes = bytes.len() as f64 / 1e6;
    let beyond = most_memory().saturating_sub(200_000_000) as f64 / bytes.len() as f64;
    let [read, annotate, weigh, page] = large.map(|seconds| seconds / megabytes);
    let (small, large): (f64, f64) = (small.iter().sum(), large.iter().sum());
    println!(
        "| {name} | {megabytes:.2} | {:.2} ({read:.1} {annotate:.1} {weigh:.1} {page:.1}) | {:.1} | {beyond:.0} |",
        large / megabytes,
        large / small.max(0.01),
    );
    ExitCode::SUCCESS
}

/// The most memory at one time, in bytes.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}
