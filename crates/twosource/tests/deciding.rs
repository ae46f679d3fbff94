//! Sources, names, conflicts, membership, title, reports and checks, each decided on the ferry's reports.

use std::sync::LazyLock;

use twosource::evidence::correction::{Ask, Correction, Decided, Decision, Effect, apply};
use twosource::evidence::file::{ClaimRecord, Evidence, OriginKind, Place, Run, Standing, StoryRecord};
use twosource::evidence::{origin, verify, weigh_one};
use twosource::reader::{Options, read, read_bytes};
use twosource::{Desk, Quiet};

static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::with_default_model().unwrap());

static FERRY: LazyLock<Evidence> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry");
    let reports = read(&[path], &Options::default()).reports;
    weigh_one(DESK.annotate(reports, &Quiet), Run::default())
});

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

fn claim<'s>(story: &'s StoryRecord, id: &str) -> &'s ClaimRecord {
    story.claims.iter().find(|claim| claim.id == id).unwrap()
}

fn places(claim: &ClaimRecord) -> Vec<Place> {
    let places = claim.statements.iter();
    places.map(|at| Place { report: at.report.clone(), start: at.start, end: at.end }).collect()
}

/// Three reports of a tug that three people told of: one claim stands, and one is in dispute.
static TUG: LazyLock<Evidence> = LazyLock::new(|| {
    let said = |who: &str, people: &str| {
        format!(
            "The tug Morning Star sank off Altmark on Monday, {who} said in an interview.\n\n{people} people were aboard the tug, {} said.",
            who.rsplit(' ').next().unwrap()
        )
    };
    let lines = [
        ("courier", "Quay Courier", said("coastguard spokesman Peter Varga", "Nine")),
        ("gull", "Evening Gull", said("harbour master Ingrid Maun", "Eleven")),
        ("times", "Altmark Times", said("its captain Jon Brandt", "Nine")),
    ];
    let reports = lines.map(|(id, outlet, text)| {
        let url = format!("https://{id}.example/tug");
        let line = serde_json::json!({"id": id, "outlet": outlet, "published": "2026-03-03", "url": url, "text": text});
        let read = read_bytes(Some("tug.jsonl"), line.to_string().as_bytes(), &Options::default());
        read.reports.into_iter().next().unwrap()
    });
    weigh_one(DESK.annotate(reports.into(), &Quiet), Run::default())
});

/// A correction of the tug's story.
fn of_tug(ask: &Ask) -> Correction {
    let own = story(&TUG);
    let decision = ask.decision(&TUG, &own.id, &[]).unwrap();
    Correction {
        story: own.id.clone(),
        decision,
        ..correction(1, &Ask::SetTitle { title: "x".to_owned() }, &[])
    }
}

/// Every place in a claim's lists leads to one of its statements, and its text is cut whole.
fn is_whole(story: &StoryRecord) {
    for claim in &story.claims {
        let values = claim.details.iter().flat_map(|detail| &detail.values);
        let parts = claim.text_support.iter();
        for place in values.flat_map(|value| &value.statements).chain(parts.flat_map(|part| &part.statements))
        {
            assert!(*place < claim.statements.len(), "{}: {place}", claim.id);
        }
        let end = claim.text_support.last().map(|part| part.end);
        assert!(end.is_none_or(|end| end == claim.text.chars().count()), "{}: {end:?}", claim.id);
        for at in &claim.statements {
            assert!(story.origins.iter().any(|origin| origin.id == at.origin), "{}: {}", claim.id, at.origin);
            assert!(story.reports.contains(&at.report));
        }
        assert!(claim.origins.iter().all(|id| story.origins.iter().any(|origin| origin.id == *id)));
    }
}

/// The evidence as verify reads it, with these corrections beside it.
fn verified(corrections: &[Correction]) -> Vec<String> {
    verified_in(&FERRY, corrections)
}

fn verified_in(evidence: &Evidence, corrections: &[Correction]) -> Vec<String> {
    let mut evidence = evidence.clone();
    evidence.stories[0].corrections = corrections.to_vec();
    let outcome = verify(&evidence, &[]);
    outcome.problems.iter().filter(|p| p.place.contains("correction")).map(|p| p.what.clone()).collect()
}

#[test]
fn two_origins_that_are_one_no_longer_corroborate() {
    let own = story(&TUG);
    let solid = own.claims.iter().find(|claim| claim.standing == Standing::Corroborated).unwrap();
    let named: Vec<String> = (solid.origins.iter())
        .filter(|id| own.origins.iter().any(|o| o.id == **id && o.ground == origin::Ground::Named))
        .cloned()
        .collect();
    assert!(named.len() > 1, "{named:?}");
    let merge = of_tug(&Ask::MergeOrigins { origins: named.clone() });
    let decided = apply(&TUG, &own.id, std::slice::from_ref(&merge)).unwrap();
    is_whole(&decided.story);
    let now = claim(&decided.story, &solid.id);
    assert_ne!(now.standing, Standing::Corroborated, "{}", now.why);
    assert_eq!(decided.story.origins.len(), own.origins.len() - named.len() + 1);
    let outcome = &decided.corrections[0];
    assert!(outcome.effect == Effect::InForce && outcome.claims.contains(&solid.id), "{outcome:?}");
    assert_eq!(verified_in(&TUG, std::slice::from_ref(&merge)), Vec::<String>::new());
    // Told again it is nothing new: they are one.
    let again = Correction { id: "K2".to_owned(), ..merge.clone() };
    let decided = apply(&TUG, &own.id, &[merge, again]).unwrap();
    assert_eq!(decided.corrections[1].effect, Effect::Settled, "{:?}", decided.corrections);
}

#[test]
fn a_statement_comes_from_whom_a_person_says() {
    let own = story(&FERRY);
    // A claim of two outlets, neither of which says from whom, or of one origin.
    let weak = own
        .claims
        .iter()
        .find(|claim| {
            let reports: std::collections::BTreeSet<&str> =
                claim.statements.iter().map(|at| at.report.as_str()).collect();
            matches!(claim.standing, Standing::Echoed | Standing::Unsourced) && reports.len() > 1
        })
        .unwrap();
    let (first, rest) =
        places(weak).split_first().map(|(first, rest)| (first.clone(), rest.to_vec())).unwrap();
    let named = |statements: Vec<Place>, name: &str| Ask::SetSource {
        claim: weak.id.clone(),
        statements,
        origin: OriginKind::Speaker,
        name: name.to_owned(),
    };
    let one = correction(1, &named(vec![first.clone()], " Ines\n Holt "), &[]);
    let Decision::SetSource { name, .. } = &one.decision else { panic!() };
    assert_eq!(name, "Ines Holt");
    let two = correction(2, &named(rest, "Jon Brandt"), std::slice::from_ref(&one));
    let decided = apply_all(&[one.clone(), two.clone()]);
    is_whole(&decided.story);
    let now = claim(&decided.story, &weak.id);
    let names: Vec<&str> = (now.origins.iter())
        .filter_map(|id| decided.story.origins.iter().find(|origin| origin.id == *id))
        .map(|origin| origin.name.as_str())
        .collect();
    assert!(names.contains(&"Ines Holt") && names.contains(&"Jon Brandt"), "{names:?}");
    assert!(now.why.contains("Ines Holt"), "{}", now.why);
    let made = decided.story.origins.iter().find(|origin| origin.name == "Ines Holt").unwrap();
    assert_eq!((made.why.as_str(), &made.reports), ("by a person's decision (K1)", &vec![first.report]));
    // Both named as the same: one origin, made once.
    let same = correction(2, &named(places(weak), "Ines Holt"), &[]);
    let decided = apply_all(&[one, same]);
    assert_eq!(decided.story.origins.iter().filter(|origin| origin.name == "Ines Holt").count(), 1);
    let now = claim(&decided.story, &weak.id);
    assert_eq!((now.standing, now.origins.len()), (Standing::Echoed, 1), "{}", now.why);
    let empty = named(places(weak), " \n").decision(&FERRY, &own.id, &[]).unwrap_err().to_string();
    assert!(empty.contains("name"), "{empty}");
}

#[test]
fn names_kinds_and_existence_follow_the_person() {
    let own = story(&FERRY);
    let who = own.entities.iter().find(|entity| entity.kind == "person").unwrap();
    let rename = Ask::RenameEntity { entity: who.id.clone(), name: "Somebody Else".to_owned() };
    let rename = correction(1, &rename, &[]);
    let retype = Ask::RetypeEntity { entity: who.id.clone(), is: "organisation".to_owned() };
    let retype = correction(2, &retype, std::slice::from_ref(&rename));
    let decided = apply_all(&[rename.clone(), retype.clone()]);
    let now = decided.story.entities.iter().find(|entity| entity.id == who.id).unwrap();
    assert_eq!((now.name.as_str(), now.kind.as_str()), ("Somebody Else", "organisation"));
    assert!(now.aliases.contains(&who.name));
    assert!(!decided.story.origins.iter().any(|origin| origin.name == who.name));
    assert_eq!(decided.entities[0].corrections, ["K1", "K2"]);
    is_whole(&decided.story);

    let gone = correction(1, &Ask::DropEntity { entity: who.id.clone() }, &[]);
    let decided = apply_all(std::slice::from_ref(&gone));
    assert_eq!(decided.story.entities.len(), own.entities.len() - 1);
    assert!(!decided.story.claims.iter().any(|claim| claim.about.contains(&who.id)));
    let kind = Ask::RetypeEntity { entity: who.id.clone(), is: "ghost".to_owned() };
    assert!(kind.decision(&FERRY, &own.id, &[]).unwrap_err().to_string().contains("person, organisation"));
    assert_eq!(verified(&[rename, retype]), Vec::<String>::new());
}

#[test]
fn a_false_conflict_disputes_nothing_until_another_value_comes() {
    let own = story(&TUG);
    let conflict =
        own.conflicts.iter().find(|conflict| !conflict.update && !conflict.claims.is_empty()).unwrap();
    let ask = Ask::DismissConflict { conflict: conflict.id.clone() };
    let dismiss = of_tug(&ask);
    let decided = apply(&TUG, &own.id, std::slice::from_ref(&dismiss)).unwrap();
    assert_eq!(decided.story.conflicts.len(), own.conflicts.len() - 1);
    let others = |id: &String| {
        let mut others = decided.story.conflicts.iter().filter(|other| !other.update);
        others.any(|other| other.claims.contains(id))
    };
    let freed: Vec<&String> = conflict.claims.iter().filter(|id| !others(id)).collect();
    assert!(!freed.is_empty());
    for id in freed {
        assert_ne!(claim(&decided.story, id).standing, Standing::Disputed, "{id}");
    }
    // A third value is nobody's decision yet.
    let mut later = TUG.clone();
    let grown = later.stories[0].conflicts.iter_mut().find(|known| known.id == conflict.id).unwrap();
    grown.values.push("ninety-nine".to_owned());
    let decided = apply(&later, &own.id, &[dismiss]).unwrap();
    assert_eq!(decided.corrections[0].effect, Effect::Stale);
    assert!(decided.corrections[0].why.as_ref().unwrap().contains("ninety-nine"));
    assert_eq!(decided.story.conflicts.len(), own.conflicts.len());
}

#[test]
fn a_statement_goes_to_the_claim_it_belongs_to() {
    let own = story(&FERRY);
    let several = own.claims.iter().find(|claim| claim.statements.len() > 2).unwrap();
    let alone =
        own.claims.iter().find(|claim| claim.statements.len() == 1 && claim.id != several.id).unwrap();
    let moving = places(several)[0].clone();
    let ask = Ask::MoveStatements {
        claim: several.id.clone(),
        statements: vec![moving.clone()],
        to: alone.id.clone(),
    };
    let moved = correction(1, &ask, &[]);
    let decided = apply_all(std::slice::from_ref(&moved));
    is_whole(&decided.story);
    let (from, to) = (claim(&decided.story, &several.id), claim(&decided.story, &alone.id));
    assert_eq!((from.statements.len(), to.statements.len()), (several.statements.len() - 1, 2));
    assert!(places(to).contains(&moving) && !places(from).contains(&moving));
    assert_eq!(decided.corrections[0].claims.len(), 2);
    // The last one leaves no claim behind.
    let all =
        Ask::MoveStatements { claim: alone.id.clone(), statements: places(alone), to: several.id.clone() };
    let decided = apply_all(&[correction(1, &all, &[])]);
    assert_eq!(decided.story.claims.len(), own.claims.len() - 1);
    is_whole(&decided.story);
    let none =
        Ask::MoveStatements { claim: alone.id.clone(), statements: Vec::new(), to: several.id.clone() };
    assert!(none.decision(&FERRY, &own.id, &[]).is_err());
}

#[test]
fn a_title_a_report_elsewhere_and_a_check() {
    let own = story(&FERRY);
    let title = |words: &str| Ask::SetTitle { title: words.to_owned() };
    let first = correction(1, &title("Ferry at Port Kelda"), &[]);
    let second = correction(2, &title("The Solveig"), std::slice::from_ref(&first));
    let decided = apply_all(&[first, second]);
    assert_eq!(decided.story.title, "The Solveig");
    assert_eq!(
        decided.corrections.iter().map(|o| o.effect).collect::<Vec<_>>(),
        [Effect::Replaced, Effect::InForce]
    );
    assert!(decided.claims.is_empty(), "a title judges nothing");

    for report in &own.reports {
        let gone = correction(1, &Ask::DropReport { report: report.clone() }, &[]);
        let decided = apply_all(&[gone]);
        assert_eq!(decided.story.reports.len(), own.reports.len() - 1);
        is_whole(&decided.story);
        let text = serde_json::to_string(&StoryRecord { corrections: Vec::new(), ..decided.story }).unwrap();
        assert!(!text.contains(&format!("\"{report}\"")), "{report} is still named");
    }
    let both: Vec<Correction> = own.reports.iter().enumerate().fold(Vec::new(), |mut made, (n, report)| {
        let ask = Ask::DropReport { report: report.clone() };
        if let Ok(decision) = ask.decision(&FERRY, &own.id, &made) {
            made.push(Correction { id: format!("K{}", n + 1), decision, ..correction(1, &title("x"), &[]) });
        }
        made
    });
    assert_eq!(both.len(), own.reports.len() - 1, "the last report stays");
    assert_eq!(apply_all(&both).story.reports.len(), 1);

    let checked = own.claims[0].id.clone();
    let ask = Ask::Check { claim: checked.clone(), initials: " AL ".to_owned() };
    let check = Correction { note: String::new(), ..correction(1, &ask, &[]) };
    let decided = apply_all(std::slice::from_ref(&check));
    assert_eq!((decided.story.claims.clone(), decided.claims.len()), (own.claims.clone(), 0));
    assert_eq!((decided.checked[0].initials.as_str(), &decided.checked[0].claim), ("AL", &checked));
    assert_eq!(decided.corrections[0].claims, std::slice::from_ref(&checked));
    assert_eq!(verified(std::slice::from_ref(&check)), Vec::<String>::new());
    for bad in ["", "…", "far too many letters", "A\u{1b}"] {
        let ask = Ask::Check { claim: checked.clone(), initials: bad.to_owned() };
        assert!(bad.contains('\u{1b}') || ask.decision(&FERRY, &own.id, &[]).is_err(), "{bad:?}");
        let Decision::Check { claim, .. } = check.decision.clone() else { panic!() };
        let forged =
            Correction { decision: Decision::Check { claim, initials: bad.to_owned() }, ..check.clone() };
        assert_eq!(verified(&[forged]).len(), 1, "{bad:?}");
    }
}
