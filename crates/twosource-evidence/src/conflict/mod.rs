//! Statements that cannot both hold.
//!
//! Statements of different reports are compared where they are alike in the least, or count the same in the same deed. What a statement counts,
//! and who does what to whom in it, is read once, as [`Facts`]. Each kind of conflict is a file with a [`Rule`]: it looks at
//! a [`Pairing`] and gives what clashes. Clashes that share a value come together as one conflict.

mod absence;
mod actor;
mod age;
mod antonym;
mod clock;
mod cue_words;
mod date;
mod facts;
mod frame;
mod gather;
mod measure;
mod modality;
mod near;
mod negation;
mod number;
mod numeral;
mod place;
mod predicate;
mod quantity;
mod referent;
mod role;
mod update;

use twosource_annotate::{Annotated, Statement};
use twosource_text::Span;

use crate::cast::Cast;
use crate::claim::{Claim, Comparison, claims_of};
use crate::file::ConflictKind;
use crate::story::{StatementRef, Story};
use facts::Facts;

/// Pairs less alike than this are not compared, unless one claim holds both.
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
    pub facts: &'s Facts,
}

impl<'s> Side<'s> {
    /// The characters of a stretch of the report.
    pub fn words(&self, span: Span) -> &'s str {
        span.of(&self.annotated.report.text)
    }

    /// The day the report was published.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.annotated.report.published.as_ref().map(|published| published.date)
    }
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

impl Pairing<'_> {
    /// A clash of two values of one matter.
    pub fn clash(
        &self,
        on: ConflictKind,
        matter: String,
        spans: [Span; 2],
        why: impl Fn(&str, &str) -> String,
    ) -> Clash {
        let [a, b] = [0, 1].map(|side| self.sides[side].words(spans[side]));
        Clash {
            on,
            matter,
            why: why(a, b),
            values: [(a.to_owned(), spans[0]), (b.to_owned(), spans[1])],
            replaces: false,
            grows: false,
        }
    }
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
    /// True where the value is of a kind that becomes more or less with time.
    pub grows: bool,
}

/// A kind of conflict.
type Rule = fn(&Pairing) -> Vec<Clash>;

const RULES: [Rule; 11] = [
    number::find,
    age::find,
    date::find,
    clock::find,
    place::find,
    actor::find,
    role::find,
    negation::find,
    antonym::find,
    absence::find,
    modality::find,
];

/// Finds the conflicts within claims and between near-claims of a story.
pub fn find(story: &Story, cast: &Cast, comparison: &Comparison, claims: &[Claim]) -> Vec<Conflict> {
    let Comparison { profiles, links } = comparison;
    let claims_of = claims_of(claims);
    let claims_of: Vec<&[usize]> = (profiles.statements.iter())
        .map(|profile| claims_of.get(&profile.at).map_or(&[][..], Vec::as_slice))
        .collect();
    let facts = facts::of_story(story, cast);
    let side = |statement: usize| {
        let at = profiles.statements[statement].at;
        let annotated = &story.reports[at.report];
        let statement = &annotated.statements[at.statement];
        Side { at, annotated, statement, facts: &facts[at.report][at.statement] }
    };
    let mut clashes = Vec::new();
    let mut compare = |left: usize, right: usize, likeness: f64| {
        let sides = [side(left), side(right)];
        let one_claim = claims_of[left].iter().any(|claim| claims_of[right].contains(claim));
        let pairing = Pairing { sides, likeness, one_claim };
        let found = RULES.iter().flat_map(|rule| rule(&pairing));
        clashes.extend(found.map(|clash| ([sides[0].at, sides[1].at], clash)));
    };
    for (left, others) in links.of.iter().enumerate() {
        for (&right, &likeness) in others.range(left + 1..) {
            if likeness >= NEARLY_ALIKE || claims_of[left].iter().any(|c| claims_of[right].contains(c)) {
                compare(left, right, likeness);
            }
        }
    }
    let of_statement = |statement: usize| side(statement).facts;
    for (left, right) in near::pairs(profiles.statements.len(), of_statement) {
        if profiles.report(left) != profiles.report(right) && !links.of[left].contains_key(&right) {
            compare(left, right, 0.0);
        }
    }
    gather::conflicts(story, clashes)
}
