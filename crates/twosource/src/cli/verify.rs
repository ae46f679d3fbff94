//! `twosource verify`: that the reports still say what the evidence file says they say.

use twosource::evidence::verify;

use super::args::Verify;
use super::terminal::Terminal;
use super::{Outcome, input, output};

/// Checks every hash and span; prints each that does not hold.
pub fn run(args: &Verify, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let evidence = input::evidence(&args.evidence)?;
    let (reports, outcome) = input::reports(&args.paths, terminal);
    let verification = verify::verify(&evidence, &reports);
    output::print(&format!("{verification}\n"))?;
    let sound = verification.problems.is_empty();
    Ok(if sound { outcome } else { Outcome::Incomplete })
}
