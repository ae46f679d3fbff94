use std::sync::LazyLock;

use twosource_annotate::annotate;
use twosource_language::Pipeline;

use super::*;
use crate::invented::report;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap());

fn story(texts: &[&str]) -> Story {
    let reports =
        texts.iter().enumerate().map(|(i, text)| annotate(report(&format!("r{i}"), "", text), &PIPELINE));
    Story { reports: reports.collect() }
}

fn cast(texts: &[&str]) -> Cast {
    let story = story(texts);
    let cast = find(&story);
    // Every entity of every report is in the cast, once.
    for (report, annotated) in story.reports.iter().enumerate() {
        for entity in 0..annotated.entities.len() {
            let place = cast.of[&(report, entity)];
            assert!(cast.entities[place].members.contains(&(report, entity)));
        }
    }
    assert_eq!(cast.of.len(), cast.entities.iter().map(|person| person.members.len()).sum::<usize>());
    cast
}

fn member<'c>(cast: &'c Cast, name: &str) -> &'c Person {
    let found: Vec<&Person> = cast.entities.iter().filter(|person| person.name == name).collect();
    let names: Vec<&str> = cast.entities.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(found.len(), 1, "{name} among {names:?}");
    found[0]
}

fn reports(person: &Person) -> Vec<usize> {
    person.members.iter().map(|member| member.0).collect()
}

#[test]
fn one_person_under_several_names_and_spellings() {
    let cast = cast(&[
        "Volodymyr Zelensky arrived in Oslo. Zelensky met farmers.",
        "Volodymyr Zelenskyy spoke to farmers in Oslo.",
        "Farmers cheered as Zelensky spoke.",
    ]);
    assert_eq!(reports(member(&cast, "Volodymyr Zelensky")), [0, 1, 2]);
}

#[test]
fn two_persons_with_different_given_names_are_never_one() {
    let cast = cast(&[
        "Peter Lang runs the mill. Lang bought it in May.",
        "Susan Lang runs the farm. Lang bought it in June.",
    ]);
    assert_eq!(reports(member(&cast, "Peter Lang")), [0]);
    assert_eq!(reports(member(&cast, "Susan Lang")), [1]);
}

#[test]
fn a_role_of_one_report_joins_the_nominal_of_another() {
    let cast = cast(&[
        "French President Louis Garnier opened the bridge.",
        "The French president opened the bridge on Monday, and the German chancellor watched.",
    ]);
    assert_eq!(reports(member(&cast, "Louis Garnier")), [0, 1]);
    assert_eq!(reports(member(&cast, "German chancellor")), [1]);
}

#[test]
fn states_and_bodies_under_all_their_names() {
    let cast = cast(&[
        "The United States sent ships. The World Health Organization sent doctors. The South Korean military watched.",
        "US officials sent ships. The WHO sent doctors. South Korea's military watched.",
    ]);
    assert_eq!(reports(member(&cast, "United States")), [0, 1]);
    assert_eq!(reports(member(&cast, "World Health Organization")), [0, 1]);
    assert_eq!(reports(member(&cast, "South Korea's military")), [0, 1]);
}

#[test]
fn bodies_of_two_states_stay_apart() {
    let cast =
        cast(&["Russian state media showed the train.", "North Korea's state media showed the train."]);
    assert_eq!(reports(member(&cast, "Russian state media")), [0]);
    assert_eq!(reports(member(&cast, "North Korea's state media")), [1]);
}

#[test]
fn those_in_most_reports_come_first() {
    let cast = cast(&[
        "Maria Holt met Karl Voss. Voss spoke. Voss left. Voss came back.",
        "Maria Holt spoke to nobody on Monday.",
    ]);
    assert_eq!(cast.entities[0].name, "Maria Holt");
    assert_eq!(cast.entities[1].name, "Karl Voss");
}

#[test]
fn a_role_that_another_holds_whole_is_dropped() {
    let cast = cast(&["Minister Karl Voss spoke.", "Defence minister Karl Voss spoke."]);
    assert_eq!(member(&cast, "Karl Voss").roles, ["Defence minister"]);
}

#[test]
fn the_summit_has_one_kim() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reports/summit");
    let names = ["000_19531eae71b43753.txt", "003_fcddedb9f2ccae83.txt"];
    let texts: Option<Vec<String>> =
        names.iter().map(|name| std::fs::read_to_string(format!("{folder}/{name}")).ok()).collect();
    let Some(texts) = texts else {
        eprintln!("skipped: the summit reports are not beside the repository");
        return;
    };
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let cast = cast(&texts);
    let kim = member(&cast, "Kim Jong Un");
    assert_eq!(reports(kim), [0, 1]);
    for alias in ["Kim", "North Korea's leader", "North Korean leader", "leader of the DPRK"] {
        assert!(kim.aliases.iter().any(|known| known == alias), "{alias}: {:?}", kim.aliases);
    }
    assert_eq!(kim.roles, ["North Korea leader"]);
    let putin = member(&cast, "Vladimir Putin");
    assert_eq!(reports(putin), [0, 1], "{putin:?}");
    assert!(putin.aliases.iter().any(|known| known == "Russian president"));
    for name in
        ["Pak Jong Chon", "Pak Thae Song", "Kim Myong Sik", "Lim Soo-suk", "Dmitry Peskov", "Sergei Lavrov"]
    {
        assert_eq!(member(&cast, name).members.len(), 1, "{name}");
    }
    for state in ["Russia", "North Korea", "South Korea", "United States", "Ukraine"] {
        assert_eq!(reports(member(&cast, state)), [0, 1], "{state}");
    }
}
