use std::sync::LazyLock;

use twosource_annotate::annotate;
use twosource_language::Pipeline;
use twosource_reader::Options;

use super::*;
use crate::correction::judge::Bench;
use crate::file::{EntityMember, Evidence, Place, Run, Standing, StoryRecord};
use crate::weigh::weigh_one;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap());

/// The reports of files named by paths from the workspace's root.
fn weighed(paths: &[String]) -> Evidence {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    let paths: Vec<String> = paths.iter().map(|path| format!("{root}{path}")).collect();
    let reading = twosource_reader::read(&paths, &Options::default());
    let annotated = reading.reports.into_iter().map(|report| annotate(report, &PIPELINE)).collect();
    weigh_one(annotated, Run::default())
}

static FERRY: LazyLock<Evidence> = LazyLock::new(|| weighed(&["examples/ferry".to_owned()]));

fn story(evidence: &Evidence) -> &StoryRecord {
    &evidence.stories[0]
}

/// A correction of the ferry story that asks for this.
fn correction(number: usize, ask: &Ask, before: &[Correction]) -> Correction {
    Correction {
        id: format!("K{number}"),
        story: story(&FERRY).id.clone(),
        made: "2026-01-02T03:04:05Z".to_owned(),
        by: Some("Ada".to_owned()),
        note: "I called them".to_owned(),
        withdrawn: None,
        decision: ask.decision(&FERRY, &story(&FERRY).id, before).unwrap(),
    }
}

fn apply_all(corrections: &[Correction]) -> Decided {
    apply(&FERRY, &story(&FERRY).id, corrections).unwrap()
}

/// Ids of the first claims that stand so.
fn standing_so(standing: Standing, many: usize) -> Vec<String> {
    let fitting = story(&FERRY).claims.iter().filter(|claim| claim.standing == standing);
    let found: Vec<String> = fitting.take(many).map(|claim| claim.id.clone()).collect();
    assert_eq!(found.len(), many);
    found
}

#[test]
fn the_evidence_alone_tells_how_every_claim_stands() {
    let mut stories = vec![FERRY.clone()];
    let summit = "../shared/reports/summit";
    if std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../")).join(summit).is_dir() {
        stories.push(weighed(&[summit.to_owned()]));
    } else {
        eprintln!("the summit reports are not here: only the ferry is judged");
    }
    for evidence in &stories {
        let bench = Bench::new(evidence, story(evidence));
        for claim in &story(evidence).claims {
            let again = bench.judge(claim);
            assert_eq!(
                (again.standing, &again.origins),
                (claim.standing, &claim.origins),
                "{}: {}",
                claim.id,
                claim.why
            );
        }
    }
}

#[test]
fn without_corrections_the_story_is_the_evidences_own() {
    let decided = apply_all(&[]);
    assert_eq!(&decided.story, story(&FERRY));
    assert!(decided.claims.is_empty() && decided.entities.is_empty() && decided.corrections.is_empty());
    let json = serde_json::to_string(&*FERRY).unwrap();
    assert!(!json.contains("\"corrections\""));
}

#[test]
fn a_standing_is_set_and_the_rules_word_stays_beside_it() {
    let claim = standing_so(Standing::SingleSource, 1).remove(0);
    let ask = Ask::Overrule { claim: claim.clone(), standing: Standing::Corroborated };
    let first = correction(1, &ask, &[]);
    let decided = apply_all(std::slice::from_ref(&first));
    let [own] = decided.claims.as_slice() else { panic!("{:?}", decided.claims) };
    assert_eq!((own.standing, own.by_rule), (Standing::Corroborated, Standing::SingleSource));
    assert_eq!((own.set_by.as_deref(), own.evidence[0].standing), (Some("K1"), Standing::SingleSource));
    let shown = decided.story.claims.iter().find(|shown| shown.id == claim).unwrap();
    assert!(
        shown.why.starts_with("Ada decided so (K1): I called them; by the rules single-source: Only"),
        "{}",
        shown.why
    );

    // A later decision counts; the earlier one says so.
    let again =
        correction(2, &Ask::Overrule { claim, standing: Standing::Echoed }, std::slice::from_ref(&first));
    let decided = apply_all(&[first.clone(), again]);
    assert_eq!(decided.corrections[0].effect, Effect::Replaced);
    assert_eq!(decided.claims[0].standing, Standing::Echoed);

    // Withdrawn, it changes nothing.
    let taken_back = Withdrawal { at: "2026-01-03T00:00:00Z".to_owned(), by: None, note: None };
    let decided = apply_all(&[Correction { withdrawn: Some(taken_back), ..first }]);
    assert_eq!(decided.corrections[0].effect, Effect::Withdrawn);
    assert_eq!(decided.story.claims, story(&FERRY).claims);
}

#[test]
fn merged_claims_stand_by_their_origins_together_and_a_split_undoes_it() {
    // Two claims that two outlets make alone, and for which neither names a source.
    let alone: Vec<_> = (story(&FERRY).claims.iter())
        .filter(|claim| claim.standing == Standing::SingleSource && claim.why.contains("it names no source"))
        .collect();
    let first = alone[0];
    let second = alone.iter().find(|claim| claim.statements[0].report != first.statements[0].report).unwrap();
    let merge = correction(1, &Ask::MergeClaims { claims: vec![second.id.clone(), first.id.clone()] }, &[]);
    let decided = apply_all(std::slice::from_ref(&merge));
    let [own] = decided.claims.as_slice() else { panic!("{:?}", decided.claims) };
    assert_eq!((own.standing, own.evidence.len()), (Standing::Unsourced, 2), "{}", own.why);
    assert!(own.why.contains("say so in their own name"), "{}", own.why);
    assert_eq!(decided.story.claims.len(), story(&FERRY).claims.len() - 1);

    let apart = second.statements.iter();
    let apart = apart.map(|at| Place { report: at.report.clone(), start: at.start, end: at.end }).collect();
    let split = Ask::SplitClaim { claim: own.claim.clone(), apart };
    let split = correction(2, &split, std::slice::from_ref(&merge));
    let decided = apply_all(&[merge, split.clone()]);
    let ids: Vec<&str> = decided.claims.iter().map(|claim| claim.claim.as_str()).collect();
    assert_eq!(decided.claims.len(), 2, "{ids:?}");
    assert!(ids.contains(&"K2"));
    assert!(decided.claims.iter().all(|claim| claim.standing == Standing::SingleSource));
    // Where the merge is withdrawn, the evidence holds them apart by itself.
    let decided = apply_all(&[split]);
    assert_eq!(decided.corrections[0].effect, Effect::Settled, "{:?}", decided.corrections);
    assert_eq!(decided.story.claims, story(&FERRY).claims);
}

#[test]
fn claims_are_found_again_under_other_ids_and_in_shifted_reports() {
    let claim = standing_so(Standing::Echoed, 1).remove(0);
    let overrule = correction(1, &Ask::Overrule { claim, standing: Standing::Disputed }, &[]);
    let Decision::Overrule { claim: meant, .. } = &overrule.decision else { panic!() };
    let mut later = FERRY.clone();
    later.stories[0].claims.reverse();
    for (claim, n) in later.stories[0].claims.iter_mut().zip(1..) {
        claim.id = format!("C{n}");
    }
    let decided = apply(&later, &later.stories[0].id, std::slice::from_ref(&overrule)).unwrap();
    assert_eq!(decided.claims[0].evidence[0].text, meant.text);

    // A line put before a report's text moves its statements: words find them.
    let moved = meant.statements[0].report.clone();
    let record = later.reports.iter_mut().find(|record| record.id == moved).unwrap();
    record.text = format!("Up {}", record.text);
    for statement in &mut record.statements {
        (statement.start, statement.end) = (statement.start + 3, statement.end + 3);
    }
    for at in later.stories[0].claims.iter_mut().flat_map(|claim| &mut claim.statements) {
        if at.report == moved {
            (at.start, at.end) = (at.start + 3, at.end + 3);
        }
    }
    let decided = apply(&later, &later.stories[0].id, std::slice::from_ref(&overrule)).unwrap();
    assert_eq!(decided.corrections[0].effect, Effect::InForce, "{:?}", decided.corrections);

    // Words that are gone make it stale.
    for record in &mut later.reports {
        record.statements.clear();
    }
    let decided = apply(&later, &later.stories[0].id, &[overrule]).unwrap();
    assert_eq!(decided.corrections[0].effect, Effect::Stale);
    assert!(decided.claims.is_empty());
}

#[test]
fn speakers_that_are_one_are_one_origin_and_apart_they_are_two() {
    let own = story(&FERRY);
    // Two of the cast that are origins of one corroborated claim.
    let speaker = |id: &String| {
        let origin = own.origins.iter().find(|origin| origin.id == *id)?;
        own.entities.iter().find(|entity| entity.name == origin.name.trim_end_matches(", as quoted"))
    };
    let speakers: Vec<_> = own.origins.iter().filter_map(|origin| speaker(&origin.id)).collect();
    assert!(speakers.len() >= 2, "{:?}", own.origins);
    let (one, two) = (speakers[0], speakers[1]);
    let ask = Ask::MergeEntities { entities: vec![one.id.clone(), two.id.clone()] };
    let merge = correction(1, &ask, &[]);
    let decided = apply_all(std::slice::from_ref(&merge));
    assert_eq!(decided.story.origins.len(), own.origins.len() - 1, "{:?}", decided.story.origins);
    assert_eq!(decided.story.entities.len(), own.entities.len() - 1);
    let [whole] = decided.entities.as_slice() else { panic!("{:?}", decided.entities) };
    assert_eq!(whole.evidence.len(), 2);
    assert!(!decided.claims.is_empty());

    // Apart again: the members of one of them.
    let apart: Vec<EntityMember> = two.members.clone();
    let split = correction(
        2,
        &Ask::SplitEntity { entity: whole.entity.clone(), apart },
        std::slice::from_ref(&merge),
    );
    let decided = apply_all(&[merge, split]);
    assert_eq!(decided.story.entities.len(), own.entities.len());
    assert_eq!(decided.story.origins.len(), own.origins.len(), "{:?}", decided.story.origins);
    let by_id = |id: &str| decided.story.claims.iter().find(|claim| claim.id == id).unwrap().standing;
    for claim in &own.claims {
        assert_eq!(by_id(&claim.id), claim.standing, "{}", claim.id);
    }
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let refused = |ask: Ask| ask.decision(&FERRY, &story(&FERRY).id, &[]).unwrap_err().to_string();
    let error = refused(Ask::Overrule { claim: "C999\u{1b}".to_owned(), standing: Standing::Echoed });
    assert!(error.contains("no claim C999;"), "{error}");
    for claims in [vec![], vec!["C1".to_owned()], vec!["C1".to_owned(), "C1".to_owned()]] {
        assert!(refused(Ask::MergeClaims { claims }).contains("two or more"));
    }
    let place = Place { report: "nowhere".to_owned(), start: usize::MAX, end: 0 };
    let whole = story(&FERRY).claims.iter().find(|claim| claim.statements.len() > 1).unwrap();
    let error = refused(Ask::SplitClaim { claim: whole.id.clone(), apart: vec![place] });
    assert!(error.contains("of report nowhere"), "{error}");
    assert!(note("  \u{7}\n").is_err() && note(&"x".repeat(LONGEST_NOTE + 1)).is_err());
    assert_eq!(note(" a\r\nb\u{1b}[0m ").unwrap(), "a\nb[0m");
    assert_eq!(name(Some("  ")).unwrap(), None);
    for id in ["", "K", "K-1", "1; DROP TABLE correction", "K99999999999999999999999", "../K1", "+1"] {
        assert!(id.parse::<CorrectionId>().is_err(), "{id}");
    }
    assert_eq!("k12".parse::<CorrectionId>().unwrap().to_string(), "K12");
}
