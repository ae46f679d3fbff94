//! Which statements go together.

use super::likeness::Links;
use super::profile::Profiles;
use crate::clustering::agglomerate;

/// What a pair must be likelier than, for its sake, to go together: below one half, since a reader loses more by a claim
/// torn apart than by one statement too many.
const THRESHOLD: f64 = 0.25;

/// Puts statements together where all their pairs of different reports, in sum, are likelier than the threshold.
pub(crate) fn groups(profiles: &Profiles, links: &Links) -> Vec<Vec<usize>> {
    agglomerate(
        &links.of,
        |statement| profiles.report(statement),
        |sum, pairs| sum - THRESHOLD * pairs as f64,
    )
}
