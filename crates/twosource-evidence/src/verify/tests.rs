use super::verify;
use twosource_text::CharSpan;

use crate::file::{Evidence, OpenQuestion, Place};
use crate::invented::weighed;

/// Something done to an evidence file.
type Damage = fn(&mut Evidence);

/// The problems after one change to the evidence file.
fn after(change: impl Fn(&mut Evidence)) -> Vec<String> {
    let (reports, mut evidence) = weighed();
    change(&mut evidence);
    verify(&evidence, &reports).problems.iter().map(ToString::to_string).collect()
}

#[test]
fn an_untouched_file_holds_and_says_how_much_was_checked() {
    let (reports, evidence) = weighed();
    let outcome = verify(&evidence, &reports);
    assert_eq!(outcome.problems, []);
    assert_eq!((outcome.checked.reports, outcome.checked.hashes, outcome.checked.claims), (2, 4, 1));
    assert!(outcome.checked.spans > 20 && outcome.checked.references > 20, "{:?}", outcome.checked);
}

#[test]
fn a_changed_byte_of_an_input_fails() {
    let (mut reports, evidence) = weighed();
    // The reader makes another hash, another text and, where the id comes from the content, another id.
    reports[0].text = reports[0].text.replace("Two", "Ten");
    reports[0].sha256 = "0".repeat(64);
    reports[0].id = "another".to_owned();
    let outcome = verify(&evidence, &reports);
    let problems: Vec<String> = outcome.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with("report a: the input has SHA-256 000"), "{}", problems[0]);
    assert_eq!(problems[1], "report a: the input's text differs from the file's at character 1");
    assert!(outcome.unmentioned.is_empty());
}

#[test]
fn a_changed_byte_of_the_file_fails() {
    let problems =
        after(|evidence| evidence.reports[0].text = evidence.reports[0].text.replace("Two", "Ten"));
    assert!(
        problems.iter().any(|p| p.starts_with("report a: the text in the file has SHA-256")),
        "{problems:?}"
    );
    assert!(
        problems.contains(
            &"story s1, claim C1: its text is not the characters of any of its statements".to_owned()
        )
    );
}

#[test]
fn every_kind_of_damage_is_named_in_one_line() {
    let damages: [(&str, Damage); 13] = [
        ("schema", |e| e.schema = "twosource/evidence/9".to_owned()),
        ("is not among the reports given", |e| {
            e.reports[1].id = "z".to_owned();
            e.reports[1].path = None;
        }),
        ("stands in the file twice", |e| e.reports[1].id = "a".to_owned()),
        ("runs past the text's 71 characters", |e| e.reports[0].segments[0].end = 999),
        ("is empty or runs backwards", |e| e.reports[0].statements[0].end = 0),
        ("starts before the one ahead of it ends", |e| {
            e.reports[0].sentences[1] = CharSpan { start: 50, end: 60 }
        }),
        ("names attribution \"a9\"", |e| e.reports[0].statements[0].attribution = Some("a9".to_owned())),
        ("runs in a circle", |e| e.reports[1].attributions[0].via = Some("a2".to_owned())),
        ("names origin \"O7\"", |e| e.stories[0].claims[0].statements[0].origin = "O7".to_owned()),
        ("belongs to no story", |e| e.stories[0].reports.truncate(1)),
        ("does not give one value", |e| e.stories[0].conflicts[0].values.truncate(1)),
        ("names claim \"C5\"", |e| e.stories[0].timeline[0].claim = "C5".to_owned()),
        ("not the characters of the first of its places", |e| {
            let place = Place { report: "a".to_owned(), start: 0, end: 4 };
            e.stories[0].open_questions.push(OpenQuestion {
                id: "Q1".to_owned(),
                text: "who".to_owned(),
                about: vec![place.clone()],
                statements: vec![place],
            });
        }),
    ];
    for (expected, damage) in damages {
        let problems = after(damage);
        assert!(problems.iter().any(|problem| problem.contains(expected)), "{expected}: {problems:?}");
        assert!(problems.iter().all(|problem| !problem.contains('\n')));
    }
}

#[test]
fn reports_the_file_does_not_speak_of_are_no_problem() {
    let (mut reports, evidence) = weighed();
    reports.push(crate::invented::report("c", "", "Something else."));
    let outcome = verify(&evidence, &reports);
    assert!(outcome.holds());
    assert_eq!(outcome.unmentioned, ["c"]);
}
