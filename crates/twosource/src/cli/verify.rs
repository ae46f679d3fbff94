//! `twosource verify`: that an evidence file follows from its reports.

use twosource::evidence::verify;
use twosource::models;

use super::args::Verify;
use super::terminal::Terminal;
use super::{Outcome, input, output, sign};

/// Weighs the reports anew and prints each place of the file that does not follow; with `--quick` hashes and spans only.
pub fn run(args: &Verify, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (file, (reports, outcome)) = std::thread::scope(|scope| {
        let file = scope.spawn(|| input::evidence_file(&args.evidence));
        let reports = input::reports(&args.paths, terminal);
        let file = file.join().unwrap_or_else(|_| input::evidence_file(&args.evidence));
        file.map(|file| (file, reports))
    })?;
    let verification = if args.quick {
        verify::verify(&file.evidence, &reports)
    } else {
        // The model that the file names, where it is at hand.
        let named = file.evidence.run.models.first().map(|model| model.name.as_str());
        let desk = match model {
            Some(model) => models::open(Some(model))?,
            None => models::named(named)?,
        };
        desk.verify(&file, reports, terminal)
    };
    output::print(&format!("{}\n", output::printable(&verification.to_string())))?;
    let is_sealed = sign::check(args, terminal)?;
    let sound = is_sealed && verification.holds() && (args.quick || verification.follows());
    Ok(if sound { outcome } else { Outcome::Incomplete })
}
