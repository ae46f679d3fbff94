//! `twosource explain`: why a claim stands where it stands.

use twosource::evidence::explain;

use super::args::Explain;
use super::{Outcome, input, output};

/// Prints the reasons of a claim's standing.
pub fn run(args: &Explain) -> anyhow::Result<Outcome> {
    let evidence = input::evidence(&args.evidence)?;
    match explain::explain(&evidence, &args.claim) {
        Ok(explanation) => {
            output::print(&explanation.to_string())?;
            Ok(Outcome::Done)
        }
        Err(error) => {
            eprintln!("error: {error}");
            Ok(Outcome::WrongUsage)
        }
    }
}
