//! How surely something is said.

use serde::{Deserialize, Serialize};

/// How surely a statement, or the content of an attribution, is put forward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Stated as fact in the report's own voice.
    #[default]
    Asserted,
    /// Stated as fact by somebody the report names or hints at.
    Attributed,
    /// "may", "reportedly", "is thought to".
    Hedged,
    /// "will", "is expected to", "plans to".
    Planned,
    /// "if …", "would … if".
    Conditional,
    /// "did not", "denied that", "failed to".
    Denied,
    /// A question.
    Questioned,
}
