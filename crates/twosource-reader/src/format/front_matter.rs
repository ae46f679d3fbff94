//! YAML between two lines of `---` at the head of a text.

use saphyr_parser::{Event, Parser};

use crate::ReadError;
use crate::error::Caution;
use crate::given::Given;

/// Metadata at the head of a text.
pub(crate) struct FrontMatter {
    pub given: Given,
    /// Keys of a report's that have no single value.
    pub cautions: Vec<Caution>,
    /// The byte after the closing line.
    pub end: usize,
}

/// Keys whose value may be a list: several names are one byline, and a text may stand in several sections.
const LISTS: [&str; 2] = ["byline", "section"];

/// More than any metadata takes; a text that opens with a rule and has another far below has no front matter.
const MAX_BYTES: usize = 64 * 1024;

/// The front matter of `text`, if it opens with one. Keys other than a report's stay unread. A list of one word stands for that
/// word; what else is nested stays unread, and that is told.
pub(crate) fn split(text: &str) -> Result<Option<FrontMatter>, ReadError> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return Ok(None) };
    let start = first.len();
    let mut end = start;
    let mut close = None;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            close = Some(end);
            end += line.len();
            break;
        }
        end += line.len();
        if end > MAX_BYTES {
            return Ok(None);
        }
    }
    let Some(close) = close else { return Ok(None) };
    let yaml = &text[start..close];
    // A text may open with a rule and have another below: metadata starts with a key.
    let first_line = yaml.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let has_key = first_line.is_some_and(|line| {
        line.split_once(':')
            .is_some_and(|(key, _)| !key.is_empty() && !key.trim().contains(char::is_whitespace))
    });
    if !has_key {
        return Ok(None);
    }
    let (given, cautions) = given(yaml)?;
    Ok(Some(FrontMatter { given, cautions, end }))
}

/// A value that is more than a word, under way.
#[derive(Default)]
struct Nested {
    words: Vec<String>,
    /// True for a mapping, and where something in it is more than a word.
    is_deep: bool,
}

/// Reads the top level of a mapping from the parser's events. Nothing is built, so that aliases cannot blow up.
fn given(yaml: &str) -> Result<(Given, Vec<Caution>), ReadError> {
    let mut known = std::collections::BTreeSet::new();
    let mut given = Given::default();
    let mut cautions = Vec::new();
    let mut depth = 0_usize;
    let mut key: Option<String> = None;
    let mut nested = Nested::default();
    for event in Parser::new_from_str(yaml) {
        let (event, _) = event.map_err(|error| ReadError::FrontMatter(error.to_string()))?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                nested.is_deep |= depth > 2 || depth == 2 && matches!(event, Event::MappingStart(..));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth != 1 {
                    continue;
                }
                let Nested { words, is_deep } = std::mem::take(&mut nested);
                let Some(key) = key.take() else { continue };
                let is_list = LISTS.contains(&key.as_str());
                match words.as_slice() {
                    [] if !is_deep => {}
                    [word] if !is_deep => given.set(&key, word),
                    _ if is_list && !words.is_empty() => given.set(&key, &words.join(", ")),
                    _ if Given::knows(&key) => cautions.push(Caution::NotOneValue { key }),
                    _ => {}
                }
            }
            Event::Scalar(value, ..) if depth == 1 => match key.take() {
                None => {
                    let name = value.into_owned();
                    // Other readers of YAML take the other value, or none.
                    if !known.insert(name.clone()) {
                        return Err(ReadError::FrontMatter(format!("it has the key {name:?} twice")));
                    }
                    key = Some(name);
                }
                Some(key) if value != "null" && value != "~" => given.set(&key, &value),
                Some(_) => {}
            },
            Event::Scalar(value, ..) if depth == 2 => nested.words.push(value.into_owned()),
            // What it stands for is not looked up.
            Event::Alias(_) if depth == 1 => {
                let known = key.take().filter(|key| Given::knows(key));
                cautions.extend(known.map(|key| Caution::NotOneValue { key }));
            }
            _ => {}
        }
    }
    Ok((given, cautions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_the_text_starts_after_them() {
        let text = "---\ntitle: \"A: b\"\nid: 7\nbyline:\n  - A B\n  - C D\ntags: {x: [1, 2]}\npublished: 2023-09-13\n---\nText.";
        let front = split(text).unwrap().unwrap();
        assert_eq!(front.given.title.as_deref(), Some("A: b"));
        assert_eq!(front.given.id.as_deref(), Some("7"));
        assert_eq!(front.given.byline.as_deref(), Some("A B, C D"));
        assert_eq!(front.given.published.as_deref(), Some("2023-09-13"));
        assert_eq!(&text[front.end..], "Text.");
    }

    #[test]
    fn a_value_that_should_be_one_word_and_is_not_is_told() {
        let told = |yaml: &str| {
            let front = split(&format!("---\n{yaml}\n---\nText.")).unwrap().unwrap();
            let keys = front.cautions.into_iter().map(|caution| match caution {
                Caution::NotOneValue { key } => key,
                other => panic!("{other}"),
            });
            (front.given, keys.collect::<Vec<_>>())
        };
        let (given, keys) = told(
            "title: [Tug sinks, {b: c}]\noutlet: {name: Post}\npublished: [2024-05-03]\nbyline: [A B, C D]",
        );
        assert_eq!(keys, ["title", "outlet"]);
        assert_eq!((given.title, given.outlet), (None, None));
        assert_eq!(given.published.as_deref(), Some("2024-05-03"));
        assert_eq!(given.byline.as_deref(), Some("A B, C D"));
        assert_eq!(told("x: &a Tug\ntitle: *a").1, ["title"]);
        assert_eq!(told("tags: [[a], {b: c}]\ntitle: []").1, [""; 0]);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert!(split("---\nThe talks went on.\n---\nThey ended.").unwrap().is_none());
        assert!(split("---\ntitle: never closed").unwrap().is_none());
        assert!(split("No rule\n---\na: b\n---\n").unwrap().is_none());
    }

    #[test]
    fn broken_yaml_is_said_and_aliases_do_not_blow_up() {
        assert!(matches!(split("---\ntitle: [a\n---\nText"), Err(ReadError::FrontMatter(_))));
        let mut bomb = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
        for (name, before) in ('b'..='z').zip('a'..) {
            bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", ")));
        }
        bomb.push_str("title: T\n---\nText");
        assert_eq!(split(&bomb).unwrap().unwrap().given.title.as_deref(), Some("T"));
    }
}
