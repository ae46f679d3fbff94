//! An explanation as plain text.

use std::fmt;

use super::{Dependent, Disagreement, Explanation, Hop, Passage, Said};
use crate::record::word;

/// Passages of one dependence shown where none holds the claim.
const SHOWN: usize = 2;

/// Text of the reports on one line, with no control characters: a terminal would obey them.
pub(super) fn on_one_line(text: &str) -> String {
    let words = text.split_whitespace().map(|word| -> String {
        word.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
    });
    words.collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  {}", self.claim, on_one_line(&self.text))?;
        writeln!(f, "    {}: {}", word(self.standing), on_one_line(&self.why))?;
        if !self.joined_by.is_empty() {
            writeln!(f, "    joined by {}", on_one_line(&self.joined_by.join(", ")))?;
        }
        if !self.decisions.is_empty() {
            writeln!(f, "\nWhat people decided otherwise")?;
            for made in &self.decisions {
                let who = made.by.as_deref().map_or_else(|| "a person".to_owned(), on_one_line);
                let decision = on_one_line(&made.decision);
                writeln!(f, "  {} {who}, {}: {decision}", made.correction, made.made)?;
                writeln!(f, "     “{}”", on_one_line(&made.note))?;
                writeln!(f, "     with it the claim is {}", word(made.standing))?;
            }
        }
        writeln!(f, "\nWho says it")?;
        for (i, said) in self.statements.iter().enumerate() {
            statement(f, i + 1, said, self)?;
        }
        if !self.sayings.is_empty() {
            writeln!(f, "\nThat it was said, apart from what was said")?;
            for saying in &self.sayings {
                writeln!(f, "  {}: {}", word(saying.standing), on_one_line(&saying.why))?;
            }
        }
        if !self.dependence.is_empty() {
            writeln!(f, "\nWhich reports depend on which")?;
            for dependent in &self.dependence {
                dependence(f, dependent)?;
            }
        }
        if !self.conflicts.is_empty() {
            writeln!(f, "\nWhere reports disagree")?;
            for conflict in &self.conflicts {
                disagreement(f, conflict)?;
            }
        }
        Ok(())
    }
}

fn statement(f: &mut fmt::Formatter<'_>, number: usize, said: &Said, whole: &Explanation) -> fmt::Result {
    let Said { report, start, end, .. } = said;
    let path = said.path.as_deref().map_or(String::new(), |path| format!(", {}", on_one_line(path)));
    writeln!(
        f,
        "{number:3}. {} (report {}{path}, characters {start}–{end})",
        on_one_line(&said.name),
        on_one_line(report)
    )?;
    writeln!(f, "     “{}”", on_one_line(&said.quoted))?;
    let mut chain = on_one_line(&said.name);
    for hop in &said.chain {
        chain.push_str(" ← ");
        chain.push_str(&hop_in_words(hop));
    }
    writeln!(f, "     {}: {chain}", said.certainty)?;
    for id in std::iter::once(&said.origin).chain(&said.also_from) {
        match whole.origins.iter().find(|origin| origin.id == *id) {
            Some(origin) => writeln!(
                f,
                "     origin {}: {} ({})",
                origin.id,
                on_one_line(&origin.name),
                on_one_line(&origin.why)
            )?,
            None => writeln!(f, "     origin not traced")?,
        }
    }
    Ok(())
}

/// `the mayor [person] by “said”`
fn hop_in_words(hop: &Hop) -> String {
    let source = hop.source.as_deref().map_or_else(|| "somebody not named".to_owned(), on_one_line);
    let kind = hop.kind.as_deref().map_or(String::new(), |kind| format!(" [{kind}]"));
    let cue = hop.cue.as_deref().map_or(String::new(), |cue| format!(" by “{}”", on_one_line(cue)));
    format!("{source}{kind}{cue}")
}

fn dependence(f: &mut fmt::Formatter<'_>, dependent: &Dependent) -> fmt::Result {
    writeln!(f, "  {}: {}", word(dependent.kind), on_one_line(&dependent.why))?;
    let telling: Vec<&Passage> =
        dependent.passages.iter().filter(|passage| passage.holds_statement).collect();
    let shown = if telling.is_empty() { dependent.passages.iter().take(SHOWN).collect() } else { telling };
    for passage in &shown {
        for (place, text) in passage.places.iter().zip(&passage.texts) {
            let report = on_one_line(&place.report);
            writeln!(f, "     {report} {}–{}: “{}”", place.start, place.end, on_one_line(text))?;
        }
    }
    match dependent.passages.len() - shown.len() {
        0 => Ok(()),
        1 => writeln!(f, "     and 1 more passage"),
        n => writeln!(f, "     and {n} more passages"),
    }
}

fn disagreement(f: &mut fmt::Formatter<'_>, conflict: &Disagreement) -> fmt::Result {
    let update = if conflict.update { ", an update over time" } else { "" };
    writeln!(f, "  {} on {}{update}: {}", conflict.conflict, conflict.on, on_one_line(&conflict.why))?;
    let width = conflict.sides.iter().map(|side| side.value.chars().count()).max().unwrap_or(0);
    for side in &conflict.sides {
        let value = on_one_line(&side.value);
        writeln!(f, "     {value:width$}  {}: “{}”", on_one_line(&side.name), on_one_line(&side.quoted))?;
    }
    Ok(())
}
