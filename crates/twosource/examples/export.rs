//! Writes the ferry reports' evidence in formats of others: `cargo run -p twosource --example export`.

use twosource::export::Standard;
use twosource::{Desk, Quiet, reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let desk = Desk::with_default_model()?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry");
    let reports = desk.read(&[folder], &reader::Options::default()).reports;
    let evidence = desk.brief(reports, &Quiet);
    for standard in Standard::ALL {
        println!("{standard:?}: {} bytes", standard.write(&evidence).len());
    }
    // Who counts by hand begins here:
    print!("{}", Standard::Coders.write(&evidence));
    Ok(())
}
