//! What an evidence file says of the program, the models and the settings that made it.

use super::ledger::Ledger;
use crate::file::Run;
use crate::house_rules::{HouseRules, SETTING};
use crate::weigh::GROUPED_BY;

/// Compares what the file says made it with what weighed anew.
pub(super) fn compare(ledger: &mut Ledger, file: &Run, anew: &Run) {
    if file.version != anew.version {
        ledger.note(
            "run, version",
            format!(
                "the file says that version {:?} made it; this is {}, and what differs may come of that",
                short(&file.version),
                anew.version
            ),
        );
    }
    if file.models != anew.models {
        ledger.problem("run, models", "the file names or hashes the models otherwise than they are");
    }
    if file.settings.contains_key(GROUPED_BY) {
        let what = "a collection put the reports into stories as they came; that they are of one story is not weighed anew";
        ledger.note("stories", what.to_owned());
    }
    let rules = HouseRules::of(file);
    let place = "run, settings, house_rules";
    match file.settings.get(SETTING) {
        None => ledger.problem(place, "are missing"),
        Some(setting) => {
            if serde_json::from_value::<HouseRules>(setting.clone()).is_err() {
                ledger.problem(place, "are no house rules");
            } else if let Err(error) = rules.check() {
                ledger.problem(place, error.to_string());
            } else if serde_json::to_value(&rules).ok().as_ref() != Some(setting) {
                ledger.problem(place, "are not written as this program writes them");
            }
        }
    }
    if rules != HouseRules::default() {
        let changed = rules.changed().join(", ");
        ledger.note("run, settings", format!("weighed by house rules of its own: {changed}"));
    }
    for (name, value) in &file.settings {
        if name != SETTING && anew.settings.get(name) != Some(value) {
            ledger.problem(&format!("run, settings, {}", short(name)), "is no setting of this weighing");
        }
    }
    for name in anew.settings.keys().filter(|name| *name != SETTING && !file.settings.contains_key(*name)) {
        ledger.problem(&format!("run, settings, {name}"), "is missing");
    }
}

fn short(given: &str) -> String {
    given.chars().filter(|c| !c.is_control()).take(40).collect()
}
