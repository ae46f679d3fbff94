//! Bounds of what is held against what: a story of any size is weighed in time and memory that grow with it, and not with its
//! square. Where one of them leaves something out, the settings of the run tell how often.
//!
//! They are far above what newsrooms have in hand: none cuts in the events of `benchmarks/RESULTS.md`.

use serde_json::{Value, json};

use crate::file::Run;

/// The name of what was left out in the settings of a run; missing where nothing was.
pub const SETTING: &str = "limits";

/// Statements of other reports that one is aligned with word by word, at most: those that share most with it. As many links are
/// kept of one at most, so the least alike would be dropped after all.
pub(crate) const PAIRS_OF_STATEMENT: usize = 400;

/// Reports, at most, of which each is compared with every other to find stories.
pub(crate) const COMPARED_WHOLE: usize = 2_000;

/// Of more, the most alike that are kept for each.
pub(crate) const ALIKE_OF_REPORT: usize = 300;

/// Of more, the reports that may have a term for it to find pairs.
pub(crate) const COMMON_AMONG_MANY: usize = COMPARED_WHOLE / 4;

/// What was left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Statements that were not aligned with all that share a telling term with them.
    pub statements: usize,
    /// Reports that were not compared with all.
    pub reports: usize,
}

impl Cut {
    /// Writes it into the settings of a run.
    pub fn tell(self, run: &mut Run) {
        let mut told = serde_json::Map::new();
        let mut add = |what: &str, most: usize, cut: usize| {
            if cut > 0 {
                told.insert(what.to_owned(), json!({"compared_with_at_most": most, "cut": cut}));
            }
        };
        add("statements", PAIRS_OF_STATEMENT, self.statements);
        add("reports", ALIKE_OF_REPORT, self.reports);
        if !told.is_empty() {
            run.settings.insert(SETTING.to_owned(), Value::Object(told));
        }
    }
}

/// What a run left out, in words, a line each; none where it left out nothing.
pub fn in_words(run: &Run) -> Vec<String> {
    let Some(Value::Object(told)) = run.settings.get(SETTING) else { return Vec::new() };
    let line = |(what, limit): (&String, &Value)| {
        let number = |key: &str| limit.get(key).and_then(Value::as_u64);
        let (most, cut) = (number("compared_with_at_most")?, number("cut")?);
        Some(format!("{cut} {what} were held against the {most} most alike, and not against all"))
    };
    told.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_told_and_nothing_is_not() {
        let mut run = Run::default();
        Cut::default().tell(&mut run);
        assert!(run.settings.is_empty() && in_words(&run).is_empty());
        Cut { statements: 3, reports: 0 }.tell(&mut run);
        assert_eq!(
            in_words(&run),
            ["3 statements were held against the 400 most alike, and not against all"]
        );
    }
}
