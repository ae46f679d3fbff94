//! A draft held against reports: for each of its statements and each detail in it, who confirms it, who contradicts it, and what
//! no report says.
//!
//! The draft is weighed as one more report beside the others, and never counts as a source: what stands for a statement of
//! the draft is judged on the reports alone, whose claims and origins are found before the draft is looked at. [`passage`] are
//! the places in the reports, [`told`] are the details that a statement gives, [`weighing`] tells how each stands, [`spelling`] looks at
//! names, and [`letter`] at quotations.

mod draft;
mod everywhere;
mod letter;
mod passage;
mod record;
mod spelling;
mod told;
mod weighing;

use std::collections::BTreeMap;

use jiff::civil::Date;
use twosource_annotate::{Anchor, Annotated, Reference};
use twosource_text::CharIndex;

use crate::claim::{self, Comparison};
use crate::file::Run;
use crate::house_rules::HouseRules;
use crate::record::{hex, word};
use crate::story::{self, Story};
use crate::{cast, dependence, origin, standing};

pub use draft::as_draft;
pub use record::{
    Check, DetailCheck, Draft, NameCheck, NamedOrigin, Passage, QuotationCheck, Reading, SCHEMA,
    SentenceCheck, Source, Spelt, StatementCheck, Stretch, Tally, Told, Verdict, json_schema,
};

/// Holds a draft against reports of one story.
///
/// The result depends on the draft and the reports alone, not on the order of the reports. See [`as_draft`] for what to do with the
/// draft before it is annotated.
///
/// Standing is that of the evidence file, judged by the rules in `run`: a statement is confirmed where two or more named,
/// independent origins carry it.
pub fn check(draft: Annotated, mut reports: Vec<Annotated>, run: Run) -> Check {
    let rules = HouseRules::of(&run);
    // A draft that lies among the reports does not confirm itself.
    reports.retain(|a| a.report.id != draft.report.id || a.report.text != draft.report.text);
    let mut story = Story::of(reports);
    story::anchor_undated(&mut story);
    // All that tells how the reports stand is worked out before the draft is among them.
    let origins = {
        let cast = cast::find(&story);
        let dependence = dependence::find(&story);
        let comparison = Comparison::new(&story, &cast);
        let claims = claim::find(&story, &cast, &comparison);
        origin::find(&story, &cast, &dependence, &claims)
    };
    let reports = story.reports.len();
    let latest = latest(&story);
    story.reports.push(dated(draft, latest));

    let cast = cast::find(&story);
    let comparison = Comparison::new(&story, &cast);
    let profiles = &comparison.profiles;
    let everywhere = everywhere::Everywhere::of(profiles, reports);
    let mut weighings = Vec::new();
    for (place, profile) in profiles.statements.iter().enumerate() {
        if profile.at.report == reports {
            weighings.push(weighing::Weighing::of(&story, &cast, &comparison, &everywhere, place));
        }
    }
    let claims: Vec<claim::Claim> = weighings.iter().flat_map(|weighing| weighing.claims()).collect();
    let judgements = standing::judge(&story, &claims, &[], &origins, &rules);
    let mut judgements = judgements.into_iter();

    let places = passage::Places::new(&story, &origins);
    let mut checked: BTreeMap<usize, Vec<StatementCheck>> = BTreeMap::new();
    for weighing in &weighings {
        let own: Vec<standing::Judgement> = judgements.by_ref().take(weighing.claims().count()).collect();
        let sentence = story.reports[reports].statements[weighing.statement()].sentence;
        checked.entry(sentence).or_default().push(weighing.told(&places, &own));
    }
    let annotated = &story.reports[reports];
    let index = CharIndex::new(&annotated.report.text);
    let sentences: Vec<SentenceCheck> = annotated
        .sentences
        .iter()
        .enumerate()
        .map(|(place, sentence)| {
            let span = index.chars(sentence.span);
            SentenceCheck {
                start: span.start,
                end: span.end,
                kind: word(sentence.kind),
                statements: checked.remove(&place).unwrap_or_default(),
            }
        })
        .collect();
    let quotations = letter::find(&story, &cast, &places, reports);
    let names = spelling::find(&story, &cast, &places, reports);
    Check {
        schema: SCHEMA.to_owned(),
        run,
        draft: Draft {
            id: annotated.report.id.clone(),
            path: annotated.report.path.clone(),
            title: annotated.report.title.clone(),
            text: annotated.report.text.clone(),
            text_sha256: hex(&<sha2::Sha256 as sha2::Digest>::digest(annotated.report.text.as_bytes())),
        },
        reports: story.reports[..reports].iter().enumerate().map(|(place, a)| read(a, place)).collect(),
        tally: Tally::of(&sentences, &quotations, &names),
        sentences,
        quotations,
        names,
    }
}

fn read(annotated: &Annotated, place: usize) -> Reading {
    let report = &annotated.report;
    Reading {
        id: report.id.clone(),
        name: dependence::name(report, place),
        title: report.title.clone(),
        published: report.published.as_ref().map(|published| published.value.clone()),
        url: report.url.clone(),
        path: report.path.clone(),
        text_sha256: hex(&<sha2::Sha256 as sha2::Digest>::digest(report.text.as_bytes())),
    }
}

/// The day of the last report: whoever writes a draft has read them all.
fn latest(story: &Story) -> Option<Date> {
    story.reports.iter().filter_map(|a| a.report.published.as_ref()).map(|p| p.date).max()
}

/// The draft with its relative times counted from the day of the last report where it bears no date itself.
fn dated(mut draft: Annotated, latest: Option<Date>) -> Annotated {
    if let (None, Some(date)) = (&draft.report.published, latest) {
        draft.resolve_times(Reference { date, anchor: Anchor::Story });
    }
    draft
}
