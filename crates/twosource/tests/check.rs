//! `twosource check` as a person runs it: exit codes, formats, where drafts and reports come from.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::{Ran, ferry, twosource};

const RIGHT: &str = "Two of the injured were flown by helicopter to a hospital in Aberlund, coastguard spokesman Peter Varga said.";
const WRONG: &str = "A passenger ferry struck a breakwater at the entrance to Port Kelda on Tuesday, injuring 47 people, the coastguard said.";

fn run(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

fn check(draft: &str, more: &[&str]) -> Ran {
    run(twosource().args(["--quiet", "check", draft, "--against"]).arg(ferry()).args(more))
}

#[test]
fn the_exit_code_tells_what_a_build_asks_for() {
    assert_eq!(check(RIGHT, &["--json"]).code, 0);
    let wrong = check(WRONG, &[]);
    assert_eq!(wrong.code, 3, "{}{}", wrong.out, wrong.err);
    assert!(wrong.out.contains("contradicted") && wrong.out.contains("12 people"), "{}", wrong.out);
    assert_eq!(check(WRONG, &["--fail-on", "never"]).code, 0);
    let unheard = "The bakery on Elm Square will open a second shop in August.";
    assert_eq!(check(unheard, &[]).code, 0);
    assert_eq!(check(unheard, &["--fail-on", "unconfirmed"]).code, 3);
    assert_eq!(check("", &[]).code, 1, "no such file");
    assert_eq!(run(twosource().args(["check", RIGHT])).code, 2, "nothing to hold it against");
    assert_eq!(run(twosource().args(["check", RIGHT, "--against", "/nowhere/at/all"])).code, 1);
}

#[test]
fn json_fits_its_schema() {
    let schema = run(twosource().args(["schema", "check"]));
    let schema: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for draft in [RIGHT, WRONG] {
        let value: serde_json::Value = serde_json::from_str(&check(draft, &["--json"]).out).unwrap();
        let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(value["schema"], "twosource/check/1");
        let text: Vec<char> = value["draft"]["text"].as_str().unwrap().chars().collect();
        for detail in value["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|s| s["statements"].as_array().unwrap())
            .flat_map(|s| s["details"].as_array().unwrap())
        {
            let (start, end) =
                (detail["start"].as_u64().unwrap() as usize, detail["end"].as_u64().unwrap() as usize);
            assert_eq!(text[start..end].iter().collect::<String>(), detail["text"].as_str().unwrap());
        }
    }
}

#[test]
fn a_draft_is_a_file_standard_input_or_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("draft.md");
    std::fs::write(&file, format!("# Ferry\n\n{WRONG}\n")).unwrap();
    let from_file = check(file.to_str().unwrap(), &["--format", "md"]);
    assert_eq!(from_file.code, 3, "{}", from_file.err);
    let mut command = twosource();
    command.args(["--quiet", "check", "-", "--against"]).arg(ferry()).args(["--format", "html"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(WRONG.as_bytes()).unwrap();
    let ran: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(
        ran.out.starts_with("<!DOCTYPE html>") && ran.out.contains("<mark class=\"m con\""),
        "{}",
        ran.out
    );
    let two = folder.path().join("two.jsonl");
    std::fs::write(
        &two,
        format!(
            "{}\n{}\n",
            serde_json::json!({"id": "1", "text": RIGHT}),
            serde_json::json!({"id": "2", "text": WRONG})
        ),
    )
    .unwrap();
    let each = check(two.to_str().unwrap(), &["--json"]);
    assert_eq!((each.code, each.out.lines().count()), (3, 2), "{}", each.err);
}

#[test]
fn a_draft_is_held_against_a_story_of_the_collection() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("collection");
    assert_eq!(run(twosource().args(["--quiet", "ingest", "--store"]).arg(&store).arg(ferry())).code, 0);
    let against = |story: &str| {
        run(twosource().args(["--quiet", "check", WRONG, "--against", story, "--store"]).arg(&store))
    };
    let ran = against("S1");
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    let unknown = against("S99");
    assert_eq!(unknown.code, 2, "{}", unknown.err);
}
