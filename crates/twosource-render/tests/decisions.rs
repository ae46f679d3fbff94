//! What people decided stands in a brief in every form, beside the evidence's own.

use crate::fixture;
use twosource_evidence::Evidence;
use twosource_evidence::correction::{Ask, Correction};
use twosource_evidence::file::{Standing, StatementRecord};
use twosource_render::{TextOptions, html, markdown, text};

const ATTACK: &str = "<script>alert(1)</script> *not* \u{202e}so";

/// The ferry story with a claim that a person holds to be otherwise, and the words of that claim.
fn decided() -> (Evidence, String) {
    let mut evidence = fixture::ferry();
    let story = &evidence.stories[0];
    let claim = story.claims.iter().find(|claim| claim.standing == Standing::SingleSource).unwrap();
    // A decision is found again by the statements of the reports, which this evidence leaves out.
    let at = claim.statements[0].clone();
    let report = evidence.reports.iter_mut().find(|report| report.id == at.report).unwrap();
    report.statements.push(StatementRecord {
        start: at.start,
        end: at.end,
        attribution: None,
        certainty: "asserted".to_owned(),
        time: None,
    });
    let ask = Ask::Overrule { claim: claim.id.clone(), standing: Standing::Corroborated };
    let correction = Correction {
        id: "K1".to_owned(),
        story: story.id.clone(),
        made: "2023-09-14T09:30:00Z".to_owned(),
        by: Some("Mira".to_owned()),
        note: format!("The harbour master told us the same by telephone. {ATTACK}"),
        withdrawn: None,
        decision: ask.decision(&evidence, &story.id, &[]).unwrap(),
    };
    let words = claim.text.clone();
    evidence.stories[0].corrections = vec![correction];
    (evidence, words)
}

fn forms(evidence: &Evidence) -> [String; 3] {
    let wide = TextOptions { width: 400, colour: false, all: false };
    [html(evidence), markdown(evidence), text(evidence, &wide)]
}

#[test]
fn a_decision_stands_in_every_form_with_its_reason() {
    let (evidence, words) = decided();
    for form in forms(&evidence) {
        // Markdown puts one before what it would take for an address.
        let form = form.replace('\\', "");
        assert!(form.contains("A person holds it to be corroborated"), "{form}");
        assert!(form.contains("Decided by people"), "{form}");
        assert!(form.contains("K1: the claim is corroborated"), "{form}");
        assert!(form.contains("The harbour master told us the same by telephone."), "{form}");
        assert!(form.contains("Mira, 14 September 2023, 09:30; in force"), "{form}");
        assert!(form.contains(words.split_whitespace().next().unwrap()), "{form}");
    }
}

#[test]
fn the_words_of_a_decision_stay_words() {
    let [page, marked, plain] = forms(&decided().0);
    assert!(!page.contains("<script>alert"));
    assert!(!marked.contains("<script>") && marked.contains("\\*not\\*"));
    assert!([page, marked, plain].iter().all(|form| !form.contains('\u{202e}')));
}

#[test]
fn without_decisions_nothing_is_said_of_them() {
    for form in forms(&fixture::ferry()) {
        assert!(!form.contains("Decided") && !form.contains("A person holds"));
    }
}

#[test]
fn a_withdrawn_decision_is_told_and_stands_beside_no_claim() {
    let (mut evidence, _) = decided();
    evidence.stories[0].corrections[0].withdrawn = Some(twosource_evidence::correction::Withdrawal {
        at: "2023-09-15T10:00:00Z".to_owned(),
        by: None,
        note: None,
    });
    for form in forms(&evidence) {
        assert!(form.contains("; withdrawn") && !form.contains("A person holds it"), "{form}");
    }
}
