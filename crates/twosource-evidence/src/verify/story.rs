//! The stories of an evidence file, against its reports.

use std::collections::{BTreeMap, BTreeSet};

use twosource_text::CharSpan;

use super::ledger::Ledger;
use super::report::Known;
use crate::file::{ClaimRecord, ConflictRecord, Evidence, OpenQuestion, Place, Standing, StoryRecord};
use crate::house_rules::HouseRules;
use crate::origin::Ground;

type Reports<'e> = BTreeMap<&'e str, Known<'e>>;

/// Ids of one story.
struct Ids<'e> {
    reports: BTreeSet<&'e str>,
    cast: BTreeSet<&'e str>,
    origins: BTreeSet<&'e str>,
    claims: BTreeSet<&'e str>,
    /// Origins that name nobody.
    silent: BTreeSet<&'e str>,
    /// Origins that a corroborated claim has at least.
    needed: usize,
}

/// Checks every story; each report belongs to exactly one.
pub(super) fn check_all(ledger: &mut Ledger, evidence: &Evidence, reports: &Reports) {
    let stories = &evidence.stories;
    let needed = HouseRules::of(&evidence.run).least();
    ledger.ids("file", "story", stories.iter().map(|story| story.id.as_str()));
    let told = stories.iter().flat_map(|story| story.reports.iter().map(String::as_str));
    let told = ledger.ids("file", "a story's report", told);
    for report in reports.keys().filter(|report| !told.contains(*report)) {
        ledger.problem(&format!("report {report}"), "belongs to no story");
    }
    for story in stories {
        check(ledger, story, reports, needed);
    }
}

fn check(ledger: &mut Ledger, story: &StoryRecord, reports: &Reports, needed: usize) {
    let place = format!("story {}", story.id);
    let known: BTreeSet<&str> = reports.keys().copied().collect();
    for report in &story.reports {
        ledger.reference(&place, "report", report, &known);
    }
    let ids = Ids {
        reports: story.reports.iter().map(String::as_str).collect(),
        cast: ledger.ids(&place, "entity", story.entities.iter().map(|entity| entity.id.as_str())),
        origins: ledger.ids(&place, "origin", story.origins.iter().map(|origin| origin.id.as_str())),
        claims: ledger.ids(&place, "claim", story.claims.iter().map(|claim| claim.id.as_str())),
        silent: {
            let silent = story.origins.iter().filter(|origin| origin.ground == Ground::Silent);
            silent.map(|origin| origin.id.as_str()).collect()
        },
        needed,
    };
    ledger.ids(&place, "conflict", story.conflicts.iter().map(|conflict| conflict.id.as_str()));
    cast(ledger, &place, story, &ids, reports);
    for origin in &story.origins {
        for report in &origin.reports {
            ledger.reference(&format!("{place}, origin {}", origin.id), "report", report, &ids.reports);
        }
    }
    for (i, dependence) in story.dependence.iter().enumerate() {
        let place = format!("{place}, dependence {}", i + 1);
        for report in &dependence.reports {
            ledger.reference(&place, "report", report, &ids.reports);
        }
        for span in dependence.spans.iter().flatten() {
            characters(ledger, &place, span, &ids, reports);
            if !dependence.reports.contains(&span.report) {
                ledger.problem(&place, format!("quotes report {:?}, which is none of its two", span.report));
            }
        }
    }
    for claim in &story.claims {
        check_claim(ledger, &format!("{place}, claim {}", claim.id), claim, &ids, reports);
    }
    for conflict in &story.conflicts {
        check_conflict(ledger, &format!("{place}, conflict {}", conflict.id), conflict, &ids, reports);
    }
    for (i, quotation) in story.quotations.iter().enumerate() {
        let place = format!("{place}, quotation {}", i + 1);
        if let Some(speaker) = &quotation.speaker {
            ledger.reference(&place, "entity", speaker, &ids.cast);
        }
        for version in &quotation.versions {
            let span = Place { report: version.report.clone(), start: version.start, end: version.end };
            characters(ledger, &place, &span, &ids, reports);
            check_attribution(ledger, &place, &version.report, version.attribution.as_deref(), reports);
        }
    }
    ledger.ids(&place, "question", story.open_questions.iter().map(|question| question.id.as_str()));
    for question in &story.open_questions {
        check_question(ledger, &format!("{place}, question {}", question.id), question, &ids, reports);
    }
    for entry in &story.timeline {
        ledger.reference(&format!("{place}, timeline"), "claim", &entry.claim, &ids.claims);
    }
}

fn cast(ledger: &mut Ledger, place: &str, story: &StoryRecord, ids: &Ids, reports: &Reports) {
    for entity in &story.entities {
        let place = format!("{place}, entity {}", entity.id);
        for member in &entity.members {
            ledger.reference(&place, "report", &member.report, &ids.reports);
            if let Some(report) = reports.get(member.report.as_str()) {
                ledger.reference(&place, "entity", &member.entity, &report.entities);
            }
        }
    }
}

/// A claim quotes one of its statements, its statements are the reports', and its standing fits its origins.
fn check_claim(ledger: &mut Ledger, place: &str, claim: &ClaimRecord, ids: &Ids, reports: &Reports) {
    ledger.claim();
    for origin in &claim.origins {
        ledger.reference(place, "origin", origin, &ids.origins);
    }
    for saying in &claim.sayings {
        ledger.reference(place, "origin", &saying.origin, &ids.origins);
    }
    for entity in &claim.about {
        ledger.reference(place, "entity", entity, &ids.cast);
    }
    let mut quoted = false;
    for statement in &claim.statements {
        let span = Place { report: statement.report.clone(), start: statement.start, end: statement.end };
        quoted |= characters(ledger, place, &span, ids, reports) == Some(claim.text.as_str());
        let report = reports.get(statement.report.as_str());
        if report.is_some_and(|report| !report.statements.contains(&(statement.start, statement.end))) {
            let what = format!("{}–{} is no statement of report {}", span.start, span.end, span.report);
            ledger.problem(place, what);
        }
        check_attribution(ledger, place, &statement.report, statement.attribution.as_deref(), reports);
        for origin in std::iter::once(&statement.origin).chain(&statement.also_from) {
            ledger.reference(place, "origin", origin, &ids.origins);
            // An outlet that names nobody is no origin.
            if !claim.origins.contains(origin) && !ids.silent.contains(origin.as_str()) {
                let what = format!("a statement comes from origin {origin:?}, which the claim does not list");
                ledger.problem(place, what);
            }
        }
    }
    if !quoted {
        ledger.problem(place, "its text is not the characters of any of its statements");
    }
    let needed = ids.needed;
    if claim.standing == Standing::Corroborated && claim.origins.len() < needed {
        ledger.problem(place, format!("is called corroborated on fewer than {needed} origins"));
    }
}

fn check_conflict(ledger: &mut Ledger, place: &str, conflict: &ConflictRecord, ids: &Ids, reports: &Reports) {
    for claim in &conflict.claims {
        ledger.reference(place, "claim", claim, &ids.claims);
    }
    for span in conflict.statements.iter().chain(&conflict.value_spans) {
        characters(ledger, place, span, ids, reports);
    }
    let sides = conflict.statements.len();
    if conflict.values.len() != sides || conflict.value_spans.len() != sides {
        ledger.problem(place, format!("does not give one value for each of its {sides} statements"));
    }
}

fn check_question(ledger: &mut Ledger, place: &str, question: &OpenQuestion, ids: &Ids, reports: &Reports) {
    let words: Vec<Option<&str>> =
        question.about.iter().map(|span| characters(ledger, place, span, ids, reports)).collect();
    for span in &question.statements {
        characters(ledger, place, span, ids, reports);
    }
    if words.first().copied().flatten() != Some(question.text.as_str()) {
        ledger.problem(place, "its text is not the characters of the first of its places");
    }
    if question.about.len() != question.statements.len() {
        ledger.problem(place, "does not name a statement for each place");
    }
}

/// The characters of a place in one of the story's reports.
fn characters<'e>(
    ledger: &mut Ledger,
    place: &str,
    span: &Place,
    ids: &Ids,
    reports: &Reports<'e>,
) -> Option<&'e str> {
    ledger.reference(place, "report", &span.report, &ids.reports);
    let report = reports.get(span.report.as_str())?;
    let chars = CharSpan { start: span.start, end: span.end };
    ledger.span(&format!("{place}, report {}", span.report), &report.index, report.text, chars)
}

fn check_attribution(ledger: &mut Ledger, place: &str, report: &str, id: Option<&str>, reports: &Reports) {
    if let (Some(report), Some(id)) = (reports.get(report), id) {
        ledger.reference(place, "attribution", id, &report.attributions);
    }
}
