//! A little fuzzing each time the tests run: some hundred changed inputs of each kind. The long run is `cargo run --release
//! --example fuzz`.

use twosource::EvidenceFile;

use crate::mutation::{self, target};

/// Changed inputs of each kind; fewer of those that are parsed and weighed.
const TRIES: u64 = 250;
const DEAR: u64 = 12;

#[test]
fn changed_inputs_of_every_kind_do_no_harm() {
    let mut found = Vec::new();
    for target in target::targets() {
        let most = if matches!(target.name, "briefs" | "orders" | "readings") { DEAR } else { TRIES };
        let (_, finding) = mutation::search(&target, 1, |tried| tried < most);
        found.extend(finding.map(|finding| {
            format!(
                "{} {}: {}\n{:?}",
                target.name,
                finding.seed,
                finding.what,
                String::from_utf8_lossy(&finding.input)
            )
        }));
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn any_cut_of_an_evidence_file_is_an_error() {
    const CUTS: usize = 300;
    let targets = target::targets();
    let files = targets.iter().find(|target| target.name == "evidence").map(|target| (target.seeds)());
    for whole in files.unwrap() {
        assert!(EvidenceFile::parse(&whole).is_ok());
        for at in (0..whole.len()).step_by(whole.len() / CUTS + 1) {
            assert!(EvidenceFile::parse(&whole[..at]).is_err(), "cut at {at} of {}", whole.len());
        }
    }
}
