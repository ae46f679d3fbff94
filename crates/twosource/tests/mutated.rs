//! A little fuzzing each time the tests run: some hundred changed inputs of each kind. The long run is `cargo run --release
//! --example fuzz`.

use crate::mutation::{self, target};

/// Changed inputs of each kind; fewer of those that are parsed and weighed.
const TRIES: u64 = 250;
const DEAR: u64 = 12;

#[test]
fn changed_inputs_of_every_kind_do_no_harm() {
    let mut found = Vec::new();
    for target in target::targets() {
        let most = if matches!(target.name, "briefs" | "readings") { DEAR } else { TRIES };
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
