//! Running heads and feet: lines at the edge of a page that tell of the publication and not of the event.

use std::collections::BTreeMap;

use twosource_lexicon::press::Register;

use super::Page;
use crate::metadata::date;
use crate::pattern::Pattern;

/// The part of a page at its top and at its bottom in which running lines stand.
const EDGE: f32 = 0.13;

/// Lines at an edge of a page that are looked at.
const MOST_EDGE_LINES: usize = 3;

/// "3", "- 3 -", "Page 3", "Page 3 of 12", "3/12", "iv".
static PAGE_NUMBER: Pattern = Pattern::new(
    r"(?i)^[\s\-–—|·•]*(?:page|p\.|seite|pág\.?|página|str\.?|s\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?[\s\-–—|·•]*$",
);

/// What parts the name of a publication from a date and a number; a date has commas of its own.
const SEPARATORS: [char; 7] = ['|', '•', '·', '–', '—', '/', '\t'];

/// Of these, those that part nothing else: "BERLIN — 5 March 2026" opens a report.
const BARS: [char; 3] = ['|', '•', '·'];

/// Words of a publication's name.
const LONGEST_NAME: usize = 7;

/// What running lines tell.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Running {
    /// The publication: a name that stands with a date in a running line, or that the register knows.
    pub outlet: Option<String>,
    pub published: Option<String>,
}

/// Takes the running lines off the pages.
pub(super) fn take(pages: &mut [Page]) -> Running {
    // What stands at the edges of how many pages, numbers apart.
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut own: Vec<String> =
            edge_lines(page).into_iter().map(|index| without_numbers(&page.lines[index].words)).collect();
        own.sort();
        own.dedup();
        own.into_iter().for_each(|words| *often.entry(words).or_default() += 1);
    }
    let several = pages.len() > 1;
    let mut running = Running::default();
    for page in pages {
        let taken: Vec<usize> = edge_lines(page)
            .into_iter()
            .filter(|&index| {
                let words = &page.lines[index].words;
                let repeats = several && often.get(&without_numbers(words)).is_some_and(|&count| count > 1);
                PAGE_NUMBER.is_match(words)
                    || (repeats && words.chars().any(char::is_alphanumeric))
                    || publication(words, repeats).is_some()
            })
            .collect();
        for &index in &taken {
            let words = &page.lines[index].words;
            let repeats = several && often.get(&without_numbers(words)).is_some_and(|&count| count > 1);
            if let Some((outlet, published)) = publication(words, repeats) {
                running.outlet = running.outlet.take().or(outlet);
                running.published = running.published.take().or(published);
            }
        }
        let mut index = 0;
        page.lines.retain(|_| {
            index += 1;
            !taken.contains(&(index - 1))
        });
    }
    running
}

/// The lines at the edges of a page: few at each, and nothing of the text above or below them.
fn edge_lines(page: &Page) -> Vec<usize> {
    let top = page.bottom + page.height * (1.0 - EDGE);
    let bottom = page.bottom + page.height * EDGE;
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|&a, &b| page.lines[b].base.total_cmp(&page.lines[a].base));
    let first = order.iter().take(MOST_EDGE_LINES).filter(|&&index| page.lines[index].base >= top);
    let last = order.iter().rev().take(MOST_EDGE_LINES).filter(|&&index| page.lines[index].base <= bottom);
    let mut edge: Vec<usize> = first.chain(last).copied().collect();
    edge.sort_unstable();
    edge.dedup();
    edge
}

fn without_numbers(words: &str) -> String {
    words.chars().filter(|c| !c.is_numeric()).collect::<String>().trim().to_lowercase()
}

/// The name and the date in "The Harbour Post | Thursday, 5 March 2026 | 3"; `None` where it is no such line.
fn publication(words: &str, repeats: bool) -> Option<(Option<String>, Option<String>)> {
    let mut published = None;
    let mut name: Vec<&str> = Vec::new();
    for part in words.split(&SEPARATORS[..]).map(str::trim).filter(|part| !part.is_empty()) {
        if PAGE_NUMBER.is_match(part) {
            continue;
        }
        match date::given(part) {
            Some((value, _)) => published = published.or(Some(value)),
            None => name.push(part),
        }
    }
    let [name] = name.as_slice() else { return None };
    let count = name.split_whitespace().count();
    let is_name = (1..=LONGEST_NAME).contains(&count)
        && name.starts_with(char::is_uppercase)
        && !name.ends_with(['.', '?', '!']);
    let is_known = Register::current().identify(Some(name), None).is_some_and(|found| found.entry.is_some());
    let is_running = repeats || words.contains(BARS);
    (is_name && ((published.is_some() && is_running) || is_known))
        .then(|| (Some((*name).to_owned()), published))
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs::Line;
    use super::*;

    fn page(lines: &[(&str, f32)]) -> Page {
        let lines = lines.iter().map(|(words, base)| Line {
            words: (*words).to_owned(),
            base: *base,
            size: 10.0,
            ..Line::default()
        });
        Page { lines: lines.collect(), height: 800.0, bottom: 0.0 }
    }

    #[test]
    fn running_lines_go_and_tell_of_the_publication() {
        let mut pages = [
            page(&[
                ("The Harbour Post | Thursday, 5 March 2026", 780.0),
                ("The gate is shut.", 700.0),
                ("Two men were hurt.", 110.0),
                ("Page 1", 20.0),
            ]),
            page(&[
                ("The Harbour Post | Thursday, 5 March 2026", 780.0),
                ("Ships wait.", 700.0),
                ("Page 2", 20.0),
            ]),
        ];
        let running = take(&mut pages);
        assert_eq!(running.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(running.published.as_deref(), Some("2026-03-05"));
        let left: Vec<&str> =
            pages.iter().flat_map(|page| &page.lines).map(|line| line.words.as_str()).collect();
        assert_eq!(left, ["The gate is shut.", "Two men were hurt.", "Ships wait."]);
    }

    #[test]
    fn text_at_an_edge_stays() {
        let mut pages = [
            page(&[("Barge strikes lock gate", 780.0), ("The gate is shut.", 700.0), ("Ships wait.", 20.0)]),
            page(&[("The owner spoke.", 780.0)]),
        ];
        assert_eq!(take(&mut pages), Running::default());
        assert_eq!(pages[0].lines.len() + pages[1].lines.len(), 4);
    }
}
