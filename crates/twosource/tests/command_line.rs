//! The program as a person runs it: exit codes, messages, and results that can be checked.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{Ran, ferry};
use assert_cmd::Command;
use twosource::Evidence;

fn twosource() -> Command {
    Command::from_std(crate::program::twosource())
}

fn run(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

fn brief_json(paths: &[&Path], more: &[&str]) -> String {
    let ran = run(twosource().arg("brief").args(paths).args(["--format", "json"]).args(more));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

const SOUND: &str =
    "The mayor of Dunmore opened the new bridge on Friday. It cost 12 million euros, the council said.\n";

/// One wrong input beside a sound report: one line of error that holds `words`, exit code 1, and the sound one is done.
fn one_clear_line(name: &str, content: &[u8], words: &str) {
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join(name);
    fs::write(&wrong, content).unwrap();
    let sound = folder.path().join("sound.txt");
    fs::write(&sound, SOUND).unwrap();
    let ran = run(twosource().arg("annotate").arg(&wrong).arg(&sound));
    assert_eq!(ran.code, 1, "{name}: {}", ran.err);
    let errors: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 1, "{name}: {}", ran.err);
    assert!(errors[0].contains(name), "the line names the input: {}", errors[0]);
    assert!(errors[0].contains(words), "the line says '{words}': {}", errors[0]);
    assert!(errors[0].len() < 400, "the line is short: {}", errors[0]);
    assert_eq!(ran.out.lines().count(), 1, "{name}: the sound report is still done");
    assert!(ran.out.contains("Dunmore"));
}

#[test]
fn an_empty_file_gets_one_clear_line() {
    one_clear_line("empty.txt", b"", "empty");
    one_clear_line("blank.txt", b" \n\n\t \n", "no text");
}

#[test]
fn random_bytes_get_one_clear_line() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    })
    .take(50_000)
    .collect();
    one_clear_line("noise.txt", &bytes, "text");
    one_clear_line("noise.html", &bytes, "text");
}

#[test]
fn a_line_of_100_megabytes_gets_one_clear_line() {
    let mut line = b"{\"id\": \"x\", \"text\": \"".to_vec();
    line.resize(100_000_000, b'a');
    line.extend_from_slice(b"\"}\n");
    one_clear_line("long.jsonl", &line, "MB");
}

#[test]
fn html_nested_a_hundred_thousand_deep_gets_one_clear_line() {
    let page = format!("<html><body>{}<p>deep</p>", "<div>".repeat(100_000));
    one_clear_line("deep.html", page.as_bytes(), "nested");
}

#[test]
fn a_folder_with_no_report_gets_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    let bare = folder.path().join("bare");
    fs::create_dir(&bare).unwrap();
    let ran = run(twosource().arg("brief").arg(&bare));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("bare") && ran.err.contains("no report"), "{}", ran.err);
    let missing = run(twosource().args(["brief", "no-such-file.txt"]));
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("no-such-file.txt"), "{}", missing.err);
}

#[test]
fn one_bad_line_leaves_the_other_lines_done() {
    let lines = "{\"id\": \"a\", \"text\": \"Prices rose in May.\"}\nnot json\n{\"id\": \"b\", \"text\": \"Prices fell in June.\"}\n";
    let ran = run(twosource().args(["annotate", "-"]).write_stdin(lines));
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out.lines().count(), 2);
    assert_eq!(ran.err.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{}", ran.err);
}

#[test]
fn two_reports_with_one_id_are_both_named() {
    let lines = "{\"id\": \"same\", \"text\": \"Prices rose in May.\"}\n{\"id\": \"same\", \"text\": \"Prices fell in June.\"}\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("twins.jsonl");
    fs::write(&path, lines).unwrap();
    let ran = run(twosource().arg("annotate").arg(&path));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("same") && ran.err.contains(":1") && ran.err.contains(":2"), "{}", ran.err);
}

#[test]
fn wrong_usage_is_2() {
    assert_eq!(run(twosource().arg("brief")).code, 2);
    assert_eq!(run(twosource().args(["brief", "x", "--format", "pdf"])).code, 2);
    assert_eq!(run(twosource().arg("no-such-command")).code, 2);
}

#[test]
fn help_shows_examples() {
    for command in ["brief", "annotate", "explain", "verify"] {
        let ran = run(twosource().args([command, "--help"]));
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains(&format!("twosource {command} ")), "{command}: {}", ran.out);
        assert!(ran.out.contains("Example"), "{command}: {}", ran.out);
    }
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    let mut files: Vec<PathBuf> = fs::read_dir(ferry()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let forward: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let backward: Vec<&Path> = files.iter().rev().map(PathBuf::as_path).collect();
    let one = brief_json(&forward, &["--threads", "1"]);
    assert_eq!(one, brief_json(&backward, &["--threads", "1"]), "whatever the order of paths");
    assert_eq!(one, brief_json(&forward, &["--threads", "4"]), "whatever the threads");
}

#[test]
fn the_evidence_file_keeps_to_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(&run(twosource().arg("schema")).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let evidence: serde_json::Value = serde_json::from_str(&brief_json(&[&ferry()], &[])).unwrap();
    let errors: Vec<String> = validator.iter_errors(&evidence).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut wrong = evidence;
    wrong["stories"][0]["claims"][0]["standing"] = "certain".into();
    assert!(!validator.is_valid(&wrong), "the schema refuses a standing it does not know");
}

#[test]
fn verify_fails_on_a_changed_byte() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    for entry in fs::read_dir(ferry()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, reports.join(path.file_name().unwrap())).unwrap();
    }
    let evidence = folder.path().join("evidence.json");
    fs::write(&evidence, brief_json(&[&reports], &[])).unwrap();
    let sound = run(twosource().arg("verify").arg(&evidence).arg(&reports));
    assert_eq!(sound.code, 0, "{}{}", sound.out, sound.err);

    let wire = reports.join("01-nordwire.txt");
    let changed = fs::read_to_string(&wire).unwrap().replacen("injuring 12 people", "injuring 13 people", 1);
    fs::write(&wire, changed).unwrap();
    let altered = run(twosource().arg("verify").arg(&evidence).arg(&reports));
    assert_eq!(altered.code, 1);
    assert!(altered.out.contains("nordwire-1"), "{}", altered.out);
    let mut lines: Vec<&str> = altered.out.lines().collect();
    lines.sort_unstable();
    assert!(lines.windows(2).all(|pair| pair[0] != pair[1]), "each problem once: {}", altered.out);

    fs::remove_file(&wire).unwrap();
    let missing = run(twosource().arg("verify").arg(&evidence).arg(&reports));
    assert_eq!(missing.code, 1);
    assert!(missing.out.contains("nordwire-1"), "{}", missing.out);
}

#[test]
fn verify_fails_on_an_altered_evidence_file() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = folder.path().join("evidence.json");
    let mut value: serde_json::Value = serde_json::from_str(&brief_json(&[&ferry()], &[])).unwrap();
    let start = &mut value["stories"][0]["claims"][0]["statements"][0]["start"];
    *start = (start.as_u64().unwrap() + 1).into();
    fs::write(&evidence, value.to_string()).unwrap();
    let ran = run(twosource().arg("verify").arg(&evidence).arg(ferry()));
    assert_eq!(ran.code, 1, "{}", ran.out);
}

#[test]
fn explain_gives_reasons_that_a_reader_can_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evidence.json");
    let json = brief_json(&[&ferry()], &[]);
    fs::write(&path, &json).unwrap();
    let evidence: Evidence = serde_json::from_str(&json).unwrap();
    let story = &evidence.stories[0];
    for claim in &story.claims {
        let ran = run(twosource().arg("explain").arg(&path).arg(&claim.id));
        assert_eq!(ran.code, 0, "{}: {}", claim.id, ran.err);
        for statement in &claim.statements {
            let report = evidence.reports.iter().find(|r| r.id == statement.report).unwrap();
            let outlet = report.outlet.as_deref().unwrap();
            assert!(ran.out.contains(outlet), "{} names {outlet}: {}", claim.id, ran.out);
        }
    }
    let unknown = run(twosource().arg("explain").arg(&path).arg("C9999"));
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("C9999"), "{}", unknown.err);
}

#[test]
fn every_format_is_written_and_named_by_its_ending() {
    let folder = tempfile::tempdir().unwrap();
    for (name, start) in [("brief.html", "<!DOCTYPE html>"), ("brief.md", "# "), ("evidence.json", "{")] {
        let path = folder.path().join(name);
        let ran = run(twosource().arg("brief").arg(ferry()).arg("--output").arg(&path));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.out, "");
        assert!(fs::read_to_string(&path).unwrap().starts_with(start), "{name}");
    }
    let text = run(twosource().arg("brief").arg(ferry()).args(["--width", "60"]));
    assert!(text.out.lines().all(|line| line.chars().count() <= 60), "no line is wider than asked");
    assert!(!text.out.contains('\x1b'), "no colour where nobody sees it");
    let coloured = run(twosource().arg("brief").arg(ferry()).args(["--color", "always"]));
    assert!(coloured.out.contains('\x1b'));
}

#[test]
fn models_are_listed_and_a_wrong_file_is_refused() {
    let listed = run(twosource().args(["models", "list"]));
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(listed.out.contains("en_core_web_sm 3.8.0"), "{}", listed.out);
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.whl");
    fs::write(&wrong, b"no wheel at all").unwrap();
    let refused =
        run(twosource().args(["models", "import"]).arg(&wrong).env("TWOSOURCE_MODELS", folder.path()));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("wrong.whl"), "{}", refused.err);
    // Each reason is given once.
    let used = run(twosource().arg("brief").arg(ferry()).arg("--model").arg(&wrong));
    assert_eq!((used.code, used.out.as_str()), (1, ""));
    for error in [&refused.err, &used.err] {
        let error = error.lines().find(|line| line.starts_with("error: ")).unwrap();
        let mut parts: Vec<&str> = error.split(": ").collect();
        parts.sort_unstable();
        assert!(parts.len() > 2 && parts.windows(2).all(|two| two[0] != two[1]), "{error}");
    }
    let unknown = run(twosource().arg("brief").arg(ferry()).args(["--model", "klingon"]));
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("klingon"), "{}", unknown.err);
}

#[test]
fn completions_and_a_man_page_come_from_the_flags() {
    assert!(run(twosource().args(["completions", "bash"])).out.contains("--format"));
    let page = run(twosource().arg("man")).out;
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(twosource().args(["man", "--to"]).arg(folder.path())).code, 0);
    // Each page that the program's own refers to is there, and tells its flags.
    let named: Vec<&str> = page.lines().filter_map(|line| line.strip_suffix("(1)")).collect();
    assert!(named.len() > 10, "{page}");
    for name in named {
        let file = folder.path().join(format!("{}.1", name.replace("\\-", "-")));
        assert!(std::fs::read_to_string(&file).unwrap().contains(".SH OPTIONS"), "{}", file.display());
    }
}
