use super::{ExplainError, explain};
use crate::invented::weighed;

const WHOLE: &str = "\
C1  Two boats sank off Port Hale
    disputed: X1

Who says it
  1. Harbour Courier (report a, a.txt, characters 0–28)
     “Two boats sank off Port Hale”
     attributed: Harbour Courier ← the coastguard [state-body] by “said”
     origin O1: the coastguard (both have it from them)
  2. Evening Post (report b, b.txt, characters 44–74)
     “three boats sank off Port Hale”
     attributed: Evening Post ← the mayor [role-holder] by “According to” ← the coastguard [state-body] by “said”
     origin O1: the coastguard (both have it from them)

Which reports depend on which
  shared passages: they share a passage
     a 4–28: “boats sank off Port Hale”
     b 50–74: “boats sank off Port Hale”

Where reports disagree
  X1 on number: two against three
     two    Harbour Courier: “Two boats sank off Port Hale”
     three  Evening Post: “three boats sank off Port Hale”
";

#[test]
fn an_explanation_shows_words_chains_origins_dependence_and_conflicts() {
    let (_, evidence) = weighed();
    assert_eq!(explain(&evidence, "C1").unwrap().to_string(), WHOLE);
}

#[test]
fn a_claim_is_found_by_id_by_story_and_by_its_words() {
    let (_, evidence) = weighed();
    for asked in ["c1", "s1:C1", "s:C1", "two boats", "off Port Hale"] {
        assert_eq!(explain(&evidence, asked).unwrap().claim, "C1", "{asked}");
    }
}

#[test]
fn an_unknown_claim_is_an_error_that_lists_what_exists() {
    let (_, evidence) = weighed();
    let error = explain(&evidence, "C9").unwrap_err().to_string();
    assert_eq!(
        error,
        "no claim \"C9\" in this evidence file. It holds:\n  s1:C1  Two boats sank off Port Hale"
    );
    assert!(explain(&evidence, " ").is_err());
}

#[test]
fn an_id_that_two_stories_have_must_be_told_apart() {
    let (_, mut evidence) = weighed();
    let mut second = evidence.stories[0].clone();
    second.id = "t2".to_owned();
    evidence.stories.push(second);
    assert!(
        matches!(explain(&evidence, "C1"), Err(ExplainError::Ambiguous { fitting, .. }) if fitting.len() == 2)
    );
    assert_eq!(explain(&evidence, "t2:C1").unwrap().story, "t2");
}

#[test]
fn a_broken_file_is_an_error_and_no_panic() {
    let (_, mut evidence) = weighed();
    evidence.reports[1].attributions[0].via = Some("a2".to_owned());
    assert!(matches!(explain(&evidence, "C1"), Err(ExplainError::Broken(_))));
    let (_, mut evidence) = weighed();
    evidence.stories[0].claims[0].statements[0].end = 10_000;
    assert!(matches!(explain(&evidence, "C1"), Err(ExplainError::Broken(_))));
}

#[test]
fn control_characters_of_a_report_do_not_reach_the_terminal() {
    let (_, mut evidence) = weighed();
    evidence.stories[0].claims[0].text = "Two \u{1b}[31mboats".to_owned();
    let text = explain(&evidence, "C1").unwrap().to_string();
    assert!(!text.contains('\u{1b}'));
}
