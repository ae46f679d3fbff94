//! Long runs of words outside quotations stand in both reports: "shared passages".

use super::Dependence;
use super::pair::Pair;
use crate::file::DependenceKind;

/// Words of one passage that are enough.
const ONE_LONG: usize = 12;
/// Words of all passages together that are enough.
const SEVERAL: usize = 20;

/// Example: two outlets that rewrite one release and keep its sentence on the penalty.
pub(super) fn find(pair: &Pair) -> Option<Dependence> {
    let longest = pair.passages.iter().map(|passage| passage.words).max()?;
    let total: usize = pair.passages.iter().map(|passage| passage.words).sum();
    if longest < ONE_LONG && total < SEVERAL {
        return None;
    }
    let [a, b] = pair.names();
    let passages = match pair.passages.len() {
        1 => "a passage".to_owned(),
        n => format!("{n} passages"),
    };
    let why = format!(
        "{a} and {b} share {passages} outside quotations, {total} words in all; {}",
        pair.longest_in_words()
    );
    Some(pair.dependence(DependenceKind::SharedPassages, why))
}
