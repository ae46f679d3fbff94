//! The whole way from annotated reports to the evidence file.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use twosource_annotate::Annotated;
use twosource_text::{CharIndex, Span};

use crate::cast::Cast;
use crate::claim::{Claim, Comparison};
use crate::detail::{Detail, Value};
use crate::file::{
    CastMember, CautionRecord, ClaimRecord, ClaimStatement, ConflictRecord, DependenceRecord, DetailRecord,
    DetailValue, EntityMember, Evidence, OpenQuestion, OriginRecord, Place, QuotationRecord,
    QuotationVersion, Run, SCHEMA, SayingRecord, StoryRecord, TextSupport, TimelineEntry, claim_names,
};
use crate::house_rules::HouseRules;
use crate::limits::Cut;
use crate::origin::{Origins, Saying};
use crate::record::{attribution_id, entity_id, hex, record, word};
use crate::story::{self, StatementRef, Story};
use crate::{cast, claim, conflict, dependence, origin, question, quotation, standing, timeline};

/// Groups annotated reports into stories and weighs each.
///
/// The result depends on the reports alone: not on their order, nor on the number of threads.
pub fn weigh(reports: Vec<Annotated>, mut run: Run) -> Evidence {
    let (stories, reports) = story::group_within_limits(reports);
    let mut cut = Cut { reports, statements: 0 };
    let rules = HouseRules::of(&run);
    let mut records = Vec::new();
    let mut weighed = Vec::new();
    // What was read of a story's reports goes as soon as it is weighed.
    for mut story in stories {
        story::anchor_undated(&mut story);
        weighed.push(weigh_story(&story, &rules, &mut cut));
        records.extend(story.reports.iter().map(record));
    }
    records.sort_by(|a, b| a.id.cmp(&b.id));
    cut.tell(&mut run);
    Evidence { schema: SCHEMA.to_owned(), run, reports: records, stories: weighed }
}

/// The setting of a run that says who put the reports into stories.
pub const GROUPED_BY: &str = "grouped_by";

/// The value of [`GROUPED_BY`] where a collection did, as the reports came.
const COLLECTION: &str = "collection";

/// Weighs reports that are known to be of one story, as those of a collection are.
pub fn weigh_one(reports: Vec<Annotated>, mut run: Run) -> Evidence {
    let mut story = Story::of(reports);
    story::anchor_undated(&mut story);
    let mut cut = Cut::default();
    let weighed = weigh_story(&story, &HouseRules::of(&run), &mut cut);
    cut.tell(&mut run);
    run.settings.insert(GROUPED_BY.to_owned(), COLLECTION.into());
    let mut records: Vec<_> = story.reports.iter().map(record).collect();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    Evidence { schema: SCHEMA.to_owned(), run, reports: records, stories: vec![weighed] }
}

/// Weighs the reports of an evidence file anew, to compare the two. Reports that a collection put into stories stay in them,
/// under the names that the file gives the stories.
pub fn weigh_again(reports: Vec<Annotated>, run: Run, of: &Evidence) -> Evidence {
    if of.run.settings.get(GROUPED_BY).and_then(serde_json::Value::as_str) != Some(COLLECTION) {
        return weigh(reports, run);
    }
    let mut by_id: BTreeMap<String, Annotated> =
        reports.into_iter().map(|annotated| (annotated.report.id.clone(), annotated)).collect();
    let mut whole =
        Evidence { schema: SCHEMA.to_owned(), run: run.clone(), reports: Vec::new(), stories: Vec::new() };
    for story in &of.stories {
        let members: Vec<Annotated> = story.reports.iter().filter_map(|id| by_id.remove(id)).collect();
        if members.is_empty() {
            continue;
        }
        let one = weigh_one(members, run.clone());
        whole.reports.extend(one.reports);
        whole.stories.extend(one.stories.into_iter().map(|one| StoryRecord { id: story.id.clone(), ..one }));
        whole.run = one.run;
    }
    whole.reports.sort_by(|a, b| a.id.cmp(&b.id));
    whole
}

/// Turns byte spans of a story's reports into places of the evidence file.
struct Places<'s> {
    story: &'s Story,
    indices: Vec<CharIndex<'s>>,
}

impl Places<'_> {
    fn id(&self, report: usize) -> String {
        self.story.reports[report].report.id.clone()
    }

    fn of(&self, report: usize, span: Span) -> Place {
        let chars = self.indices[report].chars(span);
        Place { report: self.id(report), start: chars.start, end: chars.end }
    }

    fn of_statement(&self, at: StatementRef) -> Place {
        self.of(at.report, self.story.reports[at.report].statements[at.statement].span)
    }
}

fn weigh_story(story: &Story, rules: &HouseRules, cut: &mut Cut) -> StoryRecord {
    let cast = cast::find(story);
    let mut dependence = dependence::find(story);
    let comparison = Comparison::new(story, &cast);
    cut.statements += comparison.cut();
    let mut claims = claim::find(story, &cast, &comparison);
    let conflicts = conflict::find(story, &comparison, &claims);
    claim::reword(story, &comparison, &conflicts, &mut claims);
    dependence::add_rewrites(story, &claims, &mut dependence);
    let origins = origin::find(story, &cast, &dependence, &claims);
    let judgements = standing::judge(story, &claims, &conflicts, &origins, rules);
    let quotations = quotation::find(story, &cast);
    let timeline = timeline::find(story, &claims);
    let questions = question::find(story);

    let cores: Vec<(&str, &str)> = claims
        .iter()
        .map(|claim| {
            let core = &story.reports[claim.core.report];
            (core.statements[claim.core.statement].span.of(&core.report.text), core.report.id.as_str())
        })
        .collect();
    let names = claim_names(&cores);

    let places =
        Places { story, indices: story.reports.iter().map(|a| CharIndex::new(&a.report.text)).collect() };

    let mut published: Vec<String> = story
        .reports
        .iter()
        .filter_map(|a| a.report.published.as_ref())
        .map(|published| published.date.to_string())
        .collect();
    published.sort();
    let published = match (published.first(), published.last()) {
        (Some(first), Some(last)) => vec![first.clone(), last.clone()],
        _ => Vec::new(),
    };

    StoryRecord {
        id: story_id(story),
        title: story.title(),
        reports: story.reports.iter().map(|a| a.report.id.clone()).collect(),
        published,
        entities: cast_records(&cast, &places),
        origins: origins
            .origins
            .iter()
            .enumerate()
            .map(|(i, origin)| OriginRecord {
                id: format!("O{}", i + 1),
                kind: origin.kind,
                name: origin.name.clone(),
                ground: origin.ground,
                reports: origin.reports.iter().map(|&report| places.id(report)).collect(),
                why: origin.why.clone(),
            })
            .collect(),
        dependence: dependence
            .iter()
            .map(|d| DependenceRecord {
                reports: d.reports.map(|report| places.id(report)),
                kind: d.kind,
                spans: (d.passages.iter())
                    .map(|&(a, b)| vec![places.of(d.reports[0], a), places.of(d.reports[1], b)])
                    .chain(d.citations.iter().map(|&(report, span)| vec![places.of(report, span)]))
                    .collect(),
                overlap: d.overlap,
                why: d.why.clone(),
            })
            .collect(),
        claims: claims
            .iter()
            .zip(&judgements)
            .enumerate()
            .map(|(i, (claim, judgement))| {
                let core = &story.reports[claim.core.report];
                let core_statement = &core.statements[claim.core.statement];
                ClaimRecord {
                    id: names[i].clone(),
                    text: core_statement.span.of(&core.report.text).to_owned(),
                    standing: judgement.standing,
                    why: judgement.why.clone(),
                    rule: judgement.rule.to_owned(),
                    origins: judgement.origins.iter().map(|o| format!("O{}", o + 1)).collect(),
                    score: claim.score,
                    about: claim.about.iter().map(|e| format!("E{}", e + 1)).collect(),
                    time: core_statement.time.and_then(|t| core.times.get(t)).map(|time| time.value.clone()),
                    statements: claim
                        .statements
                        .iter()
                        .map(|&at| {
                            let place = places.of_statement(at);
                            let statement = &story.reports[at.report].statements[at.statement];
                            ClaimStatement {
                                report: place.report,
                                start: place.start,
                                end: place.end,
                                attribution: statement.attribution.map(attribution_id),
                                certainty: word(statement.certainty),
                                support: judgement.support.get(&at).copied().unwrap_or_default(),
                                origin: of_statement(&origins, at).next().unwrap_or_default(),
                                also_from: of_statement(&origins, at).skip(1).collect(),
                            }
                        })
                        .collect(),
                    joined_by: claim.joined_by.clone(),
                    sayings: judgement.sayings.iter().map(saying_record).collect(),
                    cautions: judgement
                        .cautions
                        .iter()
                        .map(|caution| CautionRecord {
                            kind: caution.kind,
                            reports: caution.reports.iter().map(|&report| places.id(report)).collect(),
                            why: caution.why.clone(),
                        })
                        .collect(),
                    details: details(claim, &origins, &places),
                    text_support: text_support(claim, &places),
                }
            })
            .collect(),
        conflicts: conflicts
            .iter()
            .enumerate()
            .map(|(i, conflict)| ConflictRecord {
                id: format!("X{}", i + 1),
                on: conflict.on,
                update: conflict.update,
                values: conflict.sides.iter().map(|side| side.1.clone()).collect(),
                statements: conflict.sides.iter().map(|side| places.of_statement(side.0)).collect(),
                value_spans: conflict.sides.iter().map(|side| places.of(side.0.report, side.2)).collect(),
                claims: conflict.claims.iter().map(|&claim| names[claim].clone()).collect(),
                why: conflict.why.clone(),
            })
            .collect(),
        quotations: quotations
            .iter()
            .map(|quotation| QuotationRecord {
                speaker: quotation.speaker.map(|e| format!("E{}", e + 1)),
                versions: quotation
                    .versions
                    .iter()
                    .map(|version| {
                        let place = places.of(version.report, version.span);
                        QuotationVersion {
                            report: place.report,
                            attribution: version.attribution.map(attribution_id),
                            start: place.start,
                            end: place.end,
                            cut: version.cut.iter().map(|&part| part.to_owned()).collect(),
                            changes: version.changes.clone(),
                        }
                    })
                    .collect(),
                altered: quotation.altered,
            })
            .collect(),
        timeline: timeline
            .iter()
            .map(|entry| TimelineEntry {
                time: entry.time.clone(),
                precision: entry.precision.to_owned(),
                claim: names[entry.claim].clone(),
            })
            .collect(),
        open_questions: questions
            .iter()
            .enumerate()
            .map(|(i, question)| OpenQuestion {
                id: format!("Q{}", i + 1),
                text: question.text(story).to_owned(),
                about: question.admissions.iter().map(|a| places.of(a.report, a.matter)).collect(),
                statements: question.admissions.iter().map(|a| places.of(a.report, a.sentence)).collect(),
            })
            .collect(),
        corrections: Vec::new(),
    }
}

/// The slots of a claim, with the values in their reports' words.
fn details(claim: &Claim, origins: &Origins, places: &Places) -> Vec<DetailRecord> {
    let place_of = |at: StatementRef| claim.statements.iter().position(|&own| own == at);
    let value = |value: &Value| {
        let (first, span) = *value.given.first()?;
        let mut ids: Vec<String> =
            value.given.iter().flat_map(|&(at, _)| of_statement(origins, at)).collect();
        ids.sort();
        ids.dedup();
        Some(DetailValue {
            value: span.of(&places.story.reports[first.report].report.text).to_owned(),
            statements: value.given.iter().filter_map(|&(at, _)| place_of(at)).collect(),
            spans: value.given.iter().map(|&(at, span)| places.of(at.report, span)).collect(),
            origins: ids,
        })
    };
    let record = |detail: &Detail| DetailRecord {
        on: detail.on,
        agreed: detail.agreed,
        values: detail.values.iter().filter_map(value).collect(),
    };
    claim.details.iter().map(record).collect()
}

/// The parts of a claim's words, in code points of them.
fn text_support(claim: &Claim, places: &Places) -> Vec<TextSupport> {
    let start = places.of_statement(claim.core).start;
    let parts = claim.text_support.iter().map(|(span, bearers)| {
        let place = places.of(claim.core.report, *span);
        let bears = |at: &StatementRef| claim.statements.iter().position(|own| own == at);
        TextSupport {
            start: place.start.saturating_sub(start),
            end: place.end.saturating_sub(start),
            statements: bearers.iter().filter_map(bears).collect(),
        }
    });
    parts.collect()
}

/// Ids of a statement's origins.
fn of_statement(origins: &Origins, at: StatementRef) -> impl Iterator<Item = String> {
    origins.of.get(&at).into_iter().flatten().map(|origin| format!("O{}", origin + 1))
}

fn saying_record(saying: &Saying) -> SayingRecord {
    SayingRecord {
        origin: format!("O{}", saying.origin + 1),
        standing: saying.standing,
        why: saying.why.clone(),
    }
}

fn cast_records(cast: &Cast, places: &Places) -> Vec<CastMember> {
    cast.entities
        .iter()
        .enumerate()
        .map(|(i, person)| CastMember {
            id: format!("E{}", i + 1),
            kind: word(person.kind),
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            roles: person.roles.clone(),
            members: person
                .members
                .iter()
                .map(|&(report, entity)| EntityMember {
                    report: places.id(report),
                    entity: entity_id(entity),
                })
                .collect(),
        })
        .collect()
}

/// A story's id comes from the ids of its reports.
fn story_id(story: &Story) -> String {
    let mut ids: Vec<&str> = story.reports.iter().map(|a| a.report.id.as_str()).collect();
    ids.sort_unstable();
    hex(&Sha256::digest(ids.join("\n").as_bytes())[..8])
}
