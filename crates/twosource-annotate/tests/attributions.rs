//! Runs the cases of `attributions.md`, and checks the two reports of the summit where they are at hand.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use twosource_annotate::{Annotated, Attribution, annotate};
use twosource_language::Pipeline;
use twosource_reader::{Options, Report, Segment, SegmentKind};
use twosource_text::Span;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap());

/// A report of the paragraphs of `text`; one that opens with `# ` is its title.
fn report(text: &str) -> Report {
    let reading = twosource_reader::read_bytes(None, text.as_bytes(), &Options::default());
    let mut report = reading.reports.into_iter().next().unwrap();
    let plain = text.replace("# ", "");
    let mut segments = Vec::new();
    let mut start = 0;
    for (paragraph, marked) in plain.split("\n\n").zip(text.split("\n\n")) {
        let kind = if marked.starts_with("# ") { SegmentKind::Title } else { SegmentKind::Paragraph };
        segments.push(Segment { kind, span: Span::new(start, start + paragraph.len()) });
        start += paragraph.len() + 2;
    }
    report.text = plain;
    report.segments = segments;
    report
}

/// The attributions as the specification's table shows them.
fn table(annotated: &Annotated) -> String {
    let text = &annotated.report.text;
    let words = |spans: &[Span]| {
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        if words.is_empty() { "–".to_owned() } else { words.join(" / ") }
    };
    let name = |value: Result<Value, serde_json::Error>| value.unwrap().as_str().unwrap().to_owned();
    let mut rows = String::new();
    for attribution in &annotated.attributions {
        let Attribution { kind, source, cue, content, via, certainty, tells: _ } = attribution;
        let (who, sort) = source.as_ref().map_or(("–".to_owned(), "–".to_owned()), |source| {
            (words(&source.ranges), name(serde_json::to_value(source.kind)))
        });
        let via = via.map_or("–".to_owned(), |via| (via + 1).to_string());
        let kind = name(serde_json::to_value(kind));
        let certainty = name(serde_json::to_value(certainty));
        writeln!(
            rows,
            "| {who} | {} | {} | {kind} | {sort} | {certainty} | {via} |",
            words(cue),
            words(content).replace('\n', " ")
        )
        .unwrap();
    }
    rows
}

#[test]
fn the_specification_holds() {
    let specification = include_str!("attributions.md");
    let mut failures = String::new();
    let mut count = 0;
    for case in specification.split("\n### ").skip(1) {
        let title = case.lines().next().unwrap();
        let quoted: Vec<&str> = case
            .lines()
            .filter_map(|line| line.strip_prefix('>'))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let text = quoted.join("\n");
        assert!(!text.is_empty(), "no input in {title:?}");
        let expected: String =
            case.lines().filter(|line| line.starts_with("| ")).map(|line| format!("{line}\n")).collect();
        let found = table(&annotate(report(&text), &PIPELINE));
        count += 1;
        if found != expected {
            writeln!(failures, "### {title}\n{text}\nexpected\n{expected}found\n{found}").unwrap();
        }
    }
    assert!(count >= 40, "only {count} cases were read");
    assert!(failures.is_empty(), "\n{failures}");
}

/// A report of the summit, `None` with a word where the folder is missing.
fn summit(file: &str) -> Option<Annotated> {
    let shared = std::env::var_os("TWOSOURCE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("reports/summit").join(file);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    let reading = twosource_reader::read(&[path], &Options::default());
    reading.reports.into_iter().next().map(|report| annotate(report, &PIPELINE))
}

/// The attribution whose content holds `words`, the innermost of several, as its source's words, its kind of source
/// and the words of the source it came by way of.
fn who_says<'a>(annotated: &'a Annotated, words: &str) -> (&'a str, Value, Option<&'a str>, &'a Attribution) {
    let text = &annotated.report.text;
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the report"));
    let span = Span::new(at, at + words.len());
    let holding = annotated.attributions.iter().filter(|a| a.content.iter().any(|part| part.contains(span)));
    let found = holding
        .min_by_key(|a| a.content.iter().map(|part| part.len()).sum::<usize>())
        .unwrap_or_else(|| panic!("nobody says {words:?}\n{}", table(annotated)));
    let source = found.source.as_ref().unwrap();
    let via = found.via.and_then(|via| annotated.attributions[via].source.as_ref());
    (
        source.ranges[0].of(text),
        serde_json::to_value(source.kind).unwrap(),
        via.map(|source| source.ranges[0].of(text)),
        found,
    )
}

fn entity_name<'a>(annotated: &'a Annotated, attribution: &Attribution) -> Option<&'a str> {
    attribution.source.as_ref().and_then(|s| s.entity).map(|entity| annotated.entities[entity].name.as_str())
}

#[test]
fn the_first_summit_report_comes_out_right() {
    let Some(report) = summit("000_19531eae71b43753.txt") else { return };
    let (who, kind, _, warning) = who_says(&report, "North Korea would \"pay a price\"");
    assert_eq!((who, kind), ("The White House", "state-body".into()));
    assert_eq!(warning.kind, twosource_annotate::AttributionKind::Mixed);

    let (who, kind, via, vow) = who_says(&report, "We have always expressed full");
    assert_eq!((who, kind), ("Kim", "person".into()));
    assert_eq!(via, Some("footage broadcast on Russian TV"));
    assert_eq!(vow.kind, twosource_annotate::AttributionKind::Direct);
    assert_eq!(entity_name(&report, vow), Some("Kim Jong Un"));

    let (who, kind, ..) = who_says(&report, "Pyongyang fired two ballistic missiles");
    assert_eq!((who, kind), ("the South Korean military", "state-body".into()));

    let (who, kind, ..) = who_says(&report, "Among the top military officials");
    assert_eq!((who, kind), ("the North's state media", "state-media".into()));

    let (who, kind, ..) = who_says(&report, "lasted around two hours");
    assert_eq!((who, kind), ("Russian state-run news agencies", "state-media".into()));

    let (who, kind, ..) = who_says(&report, "Russia will likely use the talks");
    assert_eq!((who, kind), ("Experts", "anonymous".into()));
    let (who, kind, ..) = who_says(&report, "Russia is interested in buying");
    assert_eq!((who, kind), ("US officials and experts", "anonymous".into()));

    let (who, kind, ..) = who_says(&report, "as did Foreign Minister Sergei Lavrov");
    assert_eq!(who, "images on Russian state television");
    assert!(kind == "document" || kind == "state-media");
}

#[test]
fn the_second_summit_report_comes_out_right() {
    let Some(report) = summit("003_fcddedb9f2ccae83.txt") else { return };
    let (who, _, _, calm) = who_says(&report, "Seoul was maintaining communication");
    assert!(who.starts_with("Lim Soo-suk"), "{who}");
    assert_eq!(calm.kind, twosource_annotate::AttributionKind::Indirect);
    let (_, kind, _, rule) = who_says(&report, "No UN [United Nations] member state");
    assert_eq!(kind, "person");
    assert_eq!(rule.kind, twosource_annotate::AttributionKind::Direct);
    assert_eq!(entity_name(&report, rule), Some("Lim Soo-suk"));
    assert_eq!(entity_name(&report, calm), Some("Lim Soo-suk"));

    let (who, _, via, here) = who_says(&report, "that's why we have come here");
    assert_eq!((who, via), ("Putin", Some("Russian state media")));
    assert_eq!(here.kind, twosource_annotate::AttributionKind::Direct);

    let (who, kind, via, _) = who_says(&report, "his decision to visit Russia");
    assert_eq!((who, kind, via), ("Kim", "person".into(), Some("North Korea's official news agency")));

    let (who, kind, ..) = who_says(&report, "Kim was accompanied by Pak Thae Song");
    assert_eq!((who, kind), ("Official photos", "document".into()));
    let (who, kind, ..) = who_says(&report, "Both men are linked");
    assert_eq!((who, kind), ("South Korea's Unification Ministry", "state-body".into()));
}

#[test]
fn statements_know_who_makes_them() {
    let text = "The bridge at Norton was closed on Monday, the council said. Drivers were angry. Will it open again?\n\n\
        \"We are sorry,\" Mayor Ann Lee said. \"We will mend it.\"";
    let annotated = annotate(report(text), &PIPELINE);
    let rows: Vec<(Option<&str>, &str)> = annotated
        .statements
        .iter()
        .map(|statement| {
            let attribution = statement.attribution.map(|index| &annotated.attributions[index]);
            let source = attribution.and_then(|a| a.source.as_ref()).map(|s| s.ranges[0].of(text));
            (source, statement.span.of(text))
        })
        .collect();
    let told: Vec<(Option<&str>, bool)> = rows.iter().map(|(who, words)| (*who, words.is_empty())).collect();
    assert_eq!(
        told,
        [
            (Some("the council"), false),
            (None, false),
            (None, false),
            (Some("Mayor Ann Lee"), false),
            (Some("Mayor Ann Lee"), false),
        ],
        "{rows:?}"
    );
    let certainties: Vec<Value> =
        annotated.statements.iter().map(|s| serde_json::to_value(s.certainty).unwrap()).collect();
    assert_eq!(certainties, ["attributed", "asserted", "questioned", "attributed", "planned"]);
}

#[test]
fn statements_take_the_attribution_that_covers_them() {
    for (text, expected) in [
        ("Officials said 40 barns burned.", vec![Some("Officials")]),
        (
            "If the rules were broken, Minister Holm promised to publish a report.",
            vec![Some("Minister Holm")],
        ),
        (
            "“Too little, too late,” Joan Wend, a leader of the strikes in 2014 that came before the unrest, said on her page.",
            vec![Some("Joan Wend, a leader of the strikes in 2014 that came before the unrest")],
        ),
        ("The dam was blown up from inside. That is according to the army.", vec![Some("the army"); 2]),
        (
            "The firm has decided to close by June 11, several newspapers reported on Friday.",
            vec![Some("several newspapers")],
        ),
        ("Nobody knows why the crane fell. Two men died when it fell.", vec![None, None]),
        (
            "State radio has raised the toll from a bombing in a northern town saying 31 died.",
            vec![Some("State radio")],
        ),
        ("The firm plans to close forty branches.", vec![None]),
        ("The night ferry sails again today. — Ann Lee (@annlee) March 11, 2024", vec![Some("Ann Lee")]),
    ] {
        let annotated = annotate(report(text), &PIPELINE);
        let told: Vec<Option<&str>> = annotated
            .statements
            .iter()
            .map(|statement| {
                let attribution = statement.attribution.map(|index| &annotated.attributions[index]);
                attribution.and_then(|a| a.source.as_ref()).map(|source| source.ranges[0].of(text))
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }
}

#[test]
fn hostile_texts_end() {
    for text in [
        "\"".repeat(5000),
        "“”".repeat(5000),
        "said ".repeat(3000),
        "\"a,\" he said. ".repeat(800),
        "according to ".repeat(2000),
        "'''''''' `` '' ''' “ ” ‘ ’ « » „".repeat(200),
        "he said that ".repeat(1500),
        "said and added and noted and ".repeat(800),
        "citing a man, ".repeat(1500),
        "he said \"a ".repeat(1500),
        "said in a statement carried by state media ".repeat(600),
        "\"We are ready, ".repeat(1200) + "the mayor said.",
        "(".repeat(3000) + &")".repeat(3000),
        "\"We go on and on today.\n\n".repeat(600),
        "\"Nobody told us anything.\"\n\n— Ann Lee, farmer\n\n".repeat(400),
        "WELLS: yes, we do\n\n".repeat(600),
        "“a b c d” — Ann Lee\n".repeat(800),
        "One guest, who like others, said, said, police and a witness said. ".repeat(400),
        "a, b, c, said ".repeat(1200),
        "— Ann (@ann) ".repeat(1500),
        "That is according to that. ".repeat(800),
    ] {
        // A text of marks alone is refused before it comes here.
        let annotated = annotate(report(&(text + " end")), &PIPELINE);
        for attribution in &annotated.attributions {
            assert!(attribution.content.iter().all(|part| !part.of(&annotated.report.text).is_empty()));
            assert!(attribution.via.is_none_or(|via| via < annotated.attributions.len()));
        }
    }
}
