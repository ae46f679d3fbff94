//! Tests of open questions, on invented reports.

use std::sync::LazyLock;

use twosource_annotate::annotate;
use twosource_language::Pipeline;

use super::*;
use crate::invented;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).expect("the model loads"));

/// The questions of a story of these reports: the words of each, and how many places say so.
fn questions(texts: &[&str]) -> Vec<(String, usize)> {
    let annotated =
        |(place, text): (usize, &&str)| annotate(invented::report(&place.to_string(), "", text), &PIPELINE);
    let story = Story { reports: texts.iter().enumerate().map(annotated).collect() };
    let found = find(&story);
    found.iter().map(|question| (question.text(&story).to_owned(), question.admissions.len())).collect()
}

#[test]
fn what_reports_say_is_not_known_is_open() {
    let cases = [
        ("It was not immediately clear who was behind the attack.", "who was behind the attack"),
        ("The cause of the fire was not immediately known.", "The cause of the fire"),
        ("The motive for the shooting remains unclear.", "The motive for the shooting"),
        ("It is unclear how many people were on board the barge.", "how many people were on board the barge"),
        ("Police have not said whether the driver was arrested.", "whether the driver was arrested"),
        ("The company declined to say when the plant would reopen.", "when the plant would reopen"),
        ("Officials did not give the number of victims.", "the number of victims"),
        ("Investigators are trying to determine why the bridge fell.", "why the bridge fell"),
        ("The Marine Accident Board will investigate the cause of the crash.", "the cause of the crash"),
        ("The cause of the blast is under investigation.", "The cause of the blast"),
        ("The cause of the blast is being investigated.", "The cause of the blast"),
        ("No group has claimed responsibility for the bombing.", "responsibility for the bombing"),
        ("Nobody knows where the children were taken.", "where the children were taken"),
        ("Police have not released the names of the victims.", "the names of the victims"),
        ("The cause was not immediately known.", "The cause"),
        ("Police have not determined the cause of the fire.", "the cause of the fire"),
        (
            "The ministry declined to comment on whether troops had been moved.",
            "whether troops had been moved",
        ),
        ("It was unclear when he would appear in court.", "when he would appear in court"),
    ];
    let missed: Vec<_> = cases
        .iter()
        .map(|(text, open)| (questions(&[text]), vec![((*open).to_owned(), 1)]))
        .filter(|(found, open)| found != open)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_known_or_meant_otherwise_is_not_open() {
    let cases = [
        "It was clear who was behind the attack.",
        "The cause of the fire was known.",
        "He was not known to the police.",
        "The singer is not known for her patience.",
        "The water was not clear.",
        "Investigators determined the cause of the crash.",
        "Investigators have found why the bridge fell.",
        "Police did not say anything.",
        "The minister said the plan was clear.",
        "The group claimed responsibility for the bombing.",
        "She is not certain to play on Sunday.",
        "The mayor did not explain himself.",
        "The board examined the cause of the crash.",
        "I do not know who should win the vote.",
        "The guard, who declined to give his name, ran away.",
        "He did not say a word when the judge came in.",
        "She never reveals anything when she is asked.",
        "The clerk did not give details.",
        "The divers did not find the boat.",
        "The firm declined to comment on the report.",
    ];
    let wrong: Vec<_> =
        cases.iter().map(|text| (text, questions(&[text]))).filter(|(_, q)| !q.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_question_of_several_reports_is_one() {
    let found = questions(&[
        "A silo burned down in Odder. The cause of the fire was not known.",
        "A silo burned down in Odder. It was unclear what the cause of the fire was.",
        "A silo burned down in Odder. Police have not said who owns the silo.",
    ]);
    assert_eq!(found, [("The cause of the fire".to_owned(), 2), ("who owns the silo".to_owned(), 1)]);
}

#[test]
fn what_another_report_tells_is_not_open() {
    let open = "A silo burned down in Odder. The cause of the fire was not known.";
    let told = "A silo burned down in Odder. A faulty dryer was the cause of the fire, police said.";
    let may_be = "A silo burned down in Odder. A faulty dryer may have been the cause of the fire.";
    assert_eq!(questions(&[open, told]), []);
    assert_eq!(questions(&[open, may_be]).len(), 1);
}
