//! The specification in `entities.md`, run.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use twosource_annotate::{Annotated, Entity, MentionForm, annotate};
use twosource_language::Pipeline;
use twosource_reader::{Options, read_bytes};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap());

fn annotated(text: &str) -> Annotated {
    let mut reading = read_bytes(Some("case.txt"), text.as_bytes(), &Options::default());
    annotate(reading.reports.remove(0), &PIPELINE)
}

/// A mention as the specification writes it.
fn mentions(entity: &Entity, text: &str) -> String {
    let said = entity.mentions.iter().map(|mention| {
        let mark = match mention.form {
            MentionForm::Name => "",
            MentionForm::Nominal => "~",
            MentionForm::Pronoun => "*",
        };
        format!("{mark}{}", mention.span.of(text))
    });
    said.collect::<Vec<_>>().join("; ")
}

fn kind(entity: &Entity) -> String {
    format!("{:?}", entity.kind).to_lowercase()
}

/// What a case's expectation misses, in words; `None` where it holds.
fn miss(expected: &str, found: &Annotated) -> Option<String> {
    let text = &found.report.text;
    let cells: Vec<&str> = expected.split('|').map(str::trim).collect();
    if cells[0] == "not" {
        let unwanted = found.entities.iter().any(|entity| entity.name.eq_ignore_ascii_case(cells[1]));
        return unwanted.then(|| format!("there is an entity {}", cells[1]));
    }
    let Some(entity) = found.entities.iter().find(|e| kind(e) == cells[0] && e.name == cells[1]) else {
        return Some(format!("there is no {} {}", cells[0], cells[1]));
    };
    let said = mentions(entity, text);
    if said != cells[2] {
        return Some(format!("{} is mentioned as: {said}", cells[1]));
    }
    let roles: Vec<&str> = entity.roles.iter().map(|role| role.text.as_str()).collect();
    let roles = roles.join("; ");
    let wanted = cells.get(3).copied().unwrap_or("");
    (roles != wanted).then(|| format!("{} has the roles: {roles}", cells[1]))
}

/// The first fenced block of a language in `text`.
fn block<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let fence = format!("```{language}\n");
    let start = text.find(&fence)? + fence.len();
    Some(&text[start..start + text[start..].find("\n```")?])
}

#[test]
fn the_specification_holds() {
    let specification = include_str!("entities.md");
    let mut missed = Vec::new();
    let mut cases = 0;
    for case in specification.split("\n### ").skip(1) {
        let name = case.lines().next().unwrap();
        let text = block(case, "text").unwrap_or_else(|| panic!("{name}: no text"));
        let expected = block(case, "entities").unwrap_or_else(|| panic!("{name}: no entities"));
        let found = annotated(text);
        cases += 1;
        let problems: Vec<String> = expected.lines().filter_map(|line| miss(line, &found)).collect();
        if !problems.is_empty() {
            let all =
                found.entities.iter().map(|e| format!("    {} {}: {}", kind(e), e.name, mentions(e, text)));
            missed.push(format!(
                "{name}\n  {}\n{}",
                problems.join("\n  "),
                all.collect::<Vec<_>>().join("\n")
            ));
        }
    }
    assert!(cases >= 40, "only {cases} cases were read");
    assert!(missed.is_empty(), "{} of {cases} cases fail:\n\n{}", missed.len(), missed.join("\n\n"));
}

/// The two reports in `shared`, where it lies beside the repository.
fn summit() -> Option<Vec<Annotated>> {
    let shared = std::env::var_os("TWOSOURCE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let folder = shared.join("reports/summit");
    let names = ["000_19531eae71b43753.txt", "003_fcddedb9f2ccae83.txt"];
    let texts: Option<Vec<String>> =
        names.iter().map(|name| std::fs::read_to_string(folder.join(name)).ok()).collect();
    if texts.is_none() {
        eprintln!("skipped: the summit reports are not beside the repository");
    }
    Some(texts?.iter().map(|text| annotated(text)).collect())
}

#[test]
fn the_summit_reports_give_their_people_with_names_and_roles() {
    let Some(reports) = summit() else { return };
    let person = |report: usize, name: &str| -> Entity {
        let people: Vec<&Entity> =
            reports[report].entities.iter().filter(|e| kind(e) == "person" && e.name == name).collect();
        assert_eq!(people.len(), 1, "{name} in report {report}");
        people[0].clone()
    };
    let roles = |entity: &Entity| entity.roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>();
    for (report, name, role) in [
        (0, "Vladimir Putin", "President"),
        (0, "Pak Jong Chon", "Korean People's Army Marshal"),
        (0, "Jo Chun Ryong", "Munitions Industry Department Director"),
        (0, "Sergei Shoigu", "Russian Defence Minister"),
        (0, "Sergei Lavrov", "Foreign Minister"),
        (1, "Kim Jong Un", "North Korea leader"),
        (1, "Debi Edward", "ITV News Asia Correspondent"),
        (1, "Dmitry Peskov", "Kremlin spokesperson"),
        (1, "Pak Thae Song", "chairman of North Korea's space science and technology committee"),
        (1, "Kim Myong Sik", "navy Admiral"),
        (1, "Lim Soo-suk", "South Korea's Foreign Ministry spokesperson"),
    ] {
        assert_eq!(roles(&person(report, name)), [role], "{name}");
    }
    let kim = person(0, "Kim Jong Un");
    for alias in ["Kim", "North Korea's leader", "leader of the DPRK"] {
        assert!(kim.aliases.iter().any(|known| known == alias), "{alias}: {:?}", kim.aliases);
    }
    assert!(person(1, "Kim Jong Un").aliases.iter().any(|known| known == "North Korean leader"));
    assert!(person(0, "Vladimir Putin").aliases.iter().any(|known| known == "Russian leader"));
}

#[test]
fn strange_input_gives_entities_or_none_but_never_a_panic() {
    for text in [
        "",
        " ",
        "'s",
        "\"",
        "The",
        "of of of",
        "Kim",
        "President",
        "“”",
        "e\u{301}",
        "a\u{0}b",
        "Mr. Mr. Mr.",
        "I'm 's 's King",
    ] {
        let mut reading = read_bytes(Some("case.txt"), text.as_bytes(), &Options::default());
        if let Some(report) = reading.reports.pop() {
            let found = annotate(report, &PIPELINE);
            for mention in found.entities.iter().flat_map(|entity| &entity.mentions) {
                assert!(!mention.span.of(&found.report.text).is_empty());
            }
        }
    }
}
