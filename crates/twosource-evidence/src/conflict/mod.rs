//! Statements that cannot both hold.
//!
//! Statements of different reports are compared where they stand in one claim or are nearly alike. Each kind of conflict
//! is a file with a [`Rule`]: it looks at a [`Pairing`] and gives what clashes. Clashes that share a statement and a value
//! come together as one conflict.

mod absence;
mod actor;
mod date;
mod gather;
mod modality;
mod negation;
mod number;
mod place;
mod predicate;
mod quantity;
mod update;

use twosource_annotate::{Annotated, Statement};
use twosource_text::Span;

use crate::claim::{Claim, Comparison, claims_of};
use crate::file::ConflictKind;
use crate::story::{StatementRef, Story};

/// Pairs less alike than this are not compared.
const NEARLY_ALIKE: f64 = 0.02;

/// Statements that cannot both hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// On what.
    pub on: ConflictKind,
    /// True where a later report replaces an earlier value.
    pub update: bool,
    /// Each statement with its value, in words, and where the value stands (bytes of its report).
    pub sides: Vec<(StatementRef, String, Span)>,
    /// In words.
    pub why: String,
}

/// One statement under comparison.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'s> {
    pub at: StatementRef,
    pub annotated: &'s Annotated,
    pub statement: &'s Statement,
}

/// Two statements of different reports that may conflict.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pairing<'s> {
    pub sides: [Side<'s>; 2],
    /// How surely they say the same, 0 to 1.
    pub likeness: f64,
    /// True where one claim holds both.
    pub one_claim: bool,
}

/// Two values that cannot both hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clash {
    pub on: ConflictKind,
    /// What the values are of, in a form that is the same for all clashes over one matter.
    pub matter: String,
    /// Each side's value in the report's words, and where it stands.
    pub values: [(String, Span); 2],
    /// In words.
    pub why: String,
    /// True where the wording of one side says that it replaces another value.
    pub replaces: bool,
}

/// A kind of conflict.
type Rule = fn(&Pairing) -> Vec<Clash>;

const RULES: [Rule; 7] =
    [number::find, date::find, place::find, actor::find, negation::find, absence::find, modality::find];

/// Finds the conflicts within claims and between near-claims of a story.
pub fn find(story: &Story, comparison: &Comparison, claims: &[Claim]) -> Vec<Conflict> {
    let Comparison { profiles, links } = comparison;
    let claims_of = claims_of(claims);
    let side = |statement: usize| {
        let at = profiles.statements[statement].at;
        let annotated = &story.reports[at.report];
        Side { at, annotated, statement: &annotated.statements[at.statement] }
    };
    let mut clashes = Vec::new();
    for (left, others) in links.of.iter().enumerate() {
        for (&right, &likeness) in others.range(left + 1..) {
            let sides = [side(left), side(right)];
            let one_claim =
                claims_of[&sides[0].at].iter().any(|claim| claims_of[&sides[1].at].contains(claim));
            if likeness < NEARLY_ALIKE && !one_claim {
                continue;
            }
            let pairing = Pairing { sides, likeness, one_claim };
            let found = RULES.iter().flat_map(|rule| rule(&pairing));
            clashes.extend(found.map(|clash| ([sides[0].at, sides[1].at], clash)));
        }
    }
    gather::conflicts(story, clashes)
}
