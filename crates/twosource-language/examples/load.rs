//! Times how long a model takes to load: `cargo run --release -p twosource-language --example load -- MODEL…`.

use std::time::Instant;

use twosource_language::Pipeline;

/// The quickest counts: what else the machine does can only make one slower.
const ROUNDS: usize = 30;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let mut quickest = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let pipeline = Pipeline::from_bytes(&std::fs::read(&path)?)?;
            quickest = quickest.min(start.elapsed().as_secs_f64());
            drop(pipeline);
        }
        println!("{path}: {:.1} ms, reading the file included", quickest * 1000.0);
    }
    Ok(())
}
