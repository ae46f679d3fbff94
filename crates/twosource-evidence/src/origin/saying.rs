//! That somebody said something, apart from what was said.
//!
//! Two reporters who each heard one speech corroborate that it was given; what was said in it still has one origin.

use std::collections::{BTreeMap, BTreeSet};

use super::{Origins, in_words, outlet_key};
use crate::claim::Claim;
use crate::dependence;
use crate::file::{OriginKind, Standing};
use crate::story::{StatementRef, Story};

/// How surely an origin of a claim said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Whose words (index into [`Origins::origins`]).
    pub origin: usize,
    /// How it stands that these words were said: corroborated where two who do not write from each other report it.
    pub standing: Standing,
    /// In words.
    pub why: String,
}

/// For each speaker or document that several outlets name for a claim, how it stands that it said so.
pub(crate) fn of_claim(story: &Story, claim: &Claim, origins: &Origins) -> Vec<Saying> {
    let mut heard: BTreeMap<usize, Vec<StatementRef>> = BTreeMap::new();
    for &at in &claim.statements {
        for &origin in origins.of.get(&at).into_iter().flatten() {
            if matches!(origins.origins[origin].kind, OriginKind::Speaker | OriginKind::Document) {
                heard.entry(origin).or_default().push(at);
            }
        }
    }
    heard.into_iter().filter_map(|(origin, statements)| saying(story, origin, &statements, origins)).collect()
}

fn saying(story: &Story, origin: usize, statements: &[StatementRef], origins: &Origins) -> Option<Saying> {
    let outlets: BTreeSet<String> =
        statements.iter().map(|at| outlet_key(&story.reports[at.report])).collect();
    if outlets.len() < 2 {
        return None;
    }
    let name = |at: &StatementRef| dependence::name(&story.reports[at.report].report, at.report);
    let direct: Vec<&StatementRef> = statements.iter().filter(|at| origins.heard.contains_key(at)).collect();
    let voices: BTreeSet<&String> = direct.iter().filter_map(|at| origins.heard.get(at)).collect();
    let names = in_words(direct.iter().map(|at| name(at)));
    let speaker = &origins.origins[origin].name;
    let (standing, why) = match voices.len() {
        2.. => {
            let quoted = direct.iter().all(|at| origins.is_quoted(**at));
            let how = if quoted { "quote the words" } else { "say so" };
            (Standing::Corroborated, format!("{names} {how}, each for itself"))
        }
        _ => (Standing::Echoed, format!("{} have it from one text", in_words(statements.iter().map(name)))),
    };
    // "Officials" may be others in each report: that one of them said it twice is not known.
    if origins.is_vague(origin) {
        return None;
    }
    Some(Saying { origin, standing, why: format!("that {speaker} said so: {why}") })
}
