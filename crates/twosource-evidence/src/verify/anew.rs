//! An evidence file against the one that its reports give when they are weighed anew.
//!
//! Both are compared as JSON, so that a field that is added to the file later is compared too, and a key that nothing
//! gives is named.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ledger::Ledger;
use crate::file::{Evidence, EvidenceFile};

/// Characters of a value that a line shows.
const SHOWN: usize = 60;

/// Keys of the whole document that do not come from the reports: what made the file is compared apart, and what is new in
/// a story depends on when one asks.
const APART: [&str; 3] = ["schema", "run", "news"];

/// Notes each place at which the file says something else than what was weighed anew.
pub(super) fn compare(ledger: &mut Ledger, file: &EvidenceFile, anew: &Evidence) {
    let mut anew = anew.clone();
    paths(ledger, &file.evidence, &mut anew);
    // Decisions of people do not follow from the reports. They are told apart, and compared with what is understood of
    // them: a key that no correction has is named.
    for story in &mut anew.stories {
        let own = file.evidence.stories.iter().find(|own| own.id == story.id);
        story.corrections = own.map(|own| own.corrections.clone()).unwrap_or_default();
    }
    let anew = serde_json::to_value(&anew).ok();
    let Some(anew) = anew else {
        ledger.problem("file", "what the reports give cannot be written");
        return;
    };
    if file.value.get("news").is_some() {
        ledger
            .note("news", "what was new when the file was made does not follow from the reports".to_owned());
    }
    documents(ledger, &file.value, &anew);
    // What made the file, as it is understood: a key that is not is named.
    if let (Some(run), Ok(understood)) = (file.value.get("run"), serde_json::to_value(&file.evidence.run)) {
        values(ledger, "run", run, &understood);
    }
}

/// Files may lie elsewhere now; their names must be the same.
fn paths(ledger: &mut Ledger, file: &Evidence, anew: &mut Evidence) {
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let in_file: BTreeMap<&str, &str> = file
        .reports
        .iter()
        .filter_map(|record| Some((record.id.as_str(), record.path.as_deref()?)))
        .collect();
    let mut elsewhere = 0;
    for record in &mut anew.reports {
        let Some(&then) = in_file.get(record.id.as_str()) else { continue };
        let Some(now) = &mut record.path else { continue };
        if now != then && name(now) == name(then) {
            elsewhere += 1;
            then.clone_into(now);
        }
    }
    if elsewhere > 0 {
        ledger.note("paths", format!("{elsewhere} reports lie in another folder than the file says"));
    }
}

fn documents(ledger: &mut Ledger, file: &Value, anew: &Value) {
    if let (Some(file), Some(anew)) = (file.as_object(), anew.as_object()) {
        objects(ledger, "", file, anew, &|key: &str| APART.contains(&key));
    }
}

fn values(ledger: &mut Ledger, place: &str, file: &Value, anew: &Value) {
    match (file, anew) {
        (Value::Object(file), Value::Object(anew)) => objects(ledger, place, file, anew, &|_| false),
        (Value::Array(file), Value::Array(anew)) if of_objects(file) && of_objects(anew) => {
            lists(ledger, place, file, anew);
        }
        _ if same(file, anew) => ledger.followed(),
        _ => {
            let what = format!("the file says {}, the reports give {}", shown(file), shown(anew));
            ledger.problem(place, what);
        }
    }
}

fn objects(
    ledger: &mut Ledger,
    place: &str,
    file: &Map<String, Value>,
    anew: &Map<String, Value>,
    apart: &dyn Fn(&str) -> bool,
) {
    for (key, given) in anew.iter().filter(|(key, _)| !apart(key)) {
        match file.get(key) {
            Some(value) => values(ledger, &under(place, key), value, given),
            None if is_nothing(given) => {}
            None => {
                let what = format!("is missing; the reports give {}", shown(given));
                ledger.problem(&under(place, key), what);
            }
        }
    }
    for (key, value) in file.iter().filter(|(key, _)| !apart(key) && !anew.contains_key(*key)) {
        if !is_nothing(value) {
            let what = format!("the file says {}, the reports give nothing of that name", shown(value));
            ledger.problem(&under(place, key), what);
        }
    }
}

/// Lists of objects, member by member: by their ids or places where they have any, else in order.
fn lists(ledger: &mut Ledger, place: &str, file: &[Value], anew: &[Value]) {
    let keyed = |list: &[Value]| -> Option<BTreeMap<String, usize>> {
        let mut by_key = BTreeMap::new();
        for (i, item) in list.iter().enumerate() {
            // A key that stands twice tells nothing apart.
            if by_key.insert(key(item)?, i).is_some() {
                return None;
            }
        }
        Some(by_key)
    };
    let (Some(in_file), Some(given)) = (keyed(file), keyed(anew)) else {
        for i in 0..file.len().max(anew.len()) {
            member(ledger, &format!("{place} {}", i + 1), file.get(i), anew.get(i));
        }
        return;
    };
    for (name, &i) in &given {
        let found = in_file.get(name).and_then(|&at| file.get(at));
        member(ledger, &format!("{place} {name}"), found, anew.get(i));
    }
    for (name, &i) in in_file.iter().filter(|(name, _)| !given.contains_key(*name)) {
        member(ledger, &format!("{place} {name}"), file.get(i), None);
    }
    let order = |list: &[Value], other: &BTreeMap<String, usize>| -> Vec<String> {
        list.iter().filter_map(key).filter(|name| other.contains_key(name)).collect()
    };
    if order(file, &given) != order(anew, &in_file) {
        ledger.problem(place, "the file has them in another order than the reports give them");
    }
}

fn member(ledger: &mut Ledger, place: &str, file: Option<&Value>, anew: Option<&Value>) {
    match (file, anew) {
        (Some(file), Some(anew)) => values(ledger, place, file, anew),
        (Some(file), None) => {
            ledger.problem(place, format!("the reports do not give it; the file says {}", shown(file)));
        }
        (None, Some(anew)) => {
            ledger.problem(place, format!("is missing; the reports give {}", shown(anew)));
        }
        (None, None) => {}
    }
}

/// What a member of a list is known by.
fn key(item: &Value) -> Option<String> {
    if let Some(id) = item.get("id").and_then(Value::as_str) {
        return Some(id.to_owned());
    }
    let start = item.get("start")?.as_u64()?;
    let end = item.get("end")?.as_u64()?;
    let report = item.get("report").and_then(Value::as_str).map(|id| format!("{id} ")).unwrap_or_default();
    Some(format!("{report}{start}–{end}"))
}

fn of_objects(list: &[Value]) -> bool {
    list.iter().all(Value::is_object)
}

/// Values that mean the same: numbers by what they are, not by how they are written.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64().zip(other.as_f64()).is_some_and(near)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

/// Numbers that differ by no more than writing and reading them does.
fn near((one, other): (f64, f64)) -> bool {
    one == other || (one - other).abs() <= 1e-12 * one.abs().max(other.abs())
}

/// A value that a writer may as well leave out.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// A place within another: "story s1, claim C2" and not "stories s1, claims C2".
fn under(place: &str, key: &str) -> String {
    let key = match key {
        "stories" => "story",
        "reports" if place.is_empty() => "report",
        "claims" => "claim",
        "origins" => "origin",
        "entities" => "entity",
        "conflicts" => "conflict",
        "quotations" => "quotation",
        "attributions" => "attribution",
        "statements" => "statement",
        "sentences" => "sentence",
        "segments" => "segment",
        "times" => "time",
        "corrections" => "correction",
        "open_questions" => "question",
        key => key,
    };
    let key: String = key.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if place.is_empty() { key } else { format!("{place}, {key}") }
}

/// A value in a few words, in one line.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        // Not written out: a list may be the whole file.
        Value::Array(items) if of_objects(items) => format!("{} of them", items.len()),
        Value::Object(_) => {
            let text = value.get("text").or_else(|| value.get("name")).or_else(|| value.get("why"));
            text.filter(|text| text.is_string()).map_or_else(|| short(value), short)
        }
        _ => short(value),
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn problems(file: &Value, anew: &Value) -> Vec<String> {
        let mut ledger = Ledger::default();
        documents(&mut ledger, file, anew);
        ledger.finish(0, Vec::new()).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_place_that_differs_is_named() {
        let anew = json!({"run": 1, "stories": [{"id": "s", "claims": [
            {"id": "C1", "standing": "echoed", "origins": ["O1"], "cautions": []},
            {"id": "C2", "standing": "echoed", "statements": [{"report": "a", "start": 3, "end": 9, "certainty": "denied"}]},
        ]}]});
        assert_eq!(problems(&anew, &anew), Vec::<String>::new());
        let file = json!({"run": 2, "stories": [{"id": "s", "claims": [
            {"id": "C2", "standing": "echoed", "statements": [{"report": "a", "start": 3, "end": 9, "certainty": "asserted"}]},
            {"id": "C1", "standing": "corroborated", "origins": ["O1", "O2"], "seal": "checked"},
        ]}]});
        assert_eq!(
            problems(&file, &anew),
            [
                "story s, claim C1, standing: the file says \"corroborated\", the reports give \"echoed\"",
                "story s, claim C1, origin: the file says [\"O1\",\"O2\"], the reports give [\"O1\"]",
                "story s, claim C1, seal: the file says \"checked\", the reports give nothing of that name",
                "story s, claim C2, statement a 3–9, certainty: the file says \"asserted\", the reports give \"denied\"",
                "story s, claim: the file has them in another order than the reports give them",
            ]
        );
    }

    #[test]
    fn a_long_list_with_one_member_more_gives_one_line() {
        let list = |n: usize| -> Value {
            json!({"times": (0..n).map(|i| json!({"start": i, "end": i + 1, "value": "x"})).collect::<Vec<_>>()})
        };
        assert_eq!(problems(&list(5_001), &list(5_000)).len(), 1);
        assert_eq!(problems(&list(4_999), &list(5_000)).len(), 1);
    }
}
