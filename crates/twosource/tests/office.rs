//! Documents and workbooks: written, and read back by others.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use twosource::reader::{Options, read};

fn twosource(arguments: &[&str]) -> (i32, String) {
    let ran = Command::new(assert_cmd::cargo::cargo_bin!("twosource")).args(arguments).output().unwrap();
    (ran.status.code().unwrap(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

fn ferry() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry").to_owned()
}

fn made(folder: &Path, name: &str, inputs: &[&str]) -> PathBuf {
    let path = folder.join(name);
    let mut arguments = vec!["brief", "--quiet", "--output", path.to_str().unwrap()];
    arguments.extend(inputs);
    let (code, err) = twosource(&arguments);
    assert_eq!(code, 0, "{err}");
    path
}

fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_brief_is_a_document_that_the_reader_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path(), "brief.docx", &[&ferry()]);
    let again = made(folder.path(), "again.docx", &[&ferry()]);
    assert_eq!(fs::read(&path).unwrap(), fs::read(again).unwrap(), "the same brief, the same bytes");
    let reading = read(&[&path], &Options::default());
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    let text = &reading.reports[0].text;
    for words in [
        "What is solid",
        "What is not",
        "Who depends on whom",
        "All from one source",
        "The reports",
        "Nordwire",
    ] {
        assert!(text.contains(words), "{words} is missing");
    }
    // A word processor of another house opens it and finds the same.
    if let Some(text) = converted(&path, "txt:Text", "txt") {
        assert!(text.contains("What is solid") && text.contains("All from one source"), "{text:.400}");
    } else {
        eprintln!("no LibreOffice here: the document is read back by this program alone");
    }
}

#[test]
fn words_of_a_workbook_are_never_run() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = folder.path().join("hostile.jsonl");
    let text = "=HYPERLINK(\"http://evil.example\",\"x\") said the mayor of Dunmore. The bridge over the Skarn opened on Friday, the council said.";
    let line = serde_json::json!({"id": "=1+1", "outlet": "@SUM(A1)", "title": "=cmd|' /C calc'!A0\u{1b}", "published": "2026-03-03", "text": text});
    fs::write(&hostile, format!("{line}\n")).unwrap();
    let path = made(folder.path(), "tables.xlsx", &[&ferry(), hostile.to_str().unwrap()]);
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let sheets: Vec<&String> = names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).collect();
    assert_eq!(sheets.len(), 9, "{names:?}");
    for sheet in sheets {
        let mut xml = String::new();
        archive.by_name(sheet).unwrap().read_to_string(&mut xml).unwrap();
        assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{sheet} holds what is run");
    }
    assert!(part(&path, "xl/styles.xml").contains("quotePrefix=\"1\""), "such words are marked as text");
    let words = part(&path, "xl/sharedStrings.xml");
    assert!(words.contains("@SUM(A1)") && words.contains("=cmd|"), "the words themselves are there");
    assert!(part(&path, "xl/workbook.xml").contains("name=\"claims\""));
    // A program of another house opens it and finds the same.
    let there = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("no openpyxl here: the workbook is looked at by its parts alone");
        return;
    }
    let look = "import openpyxl, sys\nsheet = openpyxl.load_workbook(sys.argv[1])['claims']\nassert [cell.value for cell in sheet[1]][:3] == ['story', 'story_title', 'claim']\nassert not [cell for row in sheet for cell in row if cell.data_type == 'f'], 'a formula'\nassert sheet.max_row > 20\nprint('\\n'.join(str(row[4].value) for row in sheet))";
    let ran = Command::new("python3").args(["-c", look]).arg(&path).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8_lossy(&ran.stdout).contains("echoed"));
}

#[test]
fn what_is_no_text_is_not_put_on_a_terminal_nor_a_checked_draft() {
    let (code, err) = twosource(&["check", "The ferry sank.", "--against", &ferry(), "--format", "docx"]);
    assert!(code != 0 && err.contains("a checked draft is written as"), "{code}: {err}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("brief.odt");
    let (code, err) = twosource(&["brief", &ferry(), "--output", path.to_str().unwrap()]);
    assert!(code != 0 && err.contains(".docx"), "{code}: {err}");
    assert!(!path.exists());
}

/// What LibreOffice makes of a file; `None` where it is not on this machine.
fn converted(path: &Path, filter: &str, ending: &str) -> Option<String> {
    let program = ["soffice", "libreoffice"].into_iter().find(|name| {
        std::env::var_os("PATH")
            .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(name).is_file()))
    })?;
    let folder = path.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let ran = Command::new(program)
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .arg(path)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let made = fs::read_dir(folder).unwrap().filter_map(Result::ok).map(|entry| entry.path()).find(|found| {
        found.extension().is_some_and(|found| found == ending)
            && found.file_stem().is_some_and(|found| found.to_string_lossy().starts_with(&stem))
    });
    Some(String::from_utf8_lossy(&fs::read(made.expect("it wrote the file")).unwrap()).into_owned())
}
