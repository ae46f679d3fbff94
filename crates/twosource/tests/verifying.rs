//! An evidence file is altered in every way there is, one at a time, and each alteration is named.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};
use twosource::evidence::verify::{Verification, verify_anew};
use twosource::reader::{self, Report};
use twosource::{Desk, Evidence, EvidenceFile, Quiet};

use crate::program::{Ran, ferry, twosource};

struct Briefed {
    reports: Vec<Report>,
    evidence: Evidence,
    value: Value,
}

static FERRY: LazyLock<Briefed> = LazyLock::new(|| {
    let desk = Desk::with_default_model().unwrap();
    let reports = desk.read(&[ferry()], &reader::Options::default()).reports;
    let evidence = desk.brief(reports.clone(), &Quiet);
    let value = serde_json::to_value(&evidence).unwrap();
    Briefed { reports, evidence, value }
});

/// What verifying says of a file; the words of the error where it is refused as no evidence file.
fn verified(value: &Value) -> Result<Verification, String> {
    let file = EvidenceFile::parse(value.to_string().as_bytes()).map_err(|error| error.to_string())?;
    Ok(verify_anew(&file, &FERRY.reports, Some(&FERRY.evidence), Vec::new()))
}

/// A way to a value: keys and places.
type Path = Vec<Step>;

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    At(usize),
}

/// Every value of the file by its kind: the way there without the places in lists.
fn kinds(value: &Value, path: &mut Path, found: &mut BTreeMap<String, Vec<Path>>) {
    let kind: Vec<&str> = path
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::At(_) => "*",
        })
        .collect();
    found.entry(kind.join(".")).or_default().push(path.clone());
    match value {
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Step::At(i));
                kinds(item, path, found);
                path.pop();
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                path.push(Step::Key(key.clone()));
                kinds(item, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key).unwrap(),
        Step::At(i) => value.get_mut(i).unwrap(),
    })
}

/// Other values that a value may be changed to.
fn others(value: &Value, siblings: &[Value]) -> Vec<Value> {
    let mut others: Vec<Value> = match value {
        Value::Null => vec![json!("x")],
        Value::Bool(is) => vec![json!(!is)],
        Value::Number(number) if number.is_f64() => {
            vec![json!(number.as_f64().unwrap() + 0.25), json!(1e308)]
        }
        Value::Number(number) => vec![json!(number.as_u64().unwrap_or(0) + 1)],
        Value::String(text) => vec![json!(format!("{text} x")), json!("The Invented Times")],
        Value::Array(items) => {
            let mut fewer = items.clone();
            fewer.pop();
            let mut twice = items.clone();
            twice.extend(items.first().cloned());
            vec![Value::Array(fewer), Value::Array(twice)]
        }
        Value::Object(entries) => {
            let mut more = entries.clone();
            more.insert("seal".to_owned(), json!("sound"));
            vec![Value::Object(more)]
        }
    };
    // Another value that stands in the file in such a place: a standing for a standing.
    others.extend(siblings.iter().find(|sibling| *sibling != value).cloned());
    others.retain(|other| other != value);
    others
}

#[test]
fn every_alteration_of_every_kind_of_field_is_named() {
    assert!(verified(&FERRY.value).unwrap().follows());
    let mut found = BTreeMap::new();
    kinds(&FERRY.value, &mut Vec::new(), &mut found);
    assert!(found.len() > 100, "{}", found.len());
    let mut passed = Vec::new();
    let mut tried = 0;
    for (kind, paths) in &found {
        if kind.is_empty() {
            continue;
        }
        let mut whole = FERRY.value.clone();
        let siblings: Vec<Value> = paths.iter().take(200).map(|path| at(&mut whole, path).clone()).collect();
        let path = &paths[paths.len() / 2];
        let own = at(&mut whole, path).clone();
        for other in others(&own, &siblings) {
            tried += 1;
            *at(&mut whole, path) = other.clone();
            match verified(&whole) {
                Ok(outcome)
                    if outcome.follows()
                        && !outcome
                            .notes
                            .iter()
                            .any(|note| matches!(note.place.as_str(), "run, version" | "run, settings")) =>
                {
                    passed.push(format!("{kind}: {own} became {other}"));
                }
                _ => {}
            }
            *at(&mut whole, path) = own.clone();
        }
        // Left out altogether, where that says something else.
        if let (Some(Step::Key(key)), false) =
            (path.last(), own.is_null() || own == json!(false) || own == json!([]))
        {
            tried += 1;
            let parent = at(&mut whole, &path[..path.len() - 1]);
            parent.as_object_mut().unwrap().remove(key);
            if verified(&whole).is_ok_and(|outcome| outcome.follows()) {
                passed.push(format!("{kind} was left out"));
            }
        }
    }
    assert!(tried > 250, "{tried}");
    assert!(passed.is_empty(), "{} of {tried} passed: {passed:#?}", passed.len());
}

/// A standing with all that hangs on it, changed as somebody would who wants to deceive.
#[test]
fn alterations_that_agree_with_themselves_are_named() {
    let story = |value: &mut Value| value["stories"][0].take();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut value = FERRY.value.clone();
        let mut own = story(&mut value);
        change(&mut own);
        value["stories"][0] = own;
        verified(&value)
    };
    let claims = |story: &mut Value, change: &dyn Fn(&mut Value)| {
        story["claims"].as_array_mut().unwrap().iter_mut().for_each(change);
    };
    type Change = Box<dyn Fn(&mut Value)>;
    let changes: Vec<(&str, Change)> = vec![
        (
            "all corroborated",
            Box::new(move |s| {
                s["conflicts"] = json!([]);
                claims(s, &|claim| claim["standing"] = json!("corroborated"));
            }),
        ),
        (
            "an invented origin",
            Box::new(move |s| {
                let mut origin = s["origins"][0].clone();
                origin["id"] = json!("O99");
                origin["name"] = json!("The Invented Times");
                s["origins"].as_array_mut().unwrap().push(origin);
                claims(s, &|claim| {
                    claim["origins"].as_array_mut().unwrap().push(json!("O99"));
                    claim["standing"] = json!("corroborated");
                });
            }),
        ),
        (
            "all asserted by nobody",
            Box::new(move |s| {
                claims(s, &|claim| {
                    for statement in claim["statements"].as_array_mut().unwrap() {
                        statement["certainty"] = json!("asserted");
                        statement["attribution"] = Value::Null;
                    }
                })
            }),
        ),
        ("no dependence", Box::new(|s| s["dependence"] = json!([]))),
        ("no timeline", Box::new(|s| s["timeline"] = json!([]))),
        (
            "no claims at all",
            Box::new(|s| {
                s["claims"] = json!([]);
                s["conflicts"] = json!([]);
                s["timeline"] = json!([]);
            }),
        ),
        (
            "a claim with another's statements",
            Box::new(|s| {
                let other = s["claims"][1]["statements"].clone();
                s["claims"][0]["statements"]
                    .as_array_mut()
                    .unwrap()
                    .extend(other.as_array().unwrap().clone());
            }),
        ),
        (
            "ids that agree with each other",
            Box::new(|s| {
                let id = s["claims"][0]["id"].as_str().unwrap().to_owned();
                let text = s.to_string().replace(&id, "c-0123456789");
                *s = serde_json::from_str(&text).unwrap();
            }),
        ),
    ];
    for (what, change) in changes {
        let outcome = with(&*change).unwrap();
        assert!(!outcome.holds(), "{what}");
        assert!(outcome.problems.iter().any(|problem| problem.place.starts_with("story ")), "{what}");
    }
}

fn run(args: &[&str]) -> Ran {
    twosource().args(args).output().unwrap().into()
}

#[test]
fn the_program_says_what_it_checked_and_what_it_could_not() {
    let folder = tempfile::tempdir().unwrap();
    let reports = ferry();
    let reports = reports.to_str().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let sound = FERRY.value.to_string();
    let path = write("sound.json", &sound);
    let ran = run(&["verify", &path, reports]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("verified: 8 reports") && ran.out.contains("values weighed anew"),
        "{}",
        ran.out
    );

    // A standing that is nothing but changed is not seen by --quick, which says that it does not look.
    let mut forged = FERRY.value.clone();
    let claims = forged["stories"][0]["claims"].as_array_mut().unwrap();
    let single = claims.iter_mut().find(|claim| claim["standing"] == "single-source").unwrap();
    single["standing"] = json!("echoed");
    let path = write("forged.json", &forged.to_string());
    let ran = run(&["verify", "--quick", &path, reports]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("were not weighed anew") && !ran.out.contains("verified"), "{}", ran.out);
    let ran = run(&["verify", &path, reports]);
    assert_eq!(ran.code, 1);
    let line = "standing: the file says \"echoed\", the reports give \"single-source\"";
    assert!(ran.out.contains(line), "{}", ran.out);

    let path = write("other-model.json", &{
        let mut value = FERRY.value.clone();
        value["run"]["models"][0]["sha256"] = json!("0".repeat(64));
        value.to_string()
    });
    let ran = run(&["verify", &path, reports]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("not checked: the file names another model") && ran.out.contains("verified in part"),
        "{}",
        ran.out
    );

    let path = write("other-version.json", &{
        let mut value = FERRY.value.clone();
        value["run"]["version"] = json!("0.0.1");
        value.to_string()
    });
    let ran = run(&["verify", &path, reports]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        ran.out.contains("note: run, version: the file says that version \"0.0.1\" made it"),
        "{}",
        ran.out
    );

    let path = write(
        "twice.json",
        &sound.replacen("\"standing\":", "\"standing\":\"corroborated\",\"standing\":", 1),
    );
    let ran = run(&["verify", &path, reports]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("the key \"standing\" twice"), "{}", ran.err);

    let nothing =
        json!({"schema": "twosource/evidence/1", "run": FERRY.value["run"], "reports": [], "stories": []});
    let path = write("nothing.json", &nothing.to_string());
    let ran = run(&["verify", &path, reports]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("speaks of no report"), "{}", ran.out);
}

#[test]
fn rules_and_outlets_travel_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (rules, outlets, file) = (path("rules.toml"), path("outlets.tsv"), path("e.json"));
    fs::write(&rules, "silence = \"origin\"\n").unwrap();
    fs::write(&outlets, "name\tkind\nHarbour Gazette\tpaper\n").unwrap();
    let reports = ferry();
    let reports = reports.to_str().unwrap();
    let made = run(&["brief", reports, "--rules", &rules, "--outlets", &outlets, "-o", &file]);
    assert_eq!(made.code, 0, "{}", made.err);
    let ran = run(&["verify", &file, reports, "--outlets", &outlets]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("house rules of its own: silence"), "{}", ran.out);
    let ran = run(&["verify", &file, reports]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("give it with --outlets"), "{}", ran.out);
}

#[test]
fn a_story_of_a_collection_verifies_with_its_corrections_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let store = store.to_str().unwrap();
    let file = folder.path().join("s1.json");
    let file = file.to_str().unwrap();
    let reports = ferry();
    let reports = reports.to_str().unwrap();
    assert_eq!(run(&["ingest", reports, "--store", store]).code, 0);
    let shown = run(&["show", "S1", "--store", store, "-o", file]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let ran = run(&["verify", file, reports]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("a collection put the reports into stories"), "{}", ran.out);

    let mut value: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let claim = &value["stories"][0]["claims"][0];
    let words: Vec<Value> = claim["statements"].as_array().unwrap().iter().take(1).cloned().collect();
    let decision = json!({"kind": "overrule", "standing": "corroborated", "claim": {
        "text": claim["text"],
        "statements": words.iter().map(|w| json!({"report": w["report"], "start": w["start"], "end": w["end"], "sha256": "0".repeat(16)})).collect::<Vec<_>>(),
    }});
    let correction = |id: &str, made: &str| json!({"id": id, "story": "S1", "made": made, "by": "The Editor", "note": "I know better.", "decision": decision});
    for (id, made, sound) in [
        ("K1", "2026-01-02T03:04:05Z", true),
        ("x", "2026-01-02T03:04:05Z", false),
        ("K1", "last week", false),
    ] {
        value["stories"][0]["corrections"] = json!([correction(id, made)]);
        fs::write(file, value.to_string()).unwrap();
        let ran = run(&["verify", file, reports]);
        assert_eq!(ran.code, i32::from(!sound), "{id} {made}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.contains("a person's decision, which the reports do not tell: by The Editor"),
            "{}{}",
            ran.out,
            ran.err
        );
    }
}

#[test]
#[ignore = "not yet run through since it found a chain in a circle; for the long run"]
fn whatever_is_briefed_verifies() {
    let desk = Desk::with_default_model().unwrap();
    let mut briefed = 0;
    for kind in crate::generators::kinds() {
        let name = format!("x.{}", kind.ending);
        let read = || reader::read_bytes(Some(&name), &kind.make(3_000), &reader::Options::default()).reports;
        let mut reports = read();
        if reports.is_empty() {
            continue;
        }
        briefed += 1;
        let written = serde_json::to_vec(&desk.brief(reports.clone(), &Quiet)).unwrap();
        let file = EvidenceFile::parse(&written).unwrap();
        // In any order.
        reports.reverse();
        let outcome = desk.verify(&file, reports, &Quiet);
        assert!(outcome.follows(), "{}: {outcome}", kind.name);
    }
    assert!(briefed > 40, "{briefed}");
}
