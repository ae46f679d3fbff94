//! The brief of an invented event, as text and Markdown.

#![allow(clippy::unwrap_used, clippy::panic)]

mod fixture;

use twosource_render::{TextOptions, markdown, text};

#[test]
fn text_brief() {
    insta::assert_snapshot!(text(&fixture::ferry(), &TextOptions::default()));
}

#[test]
fn narrow_text_brief_keeps_its_width() {
    let narrow = text(&fixture::ferry(), &TextOptions { width: 40, colour: false });
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = text(&fixture::ferry(), &TextOptions { width: 72, colour: false });
    let coloured = text(&fixture::ferry(), &TextOptions { width: 72, colour: true });
    assert!(coloured.contains("\u{1b}["));
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    assert_eq!(bare, plain);
}

#[test]
fn markdown_brief() {
    insta::assert_snapshot!(markdown(&fixture::ferry()));
}

/// With `TWOSOURCE_WRITE=DIR`, writes the pages to look at in a browser.
#[test]
fn pages_to_look_at() {
    let Some(folder) = std::env::var_os("TWOSOURCE_WRITE").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let mut two = fixture::ferry();
    two.stories.extend(fixture::crowd(3, 2).stories);
    two.reports.extend(fixture::crowd(3, 2).reports);
    for (name, evidence) in [("ferry", fixture::ferry()), ("crowd", fixture::crowd(30, 12)), ("two", two)] {
        std::fs::write(folder.join(format!("{name}.html")), twosource_render::html(&evidence)).unwrap();
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&evidence).unwrap()).unwrap();
    }
}
