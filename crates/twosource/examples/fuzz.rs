//! Fuzzing on any compiler: each kind of thing that comes in, changed at random for as many seconds as are given.
//!
//! ```sh
//! cargo run --release -p twosource --example fuzz -- 60            # a minute of each kind
//! cargo run --release -p twosource --example fuzz -- 600 html 7    # ten minutes of one, from another seed
//! ```
//!
//! What does harm is written to `target/fuzz-findings` and named; the exit code is 1 then.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what panics is what is looked for")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

#[path = "../tests/mutation/mod.rs"]
mod mutation;

/// Findings of one kind after which the others are gone on with.
const ENOUGH: usize = 5;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let seconds: u64 = args.next().and_then(|given| given.parse().ok()).unwrap_or(10);
    let only = args.next().filter(|name| name != "all");
    let first: u64 = args.next().and_then(|given| given.parse().ok()).unwrap_or(1);
    std::panic::set_hook(Box::new(|panic| eprintln!("  {panic}")));
    let folder = std::path::Path::new("target/fuzz-findings");
    let mut is_sound = true;
    for target in mutation::target::targets() {
        if only.as_ref().is_some_and(|only| only != target.name) {
            continue;
        }
        let end = Instant::now() + Duration::from_secs(seconds);
        let (mut tried, mut findings) = (0, 0);
        while Instant::now() < end && findings < ENOUGH {
            let (more, finding) =
                mutation::search(&target, first.wrapping_mul(1 << 32).wrapping_add(tried), |_| {
                    Instant::now() < end
                });
            tried += more;
            if let Some(finding) = finding {
                findings += 1;
                let path = folder.join(format!("{}-{}", target.name.replace(' ', "-"), finding.seed));
                let kept =
                    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, &finding.input));
                println!(
                    "{}: {} ({}{})",
                    target.name,
                    finding.what,
                    path.display(),
                    if kept.is_ok() { "" } else { ", not kept" }
                );
            }
        }
        println!("{}: {tried} inputs, {findings} findings", target.name);
        is_sound &= findings == 0;
    }
    if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
