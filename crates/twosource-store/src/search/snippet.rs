//! The words around what was asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::term::{self, Stems};

/// Characters of a snippet, at most.
const LONGEST: usize = 200;

/// A stretch of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Snippet {
    /// Its words.
    pub text: String,
    /// Where in them the stems asked for stand, in bytes.
    pub marks: Vec<Range<usize>>,
}

impl Snippet {
    /// The stretch of `text` that holds most of the stems asked for, the first of several; or else its beginning.
    pub fn of(text: &str, shown: &[String]) -> Self {
        let stems = Stems::new();
        let asked: BTreeSet<&str> = shown.iter().map(String::as_str).collect();
        let mut marks: Vec<(Range<usize>, &str)> = Vec::new();
        let mut characters = Characters { text, at: 0, count: 0 };
        let mut places: Vec<usize> = Vec::new();
        // No snippet is wide enough for a word that is longer: it is found, and not shown.
        for (place, word) in term::words(text).filter(|(_, word)| word.len() <= LONGEST) {
            if let Some(&asked) = asked.get(stems.of(word).as_str()) {
                places.push(characters.before(place.start));
                marks.push((place, asked));
            }
        }
        let (first, after) = densest(text, &marks, &places);
        let stretch = match marks.get(first..after) {
            Some([(from, _), .., (to, _)]) => widened(text, from.start..to.end),
            Some([(only, _)]) => widened(text, only.clone()),
            _ => widened(text, 0..0),
        };
        let inside = marks
            .iter()
            .map(|(mark, _)| mark)
            .filter(|mark| stretch.start <= mark.start && mark.end <= stretch.end);
        let marks = inside.map(|mark| mark.start - stretch.start..mark.end - stretch.start).collect();
        Snippet { text: text[stretch].to_owned(), marks }
    }
}

/// Counts characters on the way through a text.
struct Characters<'t> {
    text: &'t str,
    at: usize,
    count: usize,
}

impl Characters<'_> {
    fn before(&mut self, place: usize) -> usize {
        self.count += self.text[self.at..place].chars().count();
        self.at = place;
        self.count
    }
}

/// The marks, from and to, that fit in one snippet and are of most stems, then the most; the first of several.
fn densest(text: &str, marks: &[(Range<usize>, &str)], places: &[usize]) -> (usize, usize) {
    let mut best = ((0, 0), 0, 0);
    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first = 0;
    for (last, (mark, stem)) in marks.iter().enumerate() {
        *inside.entry(stem).or_default() += 1;
        let end = places[last] + text[mark.clone()].chars().count();
        while first < last && end - places[first] > LONGEST {
            let stem = marks[first].1;
            if let Some(count) = inside.get_mut(stem) {
                *count -= 1;
                if *count == 0 {
                    inside.remove(stem);
                }
            }
            first += 1;
        }
        let worth = (inside.len(), last + 1 - first);
        if worth > best.0 {
            best = (worth, first, last + 1);
        }
    }
    (best.1, best.2)
}

/// A stretch with as many characters around it as a snippet has room for, cut between words: a third of them before it, so
/// that what follows is read too.
fn widened(text: &str, stretch: Range<usize>) -> Range<usize> {
    let room = LONGEST.saturating_sub(text[stretch.clone()].chars().count());
    let before = |most: usize| {
        let start = text[..stretch.start]
            .char_indices()
            .rev()
            .take(most)
            .last()
            .map_or(stretch.start, |(start, _)| start);
        // Not in the middle of a word.
        match text[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            true => {
                let cut = text[start..stretch.start].find(|c: char| !c.is_alphanumeric());
                cut.map_or(stretch.start, |cut| start + cut)
            }
            false => start,
        }
    };
    let start = before(room / 3);
    // Blanks at the edge are no words.
    let start = stretch.start - text[start..stretch.start].trim_start().len();
    let left = room - text[start..stretch.start].chars().count();
    let end = text[stretch.end..].char_indices().nth(left).map_or(text.len(), |(end, _)| stretch.end + end);
    let end = match text[end..].chars().next().is_some_and(char::is_alphanumeric) {
        true => {
            let cut = text[stretch.end..end].rfind(|c: char| !c.is_alphanumeric());
            // A word longer than a snippet is cut.
            match cut {
                Some(cut) if stretch.end + cut > start => stretch.end + cut,
                _ if stretch.end > start => stretch.end,
                _ => end,
            }
        }
        false => end,
    };
    let end = stretch.end + text[stretch.end..end].trim_end().len();
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, words: &[&str]) -> Snippet {
        let stems = Stems::new();
        let snippet = Snippet::of(text, &words.iter().map(|word| stems.of(word)).collect::<Vec<_>>());
        assert!(snippet.text.chars().count() <= LONGEST);
        snippet
    }

    fn marked(snippet: &Snippet) -> Vec<&str> {
        snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect()
    }

    #[test]
    fn the_densest_stretch_is_shown() {
        let far = "Nothing is told here of what is asked. ".repeat(20);
        let text = format!("The ferry sailed. {far}Two ferries met at the bridge. {far}A bridge.");
        let snippet = of(&text, &["ferry", "bridge"]);
        assert_eq!(marked(&snippet), ["ferries", "bridge"]);
        assert!(snippet.text.contains("Two ferries met at the bridge."), "{}", snippet.text);
    }

    #[test]
    fn a_snippet_is_cut_between_words() {
        let text = "Über Flüsse wörtlich ".repeat(40);
        for words in [&[][..], &["flüsse"], &["nowhere"]] {
            let snippet = of(&text, words);
            assert!(snippet.text.chars().count() > LONGEST / 2);
            assert!(snippet.text.split(' ').all(|word| text.split(' ').any(|known| known == word)));
        }
        assert!(of(&text, &["nowhere"]).marks.is_empty());
    }

    #[test]
    fn hostile_texts_are_shown_too() {
        assert_eq!(of("", &["a"]), Snippet::default());
        assert_eq!(of(&"é".repeat(10_000), &["x"]).text.chars().count(), LONGEST);
        assert_eq!(of(&"a ".repeat(200_000), &["a"]).marks.len(), 100);
        let long = "é".repeat(10_000);
        assert_eq!(of(&long, &[&long]).marks.len(), 0);
        assert_eq!(of(" \n\n ", &["a"]).text, "");
    }
}
