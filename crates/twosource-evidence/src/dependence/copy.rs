//! Most of one report stands word for word in the other: "copy".

use super::Dependence;
use super::pair::Pair;
use crate::file::DependenceKind;

/// Share of the shorter report's running words that makes it a copy.
const OVERLAP: f64 = 0.5;

/// Example: a wire item with a new headline and its last paragraph cut.
pub(super) fn find(pair: &Pair) -> Option<Dependence> {
    if pair.overlap() < OVERLAP {
        return None;
    }
    let [earlier, later] = pair.names();
    let percent = (pair.overlap() * 100.0).round();
    let why = format!(
        "{percent:.0}% of the shorter report's running words stand word for word in the other ({earlier} and {later}); {}",
        pair.longest_in_words()
    );
    Some(pair.dependence(DependenceKind::Copy, why))
}
