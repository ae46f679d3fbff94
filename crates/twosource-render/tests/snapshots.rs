//! The brief of an invented event, as text and Markdown.

use crate::fixture;
use twosource_render::{TextOptions, markdown, text};

#[test]
fn text_brief() {
    insta::assert_snapshot!(text(&fixture::ferry(), &TextOptions::default()));
}

#[test]
fn narrow_text_brief_keeps_its_width() {
    let narrow = text(&fixture::ferry(), &TextOptions { width: 40, colour: false, all: false });
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = text(&fixture::ferry(), &TextOptions { width: 72, colour: false, all: false });
    let coloured = text(&fixture::ferry(), &TextOptions { width: 72, colour: true, all: true });
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
