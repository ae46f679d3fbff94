//! What the brief of two real reports of a summit must show. They belong to their publishers and are no part of this
//! project: each test says so and passes where they are missing.

use std::path::PathBuf;
use std::sync::OnceLock;

use twosource::evidence::file::{ClaimRecord, ReportRecord, StoryRecord};
use twosource::{Desk, Evidence, Quiet, reader};

/// The files are named by number.
const FIRST: &str = "000_";
const SECOND: &str = "003_";

fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("TWOSOURCE_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")));
    let folder = shared.join("reports").join("summit");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the summit reports are not at {}", folder.display());
    None
}

fn evidence() -> Option<&'static Evidence> {
    static EVIDENCE: OnceLock<Option<Evidence>> = OnceLock::new();
    EVIDENCE
        .get_or_init(|| {
            let folder = folder()?;
            let desk = Desk::with_default_model().unwrap();
            let reading = desk.read(&[folder], &reader::Options::default());
            assert!(reading.failures.is_empty(), "{:?}", reading.failures);
            Some(desk.brief(reading.reports, &Quiet))
        })
        .as_ref()
}

fn report<'e>(evidence: &'e Evidence, prefix: &str) -> &'e ReportRecord {
    evidence.reports.iter().find(|r| r.path.as_deref().is_some_and(|path| path.contains(prefix))).unwrap()
}

fn slice(report: &ReportRecord, start: usize, end: usize) -> String {
    report.text.chars().skip(start).take(end - start).collect()
}

/// The text of each statement of a claim with its report.
fn statements<'e>(evidence: &'e Evidence, claim: &'e ClaimRecord) -> Vec<(&'e ReportRecord, String)> {
    claim
        .statements
        .iter()
        .map(|statement| {
            let report = evidence.reports.iter().find(|r| r.id == statement.report).unwrap();
            (report, slice(report, statement.start, statement.end))
        })
        .collect()
}

fn story(evidence: &Evidence) -> &StoryRecord {
    assert_eq!(evidence.stories.len(), 1, "both reports stand in one story");
    &evidence.stories[0]
}

/// The claim that holds the statement in which `words` stand, in the report named by `prefix`.
fn claim_with<'e>(evidence: &'e Evidence, prefix: &str, words: &str) -> &'e ClaimRecord {
    let wanted = report(evidence, prefix);
    story(evidence)
        .claims
        .iter()
        .find(|claim| {
            statements(evidence, claim).iter().any(|(r, text)| r.id == wanted.id && text.contains(words))
        })
        .unwrap_or_else(|| panic!("no claim of {prefix} has a statement with '{words}'"))
}

fn reports_of(claim: &ClaimRecord) -> usize {
    let mut ids: Vec<&str> = claim.statements.iter().map(|s| s.report.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

#[test]
fn both_reports_stand_in_one_story() {
    let Some(evidence) = evidence() else { return };
    assert_eq!(story(evidence).reports.len(), 2);
    assert_eq!(story(evidence).published, ["2023-09-13", "2023-09-13"]);
}

#[test]
fn times_resolve_against_the_report_and_the_story() {
    let Some(evidence) = evidence() else { return };
    let times = |prefix: &str, words: &str| -> Vec<(String, String)> {
        let report = report(evidence, prefix);
        let said = report.times.iter().filter(|time| slice(report, time.start, time.end) == words);
        said.map(|time| (time.value.clone(), time.anchor.clone())).collect()
    };
    assert_eq!(report(evidence, FIRST).published.as_deref(), Some("2023-09-13"));
    assert_eq!(report(evidence, SECOND).published, None);
    let pair = |value: &str, anchor: &str| (value.to_owned(), anchor.to_owned());
    let first = times(FIRST, "Wednesday");
    assert_eq!(first.len(), 2);
    assert!(first.iter().all(|time| *time == pair("2023-09-13", "published")), "{first:?}");
    assert_eq!(times(SECOND, "Wednesday"), [pair("2023-09-13", "story")]);
    assert_eq!(times(SECOND, "Tuesday"), [pair("2023-09-12", "story")]);
}

#[test]
fn one_entity_gathers_kims_names() {
    let Some(evidence) = evidence() else { return };
    let kim: Vec<_> = story(evidence).entities.iter().filter(|e| e.name == "Kim Jong Un").collect();
    assert_eq!(kim.len(), 1);
    let mut mentioned: Vec<String> = Vec::new();
    for member in &kim[0].members {
        let report = evidence.reports.iter().find(|r| r.id == member.report).unwrap();
        let entity = report.entities.iter().find(|e| e.id == member.entity).unwrap();
        mentioned.extend(entity.mentions.iter().map(|m| slice(report, m.start, m.end)));
    }
    for words in ["Kim Jong Un", "Kim", "North Korea's leader", "The North Korean leader"] {
        assert!(mentioned.iter().any(|m| m == words), "no mention '{words}' in {mentioned:?}");
    }
}

#[test]
fn persons_stay_apart_and_have_their_roles() {
    let Some(evidence) = evidence() else { return };
    let person = |name: &str| {
        let found: Vec<_> = story(evidence).entities.iter().filter(|e| e.name == name).collect();
        assert_eq!(
            found.len(),
            1,
            "{name} once, of {:?}",
            story(evidence).entities.iter().map(|e| &e.name).collect::<Vec<_>>()
        );
        assert_eq!(found[0].kind, "person", "{name}");
        found[0]
    };
    person("Pak Jong Chon");
    person("Pak Thae Song");
    for (name, role) in [
        ("Vladimir Putin", "president"),
        ("Sergei Shoigu", "defence minister"),
        ("Sergei Lavrov", "foreign minister"),
        ("Lim Soo-suk", "spokesperson"),
        ("Dmitry Peskov", "spokesperson"),
    ] {
        let roles = person(name).roles.join("; ").to_lowercase();
        assert!(roles.contains(role), "{name}: '{roles}' holds no '{role}'");
    }
}

#[test]
fn both_reports_make_these_claims() {
    let Some(evidence) = evidence() else { return };
    for (first, second) in [
        ("full and unconditional support", "full and unconditional support"),
        ("met on Wednesday at the Vostochny Cosmodrome", "at the Vostochny Cosmodrome - a remote"),
        ("fired two ballistic missiles", "test-fired two ballistic missiles"),
        ("would defy global sanctions", "would violate international sanctions"),
        ("prioritising the strategic importance", "prioritising the strategic importance"),
    ] {
        // A sentence may stand in several claims: one of them joins the two.
        let together = story(evidence).claims.iter().any(|claim| {
            let holds = |prefix: &str, words: &str| {
                let wanted = report(evidence, prefix);
                statements(evidence, claim).iter().any(|(r, text)| r.id == wanted.id && text.contains(words))
            };
            holds(FIRST, first) && holds(SECOND, second)
        });
        assert!(together, "'{first}' is joined with '{second}'");
    }
    let satellites = claim_with(evidence, FIRST, "help North Korea build satellites");
    assert_eq!(reports_of(satellites), 2, "satellites as a subject of Russian help");
}

#[test]
fn these_are_single_source_with_the_right_attribution() {
    let Some(evidence) = evidence() else { return };
    // report, words of the statement, words of the source, source kind, words of the one it came by way of
    let cases = [
        (FIRST, "pay a price", "The White House", &["state-body"][..], None),
        (SECOND, "No UN [United Nations] member state", "he", &["person"], None),
        (SECOND, "that's why we have come here", "Putin", &["person"], Some("Russian state media")),
        (FIRST, "Marshal Pak Jong Chon", "the North's state media", &["state-media"], None),
        (SECOND, "accompanied by Pak Thae Song", "Official photos", &["document"], None),
    ];
    for (prefix, words, source, kinds, via) in cases {
        let report = report(evidence, prefix);
        let holds = |spans: &[[usize; 2]], words: &str| {
            spans.iter().any(|span| slice(report, span[0], span[1]).contains(words))
        };
        let found = report
            .attributions
            .iter()
            .find(|a| holds(&a.content, words) && a.source.as_ref().is_some_and(|s| holds(&s.ranges, source)))
            .unwrap_or_else(|| panic!("no attribution of '{words}' to '{source}'"));
        let kind = &found.source.as_ref().unwrap().kind;
        assert!(kinds.contains(&kind.as_str()), "'{words}': source kind {kind}");
        if let Some(via) = via {
            let relay =
                found.via.as_ref().and_then(|id| report.attributions.iter().find(|a| &a.id == id)).unwrap();
            assert!(holds(&relay.source.as_ref().unwrap().ranges, via), "'{words}' by way of '{via}'");
        }
    }
    // The sentence of "that's why we have come here" is joined with Putin's words on satellites in the other report; the
    // quotation itself is given by one report alone.
    let quotation = story(evidence).quotations.iter().find(|quotation| {
        quotation.versions.iter().any(|version| {
            let report = evidence.reports.iter().find(|r| r.id == version.report).unwrap();
            slice(report, version.start, version.end).contains("that's why we have come here")
        })
    });
    assert_eq!(quotation.map(|quotation| quotation.versions.len()), Some(1), "given by one report alone");
    for (prefix, words) in [
        (FIRST, "pay a price"),
        (SECOND, "No UN [United Nations] member state"),
        (FIRST, "Marshal Pak Jong Chon"),
        (SECOND, "accompanied by Pak Thae Song"),
    ] {
        let claim = claim_with(evidence, prefix, words);
        assert_eq!(reports_of(claim), 1, "'{words}' is said by one report alone");
        assert_eq!(serde_json::to_value(claim.standing).unwrap(), "single-source", "'{words}'");
    }
}

#[test]
fn lim_soo_suk_speaks_directly_and_by_name() {
    let Some(evidence) = evidence() else { return };
    let second = report(evidence, SECOND);
    let quotation = second
        .attributions
        .iter()
        .find(|a| a.content.iter().any(|c| slice(second, c[0], c[1]).contains("illegal trade of arms")))
        .unwrap();
    assert_eq!(quotation.kind, "direct");
    let entity_id = quotation.source.as_ref().unwrap().entity.as_ref().expect("'he' is resolved");
    let entity = second.entities.iter().find(|e| &e.id == entity_id).unwrap();
    assert_eq!(entity.name, "Lim Soo-suk");
    assert!(entity.roles.iter().any(|role| role.contains("spokesperson")), "{:?}", entity.roles);
}

#[test]
fn captions_credits_headings_and_the_podcast_line_are_no_statements() {
    let Some(evidence) = evidence() else { return };
    for (prefix, words) in [
        (FIRST, "Long deliberations"),
        (FIRST, "Fired missiles"),
        (FIRST, "High calibre delegation"),
        (FIRST, "Strategic ties"),
        (SECOND, "last visited Russia four years ago"),
        (SECOND, "Credit: AP"),
        (SECOND, "ITV News Asia Correspondent"),
        (SECOND, "examine a rocket assembly hangar"),
        (SECOND, "Listen to our latest podcasts"),
        (SECOND, "'sacred fight' during"),
    ] {
        let report = report(evidence, prefix);
        assert!(report.text.contains(words), "the report has '{words}'");
        let made = report.statements.iter().find(|s| slice(report, s.start, s.end).contains(words));
        assert_eq!(made, None, "'{words}' is no statement");
    }
}
