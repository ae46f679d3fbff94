//! Two versions of a report, statement by statement.

use std::collections::{BTreeMap, BTreeSet};

use twosource_evidence::file::ReportRecord;

use super::words::{differences, is_number, likeness, words};
use super::{Edit, FieldChange, Matter, Revision, StatementChange};
use crate::annotation::{CharOffsets, speaker};

/// How many words two statements must share to be one that was altered.
const ALTERED: f64 = 0.5;

/// Statements with one word that are compared by it, at most: words in more tell nothing.
const MOST_HOLDERS: usize = 100;

/// Words by which a report says that it is not what it was.
const SAYS_SO: [&str; 12] = [
    "correction",
    "corrected",
    "corrects",
    "clarification",
    "clarifies",
    "an earlier version",
    "a previous version",
    "was amended",
    "has been amended",
    "has been updated",
    "was updated",
    "updates with",
];

/// A statement, heading or caption.
struct Part {
    unit: String,
    text: String,
    place: [usize; 2],
    words: Vec<String>,
    speaker: Option<String>,
    certainty: Option<String>,
    times: BTreeSet<String>,
}

/// What the newer version says otherwise.
pub(super) fn compare(before: &ReportRecord, after: &ReportRecord) -> Revision {
    let (old, new) = (parts(before), parts(after));
    let says_so = |record: &ReportRecord| {
        let text = record.text.to_lowercase();
        SAYS_SO.iter().map(|words| text.matches(words).count()).sum::<usize>()
    };
    let says_so = says_so(after) > says_so(before);

    let (old_left, new_left) = unmatched(&old, &new);
    let pairs = pair(&old, &old_left, &new, &new_left);
    let paired_old: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let paired_new: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();

    let mut statements: Vec<StatementChange> =
        pairs.iter().map(|&(a, b)| altered(&old[a], &new[b], says_so)).collect();
    statements.extend(old_left.iter().filter(|index| !paired_old.contains(index)).map(|&index| {
        let part = &old[index];
        StatementChange {
            edit: Edit::Dropped,
            before: Some(part.text.clone()),
            before_place: Some(part.place),
            ..blank(&part.unit)
        }
    }));
    statements.extend(new_left.iter().filter(|index| !paired_new.contains(index)).map(|&index| {
        let part = &new[index];
        StatementChange {
            edit: Edit::Added,
            after: Some(part.text.clone()),
            after_place: Some(part.place),
            ..blank(&part.unit)
        }
    }));
    statements.sort_by_key(|change| {
        let number = change.matters.contains(&Matter::Number);
        let place = change.after_place.or(change.before_place);
        (!number, !change.quiet, place, change.edit)
    });
    Revision { from: 0, to: 0, received: String::new(), says_so, fields: fields(before, after), statements }
}

fn blank(unit: &str) -> StatementChange {
    StatementChange {
        edit: Edit::Altered,
        unit: unit.to_owned(),
        before: None,
        after: None,
        before_place: None,
        after_place: None,
        matters: Vec::new(),
        words: Vec::new(),
        quiet: false,
    }
}

/// The statements of a version, and its headings and captions.
fn parts(record: &ReportRecord) -> Vec<Part> {
    let chars = CharOffsets::new(&record.text);
    let line = |start, end| chars.slice(start, end).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts: Vec<Part> = Vec::new();
    for statement in &record.statements {
        let text = line(statement.start, statement.end);
        let inside = record.times.iter().filter(|at| statement.start <= at.start && at.end <= statement.end);
        parts.push(Part {
            unit: "statement".to_owned(),
            words: words(&text),
            text,
            place: [statement.start, statement.end],
            speaker: statement.attribution.as_deref().and_then(|id| speaker(record, &chars, id)),
            certainty: Some(statement.certainty.clone()),
            times: inside.map(|time| time.value.clone()).collect(),
        });
    }
    let telling = |kind: &str| matches!(kind, "title" | "heading" | "caption");
    for segment in record.segments.iter().filter(|segment| telling(&segment.kind)) {
        let text = line(segment.start, segment.end);
        parts.push(Part {
            unit: segment.kind.clone(),
            words: words(&text),
            text,
            place: [segment.start, segment.end],
            speaker: None,
            certainty: None,
            times: BTreeSet::new(),
        });
    }
    parts.sort_by_key(|part| part.place);
    parts
}

/// The parts that do not stand word for word in the other version, wherever there.
fn unmatched(old: &[Part], new: &[Part]) -> (Vec<usize>, Vec<usize>) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, part) in new.iter().enumerate().rev() {
        places.entry(&part.text).or_default().push(index);
    }
    let mut matched = BTreeSet::new();
    let mut old_left = Vec::new();
    for (index, part) in old.iter().enumerate() {
        match places.get_mut(part.text.as_str()).and_then(Vec::pop) {
            Some(twin) => {
                matched.insert(twin);
            }
            None => old_left.push(index),
        }
    }
    (old_left, (0..new.len()).filter(|index| !matched.contains(index)).collect())
}

/// The pairs of parts that are one in two wordings: most alike first, each part once.
fn pair(old: &[Part], old_left: &[usize], new: &[Part], new_left: &[usize]) -> Vec<(usize, usize)> {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &index in old_left {
        for word in old[index].words.iter().collect::<BTreeSet<_>>() {
            holders.entry(word).or_default().push(index);
        }
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for &index in new_left {
        let part = &new[index];
        let telling = part.words.iter().filter_map(|word| holders.get(word.as_str()));
        let candidates: BTreeSet<usize> =
            telling.filter(|holders| holders.len() <= MOST_HOLDERS).flatten().copied().collect();
        for candidate in candidates.into_iter().filter(|&candidate| old[candidate].unit == part.unit) {
            let likeness = likeness(&old[candidate].words, &part.words);
            if likeness >= ALTERED {
                pairs.push((likeness, candidate, index));
            }
        }
    }
    // Of equally alike ones those that stand in the same order.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = Vec::new();
    for (_, a, b) in pairs {
        if !used_old.contains(&a) && !used_new.contains(&b) {
            used_old.insert(a);
            used_new.insert(b);
            kept.push((a, b));
        }
    }
    kept
}

/// What was altered in a part.
fn altered(old: &Part, new: &Part, says_so: bool) -> StatementChange {
    let differing = differences(&old.text, &new.text);
    let has_number = |text: &String| words(text).iter().any(|word| is_number(word));
    let mut matters = BTreeSet::new();
    let is_date = old.times != new.times;
    if is_date {
        matters.insert(Matter::Date);
    }
    // A figure within a date is no number of its own.
    let numbers =
        |part: &Part| -> Vec<String> { part.words.iter().filter(|word| is_number(word)).cloned().collect() };
    if numbers(old) != numbers(new) && differing.iter().flatten().any(has_number) {
        matters.insert(Matter::Number);
    }
    if old.speaker != new.speaker {
        matters.insert(Matter::Source);
    }
    if old.certainty != new.certainty {
        matters.insert(Matter::Certainty);
    }
    if matters.is_empty() {
        matters.insert(Matter::Words);
    }
    let telling = [Matter::Number, Matter::Date, Matter::Source];
    StatementChange {
        before: Some(old.text.clone()),
        after: Some(new.text.clone()),
        before_place: Some(old.place),
        after_place: Some(new.place),
        quiet: !says_so && telling.iter().any(|matter| matters.contains(matter)),
        matters: matters.into_iter().collect(),
        words: differing,
        ..blank(&new.unit)
    }
}

/// The metadata that is another.
fn fields(before: &ReportRecord, after: &ReportRecord) -> Vec<FieldChange> {
    let fields = [
        ("title", &before.title, &after.title),
        ("outlet", &before.outlet, &after.outlet),
        ("published", &before.published, &after.published),
        ("byline", &before.byline, &after.byline),
        ("url", &before.url, &after.url),
    ];
    let differing = fields.into_iter().filter(|(_, before, after)| before != after);
    differing
        .map(|(field, before, after)| FieldChange { field, before: before.clone(), after: after.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use twosource_evidence::file::StatementRecord;

    use super::*;

    /// A version whose statements are its lines.
    fn version(lines: &[&str]) -> ReportRecord {
        let text = lines.join("\n");
        let mut start = 0;
        let mut statements = Vec::new();
        for line in lines {
            let end = start + line.chars().count();
            let certainty = "asserted".to_owned();
            statements.push(StatementRecord { start, end, attribution: None, certainty, time: None });
            start = end + 1;
        }
        ReportRecord {
            id: "a".to_owned(),
            path: None,
            line: None,
            sha256: String::new(),
            text_sha256: String::new(),
            outlet: None,
            title: Some("Ferry".to_owned()),
            published: None,
            published_from: None,
            url: None,
            byline: None,
            agencies: vec![],
            syndicated_from: None,
            language: None,
            text,
            segments: vec![],
            sentences: vec![],
            entities: vec![],
            times: vec![],
            attributions: vec![],
            statements,
        }
    }

    #[test]
    fn a_quiet_edit_of_a_number_comes_first() {
        let before = version(&[
            "The ferry left Port Ellen at dawn.",
            "At least two people died.",
            "It is owned by a firm.",
        ]);
        let after = version(&[
            "The ferry departed Port Ellen at dawn.",
            "At least three people died.",
            "Divers searched the hull.",
        ]);
        let revision = compare(&before, &after);
        let first = &revision.statements[0];
        assert_eq!((first.edit, first.quiet), (Edit::Altered, true));
        assert_eq!(first.matters, [Matter::Number]);
        assert_eq!(first.words, [["two".to_owned(), "three".to_owned()]]);
        let edits: Vec<(Edit, bool)> =
            revision.statements.iter().map(|change| (change.edit, change.quiet)).collect();
        assert_eq!(edits.len(), 4, "{:#?}", revision.statements);
        assert!(edits.contains(&(Edit::Dropped, false)) && edits.contains(&(Edit::Added, false)));
    }

    #[test]
    fn an_edit_that_is_told_is_not_quiet() {
        let before = version(&["At least two people died."]);
        let after =
            version(&["At least three people died.", "Correction: an earlier version gave a wrong toll."]);
        let revision = compare(&before, &after);
        assert!(revision.says_so && !revision.statements[0].quiet);
    }

    #[test]
    fn statements_that_only_moved_are_no_change() {
        let before = version(&["One thing happened.", "Another thing happened.", "A third one too."]);
        let after = version(&["A third one too.", "One thing happened.", "Another thing happened."]);
        assert!(compare(&before, &after).statements.is_empty());
    }
}
