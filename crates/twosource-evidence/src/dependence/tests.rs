use twosource_reader::{Report, SyndicationMark};

use super::{Dependence, same_agency, shared_words};
use crate::file::DependenceKind;
use crate::invented::{crediting, report, syndicated};

const FERRY: &str = "The ferry Halcyon ran aground on a sandbank two miles off Port Hale shortly before dawn on \
    Tuesday, and the coastguard took all eighty passengers off in lifeboats within three hours.\n\n\
    Two crew members were treated for bruises at the town's small hospital and sent home in the afternoon, while \
    engineers waited for the evening tide to see whether the hull had been torn open below the water line.";

fn between(reports: &[Report]) -> Vec<Dependence> {
    shared_words(&reports.iter().collect::<Vec<_>>())
}

#[test]
fn a_copy_with_small_edits_is_a_copy() {
    let edited =
        FERRY.replace("shortly before dawn", "just before dawn").replace("small hospital", "hospital");
    let reports = [report("a", "Harbour Courier", FERRY), report("b", "Evening Post", &edited)];
    let found = between(&reports);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, DependenceKind::Copy);
    assert!(found[0].overlap > 0.9, "{}", found[0].overlap);
    for &(a, b) in &found[0].passages {
        assert!(a.of(&reports[0].text).split_whitespace().count() >= 10);
        assert!(!b.of(&reports[1].text).is_empty());
    }
    assert!(found[0].why.contains("Harbour Courier") && found[0].why.contains("Evening Post"));
}

#[test]
fn one_kept_sentence_is_a_shared_passage() {
    let rewrite = "Passengers spoke of a loud bang in the night. Engineers waited for the evening tide to see whether \
        the hull had been torn open below the water line. The owner, a small firm that runs four boats, has not \
        commented, and its office was closed on Tuesday. Families came to the quay with blankets and hot tea.";
    let found = between(&[report("a", "Harbour Courier", FERRY), report("b", "Evening Post", rewrite)]);
    assert_eq!(found.iter().map(|d| d.kind).collect::<Vec<_>>(), [DependenceKind::SharedPassages]);
    assert_eq!(found[0].passages.len(), 1);
}

#[test]
fn a_shared_quotation_is_no_dependence() {
    let speech = "“We shall not rest until every family on this island has a roof over its head and a doctor within \
        an hour of its door, and I say this to all who doubt it.”";
    let a = format!("The prime minister opened parliament on Monday. {speech} His speech lasted an hour.");
    let b = format!(
        "{speech} With these words Ana Reyes began a session that many had feared would not take place."
    );
    assert!(between(&[report("a", "Harbour Courier", &a), report("b", "Evening Post", &b)]).is_empty());
}

#[test]
fn stock_phrases_and_long_names_are_no_dependence() {
    let a = "The company did not immediately respond to a request for comment on the spill. The United Nations Office \
        for the Coordination of Humanitarian Affairs said help was on its way.";
    let b = "Asked about wages, the union did not immediately respond to a request for comment on the strike. Staff \
        of the United Nations Office for the Coordination of Humanitarian Affairs said nothing.";
    assert!(between(&[report("a", "Harbour Courier", a), report("b", "Evening Post", b)]).is_empty());
}

#[test]
fn a_text_of_one_word_repeated_is_quick_and_harmless() {
    let text = "buy ".repeat(50_000);
    let found = between(&[report("a", "A", &text), report("b", "B", &text)]);
    assert!(found.len() <= 1);
}

#[test]
fn many_copies_are_held_against_the_earliest() {
    let reports: Vec<Report> =
        (0..200).map(|i| report(&format!("r{i}"), &format!("Outlet {i}"), FERRY)).collect();
    let found = between(&reports);
    assert!(found.len() <= 200 * 12);
    assert!((1..200).all(|i| found.iter().any(|d| d.reports[1] == i)));
}

#[test]
fn reports_that_credit_one_agency_depend_and_picture_credits_do_not_count() {
    let a = crediting(report("a", "Harbour Courier", "One."), "AP", true);
    let b = crediting(report("b", "Evening Post", "Two."), "Associated Press", true);
    let c = crediting(report("c", "Morning Star", "Three."), "AP", false);
    let own = report("d", "apnews.com", "Four.");
    let found = same_agency::find(&[&a, &b, &c, &own]);
    let pairs: Vec<[usize; 2]> = found.iter().map(|d| d.reports).collect();
    assert_eq!(pairs, [[0, 1], [0, 3], [1, 3]]);
    assert!(found.iter().all(|d| d.kind == DependenceKind::SameAgency));
    assert_eq!(found[0].why, "Harbour Courier and Evening Post both credit Associated Press for their text");
}

#[test]
fn reports_that_are_marked_as_one_outlets_depend() {
    let marked = |id, outlet, mark| syndicated(report(id, outlet, "One."), "Island Herald", mark);
    let a = marked("a", "Harbour Courier", SyndicationMark::Source);
    let b = marked("b", "Evening Post", SyndicationMark::Canonical);
    let own = report("c", "Island Herald", "Two.");
    let about = marked("d", "Morning Star", SyndicationMark::Related);
    let found = same_agency::find(&[&a, &b, &own, &about]);
    let pairs: Vec<[usize; 2]> = found.iter().map(|d| d.reports).collect();
    assert_eq!(pairs, [[0, 1], [0, 2], [1, 2]]);
    assert_eq!(
        found[0].why,
        "Harbour Courier is marked as syndicated from Island Herald, and Evening Post is marked as syndicated from Island Herald"
    );
    assert_eq!(
        found[1].why,
        "Harbour Courier is marked as syndicated from Island Herald, and Island Herald is Island Herald's own"
    );
}
