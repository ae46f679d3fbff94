//! What is solid in a story in one line, as a list of stories shows it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{ClaimRecord, Standing, StoryRecord, Support};
use crate::origin::Ground;
use crate::twin::twins;
use crate::without::bare;

/// Characters of a line.
const LONGEST: usize = 240;

/// The claim that stands best, in its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lead {
    /// The claim's id.
    pub claim: String,
    /// Its words; those that one alone has stand in brackets.
    pub text: String,
    /// How it stands.
    pub standing: Standing,
    /// The sources that it comes from, by name.
    pub sources: Vec<String>,
}

/// The claim that a list shows of a story: of the corroborated ones that of most sources whose words most bear; where none is, of those
/// that several outlets repeat. `None` where there is none of either.
pub fn lead(story: &StoryRecord) -> Option<Lead> {
    let twins = twins(&story.claims);
    let listed = story.claims.iter().enumerate().filter(|(place, _)| !twins.contains_key(place));
    let merit = |claim: &ClaimRecord| {
        let (borne, alone) = letters(claim);
        let reports: BTreeSet<&str> = claim.statements.iter().map(|at| at.report.as_str()).collect();
        let named = sources_of(story, claim).len().min(4);
        (
            claim.standing != Standing::Corroborated,
            borne < 2 * alone,
            std::cmp::Reverse(named),
            std::cmp::Reverse(reports.len()),
        )
    };
    let shown = [Standing::Corroborated, Standing::Echoed, Standing::Unsourced];
    let fitting = listed.filter(|(_, claim)| shown.contains(&claim.standing));
    let (_, claim) = fitting.min_by_key(|(place, claim)| (merit(claim), *place))?;
    Some(Lead {
        claim: claim.id.clone(),
        text: told(claim),
        standing: claim.standing,
        sources: sources_of(story, claim),
    })
}

/// How many sources the claims of a story have by name.
pub fn named_sources(story: &StoryRecord) -> usize {
    let listed: BTreeSet<&str> =
        story.claims.iter().flat_map(|claim| &claim.origins).map(String::as_str).collect();
    let named = story.origins.iter().filter(|origin| origin.ground == Ground::Named);
    let names = named.filter(|origin| listed.contains(origin.id.as_str()));
    names.map(|origin| bare(&origin.name).to_lowercase()).collect::<BTreeSet<_>>().len()
}

/// The named sources that a claim's statements come from, each once.
fn sources_of(story: &StoryRecord, claim: &ClaimRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for origin in &story.origins {
        let says = claim
            .statements
            .iter()
            .any(|at| matches!(at.support, Support::Says | Support::Carries) && at.rests_on(&origin.id));
        let name = bare(&origin.name);
        if says && origin.ground == Ground::Named && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// True where those who have some words of a claim are enough for how it stands.
fn is_borne(claim: &ClaimRecord, statements: &[usize]) -> bool {
    let found = statements.iter().filter_map(|place| claim.statements.get(*place));
    if claim.standing == Standing::Corroborated {
        let origins = found.flat_map(|at| std::iter::once(&at.origin).chain(&at.also_from));
        let origins: BTreeSet<&String> = origins.filter(|origin| claim.origins.contains(origin)).collect();
        return origins.len() > 1;
    }
    found.map(|at| at.report.as_str()).collect::<BTreeSet<_>>().len() > 1
}

/// How many letters of a claim's words are borne, and how many one alone has.
fn letters(claim: &ClaimRecord) -> (usize, usize) {
    claim.text_support.iter().fold((0, 0), |(borne, alone), part| {
        let length = part.end.saturating_sub(part.start);
        if is_borne(claim, &part.statements) { (borne + length, alone) } else { (borne, alone + length) }
    })
}

/// A claim's words on one line, those of one alone in brackets.
fn told(claim: &ClaimRecord) -> String {
    let all: Vec<char> = claim.text.chars().collect();
    let mut text = String::new();
    let mut open = false;
    let mut at = 0;
    for part in &claim.text_support {
        if part.start != at || part.end <= part.start || part.end > all.len() {
            break;
        }
        at = part.end;
        let words: String = all[part.start..part.end].iter().collect();
        let alone = !is_borne(claim, &part.statements) && words.chars().any(char::is_alphanumeric);
        if alone && !open {
            let blank = words.len() - words.trim_start().len();
            text.push_str(&format!("{}[{}", &words[..blank], &words[blank..]));
        } else if open && !alone {
            let kept = text.trim_end().len();
            text.insert(kept, ']');
            text.push_str(&words);
        } else {
            text.push_str(&words);
        }
        open = alone;
    }
    if at != all.len() {
        text.clone_from(&claim.text);
    } else if open {
        let kept = text.trim_end().len();
        text.insert(kept, ']');
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{ClaimStatement, TextSupport};

    fn claim(text: &str, parts: &[(usize, usize, &[usize])]) -> ClaimRecord {
        let statement = |report: &str, origin: &str| ClaimStatement {
            report: report.to_owned(),
            start: 0,
            end: 1,
            attribution: None,
            certainty: "asserted".to_owned(),
            support: Support::Says,
            origin: origin.to_owned(),
            also_from: Vec::new(),
        };
        ClaimRecord {
            id: "c-1".to_owned(),
            text: text.to_owned(),
            standing: Standing::Corroborated,
            why: String::new(),
            rule: String::new(),
            origins: vec!["O1".to_owned(), "O2".to_owned()],
            score: 1.0,
            about: Vec::new(),
            time: None,
            statements: vec![statement("a", "O1"), statement("b", "O2")],
            joined_by: Vec::new(),
            sayings: Vec::new(),
            cautions: Vec::new(),
            details: Vec::new(),
            text_support: (parts.iter())
                .map(|&(start, end, by)| TextSupport { start, end, statements: by.to_vec() })
                .collect(),
        }
    }

    #[test]
    fn words_of_one_alone_stand_in_brackets() {
        let text = "The tug sank on Monday, off Altmark";
        let parts: [(usize, usize, &[usize]); 3] = [(0, 13, &[0, 1]), (13, 22, &[0]), (22, 35, &[0, 1])];
        assert_eq!(told(&claim(text, &parts)), "The tug sank [on Monday], off Altmark");
        let parts: [(usize, usize, &[usize]); 2] = [(0, 24, &[0, 1]), (24, 35, &[1])];
        assert_eq!(told(&claim(text, &parts)), "The tug sank on Monday, [off Altmark]");
        // A file that cuts its text otherwise shows the words as they are.
        assert_eq!(told(&claim(text, &[(3, 9, &[0])])), text);
        let long = "word ".repeat(200);
        let line = told(&claim(&long, &[(0, 1_000, &[0, 1])]));
        assert!(line.ends_with('…') && line.chars().count() <= LONGEST + 1);
    }
}
