//! The parts of a story that pages are made of.

use crate::fixture;
use twosource_evidence::Evidence;
use twosource_evidence::file::Standing;
use twosource_render::fragment::{Choice, Story, sprite};

const OWN: &str = "/stories/S1";

fn story(evidence: &Evidence) -> Story<'_> {
    Story::new(evidence, 0, OWN).unwrap()
}

/// Every part of a story, each as a page of its own.
fn parts(story: &Story<'_>) -> Vec<(String, String)> {
    let narrow = Choice { standing: Some(Standing::SingleSource), ..Choice::default() };
    let mut parts = vec![
        ("first".to_owned(), story.first()),
        ("tally".to_owned(), story.tally()),
        ("glance".to_owned(), story.glance(&[])),
        ("list".to_owned(), story.who()),
        ("chosen".to_owned(), story.chosen(&narrow, 0, 40).markup),
        ("said".to_owned(), story.said()),
        ("cast".to_owned(), story.cast()),
        ("timeline".to_owned(), story.timeline()),
        ("open".to_owned(), story.open_questions()),
        ("sources".to_owned(), story.sources()),
    ];
    for (id, ..) in story.claims() {
        parts.push((format!("claim {id}"), story.claim(&id).unwrap().1));
    }
    let reports = story.reports();
    for report in &reports {
        parts.push((format!("report {}", report.label), story.report(&report.id, Some((0, 9))).unwrap()));
        parts.push((format!("beside {}", report.label), story.compare(&reports[0].id, &report.id).unwrap()));
    }
    parts.into_iter().map(|(name, markup)| (name, sprite().into_string() + &markup.into_string())).collect()
}

#[test]
fn every_link_leads_to_a_page_of_the_story() {
    let evidence = fixture::ferry();
    for (name, part) in parts(&story(&evidence)) {
        // What labels them stands on the page around them.
        let part = part.replace(" aria-labelledby=\"origins\"", "");
        fixture::page::check_with(&part, OWN);
        assert!(!part.contains("<script") && !part.contains(" style="), "{name}");
    }
}

#[test]
fn no_field_of_the_evidence_reaches_a_part_as_markup() {
    const ATTACK: &str =
        "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}\u{1b}[2J/../?a=b#c ";
    let mut evidence = fixture::ferry();
    for report in &mut evidence.reports {
        report.outlet = report.outlet.as_ref().map(|outlet| format!("{ATTACK}{outlet}"));
        report.title = Some(ATTACK.to_owned());
        report.byline = Some(ATTACK.to_owned());
        report.url = Some("javascript:alert(1)".to_owned());
        report.text = format!("{}{ATTACK}", report.text);
    }
    let tale = &mut evidence.stories[0];
    tale.title = ATTACK.to_owned();
    for claim in &mut tale.claims {
        claim.text = format!("{ATTACK}{}", claim.text);
        claim.why = ATTACK.to_owned();
        claim.joined_by = vec![ATTACK.to_owned()];
    }
    for origin in &mut tale.origins {
        (origin.name, origin.why) = (format!("{ATTACK}{}", origin.name), ATTACK.to_owned());
    }
    for member in &mut tale.entities {
        (member.name, member.kind) = (ATTACK.to_owned(), ATTACK.to_owned());
        (member.roles, member.aliases) = (vec![ATTACK.to_owned()], vec![ATTACK.to_owned()]);
    }
    for dependence in &mut tale.dependence {
        dependence.why = ATTACK.to_owned();
    }
    for conflict in &mut tale.conflicts {
        conflict.why = ATTACK.to_owned();
        conflict.values.iter_mut().for_each(|value| *value = ATTACK.to_owned());
    }
    tale.open_questions[0].text = ATTACK.to_owned();
    let mut attacked = story(&evidence);
    attacked.remark(attacked.claims().into_iter().map(|(id, ..)| (id, ATTACK.to_owned())).collect());
    for (name, part) in parts(&attacked) {
        fixture::page::check_with(&part.replace(" aria-labelledby=\"origins\"", ""), OWN);
        assert!(!part.contains(['\u{202e}', '\u{1b}']), "{name}");
    }
}

#[test]
fn ids_of_any_kind_make_one_segment_of_an_address() {
    let mut evidence = fixture::ferry();
    let old = evidence.reports[0].id.clone();
    let new = "../a b?c=d#e/\"<".to_owned();
    let json = serde_json::to_string(&evidence).unwrap();
    let swapped = json.replace(&format!("{old:?}"), &serde_json::to_string(&new).unwrap());
    evidence = serde_json::from_str(&swapped).unwrap();
    let story = story(&evidence);
    let href = &story.reports().into_iter().find(|report| report.id == new).unwrap().href;
    assert_eq!(href, "/stories/S1/reports/..%2Fa%20b%3Fc%3Dd%23e%2F%22%3C");
    assert!(story.report(&new, None).is_some());
}

#[test]
fn asked_words_are_marked_and_places_that_do_not_fit_are_passed_over() {
    let evidence = fixture::ferry();
    let story = story(&evidence);
    let id = &story.reports()[0].id;
    let marked = story.report(id, Some((3, 20))).unwrap().into_string();
    let text: String =
        evidence.reports.iter().find(|r| r.id == *id).unwrap().text.chars().take(20).skip(3).collect();
    let words = text.split_whitespace().next_back().unwrap();
    assert!(marked.contains("id=\"mark\"") && marked.contains(words), "{words}");
    for place in [(9, 3), (0, usize::MAX), (usize::MAX, usize::MAX)] {
        assert!(!story.report(id, Some(place)).unwrap().into_string().contains("id=\"mark\""));
    }
}

#[test]
fn claims_are_chosen_by_standing_report_name_time_and_words() {
    let mut evidence = fixture::ferry();
    let tale = &mut evidence.stories[0];
    tale.claims[2].about = vec![tale.entities[1].id.clone()];
    let name = tale.entities[1].name.to_uppercase();
    let story = story(&evidence);
    let count = |choice: Choice| story.chosen(&choice, 0, 1_000).total;
    let all = count(Choice::default());
    assert_eq!(all, story.claims().len());
    let of = |standing| count(Choice { standing: Some(standing), ..Choice::default() });
    assert_eq!(story.counts().map(|(standing, _)| of(standing)), story.counts().map(|(_, count)| count));
    let label = story.reports()[0].label.clone();
    assert_eq!(
        count(Choice { outlet: label, ..Choice::default() }),
        story.claims_of(&story.reports()[0].id).len()
    );
    assert_eq!(count(Choice { outlet: "Nobody’s Paper".to_owned(), ..Choice::default() }), 0);
    assert_eq!(count(Choice { entity: name, ..Choice::default() }), 1);
    let timed =
        count(Choice { from: "2026-03".to_owned(), to: "2026-03-31".to_owned(), ..Choice::default() });
    assert!(timed > 0 && timed < all, "{timed} of {all}");
    assert_eq!(count(Choice { from: "2027-01-01".to_owned(), ..Choice::default() }), 0);
    assert!(count(Choice { words: "FERRY".to_owned(), ..Choice::default() }) > 0);
}

#[test]
fn pages_of_a_choice_hold_each_claim_once() {
    let evidence = fixture::crowd(5, 9);
    let story = story(&evidence);
    let pages: Vec<_> = (0..3).map(|page| story.chosen(&Choice::default(), page * 20, 20)).collect();
    assert_eq!(pages.iter().map(|page| page.shown).sum::<usize>(), pages[0].total);
}

#[test]
fn the_first_page_of_thirty_reports_is_light() {
    for claims in [12, 40] {
        let evidence = fixture::crowd(30, claims);
        let story = story(&evidence);
        let bytes = [story.first(), story.tally(), story.who(), story.glance(&[])]
            .map(|part| part.into_string().len());
        assert!(bytes.iter().sum::<usize>() < 280_000, "{claims} claims: {bytes:?}");
    }
}

#[test]
fn the_drawing_depends_on_the_evidence_alone() {
    let evidence = fixture::ferry();
    let mut other_way_round = evidence.clone();
    other_way_round.reports.reverse();
    assert_eq!(story(&evidence).sources().into_string(), story(&other_way_round).sources().into_string());
}
