//! The brief as Markdown (CommonMark with GitHub's tables and footnotes).

use std::fmt::Write;

use twosource_evidence::Evidence;
use twosource_evidence::file::Standing;

use crate::printable::{brief_line, line};
use crate::standing::{ORDER, face};
use crate::summary::Summary;
use crate::view::{ClaimView, QuotationView, StoryView, by_speaker, source_name};

/// Longest excerpt in a note, in characters.
const EXCERPT: usize = 240;

/// The brief of each story as Markdown. Each source is a footnote with the report's words and where they stand in it,
/// in code points. Words of reports are escaped: none of them is taken for mark-up or HTML.
pub fn markdown(evidence: &Evidence) -> String {
    let stories = StoryView::all(evidence);
    let mut page = Page::default();
    if stories.is_empty() {
        page.line("No story found in these reports.");
    }
    for story in &stories {
        story_markdown(&mut page, story);
    }
    page.finish()
}

fn story_markdown(page: &mut Page, story: &StoryView<'_>) {
    for block in crate::summary::markdown(&Summary::of(story)) {
        // Items of one list stand together.
        if block.starts_with("- ") && page.out.lines().last().is_some_and(|last| last.starts_with("- ")) {
            page.line(&block);
        } else {
            page.block(&block);
        }
    }
    page.block("## Claim by claim");
    let counts: Vec<String> = ORDER
        .iter()
        .map(|standing| {
            let face = face(*standing);
            format!("{} {} {}", face.shape, story.of_standing(*standing).len(), face.counted)
        })
        .collect();
    page.block(&counts.join(" · "));

    shared(page, story, Standing::Corroborated);
    disputed(page, story);
    shared(page, story, Standing::Echoed);
    shared(page, story, Standing::Unsourced);
    alone(page, story);
    quotations(page, story);
    cast(page, story);
    timeline(page, story);
    questions(page, story);
    decisions(page, story);
    reports(page, story);
}

/// The reports, and which lean on which.
fn reports(page: &mut Page, story: &StoryView<'_>) {
    page.block("## The reports");
    for report in &story.reports {
        let day = report.day().map(|day| format!(" ({})", escaped(&day))).unwrap_or_default();
        let from = report.taken_from().map(|from| format!(" ({})", escaped(&from))).unwrap_or_default();
        page.line(&format!("- **{}**{day}: {}{from}", escaped(&report.label), escaped(&report.headline())));
    }
    for dependence in &story.record.dependence {
        let (short, why) = (story.leaning(dependence), brief_line(&dependence.why, EXCERPT));
        page.line(&format!("- *Not independent:* {}. {}", escaped(&short), escaped(&why)));
    }
}

/// What reports say themselves is not known.
fn questions(page: &mut Page, story: &StoryView<'_>) {
    if story.questions.is_empty() {
        return;
    }
    page.block("## What no report answers");
    for question in &story.questions {
        let admissions: Vec<String> = (question.admissions.iter())
            .map(|admission| {
                let note = page.note(story, admission.report, admission.start, admission.end);
                format!("{}{note}", escaped(&story.reports[admission.report].label))
            })
            .collect();
        page.line(&format!("- {} — {}", escaped(&question.words), admissions.join("; ")));
    }
}

/// What people decided otherwise than the program, with their reasons.
fn decisions(page: &mut Page, story: &StoryView<'_>) {
    if story.decisions.is_empty() {
        return;
    }
    page.block("## Decided by people");
    for decision in &story.decisions {
        page.line(&format!("- {}\\", escaped(&decision.what)));
        for words in &decision.about {
            page.line(&format!("  “{}”\\", escaped(words)));
        }
        page.line(&format!("  {}\\", escaped(&decision.note)));
        page.line(&format!("  — {}", escaped(&decision.meta)));
    }
}

fn heading_of(page: &mut Page, standing: Standing) {
    let face = face(standing);
    page.block(&format!("## {} {}", face.shape, face.word));
    page.block(&format!("*{}*", face.meaning));
}

fn shared(page: &mut Page, story: &StoryView<'_>, standing: Standing) {
    let claims = story.of_standing(standing);
    if claims.is_empty() {
        return;
    }
    heading_of(page, standing);
    for (place, claim) in claims {
        claim_item(page, story, place, claim);
    }
}

fn claim_item(page: &mut Page, story: &StoryView<'_>, place: usize, claim: &ClaimView<'_>) {
    page.line(&format!("- {} ({})\\", escaped(&claim.text), escaped(&claim.name())));
    for &twin in story.twins_of(place) {
        let twin = &story.claims[twin];
        let standing = face(twin.record.standing).word.to_lowercase();
        let told = sources(page, story, twin);
        page.line(&format!("  *In the same words, and not counted with it ({standing}):* {told}\\"));
    }
    if let Some(remark) = story.remarks.get(&place) {
        page.line(&format!("  *{}*\\", escaped(remark)));
    }
    let sources = sources(page, story, claim);
    let mut origins: Vec<String> = Vec::new();
    for name in claim.origins.iter().map(|origin| escaped(&source_name(origin))) {
        // One that is named in two ways has one name here.
        if !origins.contains(&name) {
            origins.push(name);
        }
    }
    if origins.is_empty() {
        page.line(&format!("  — {sources}"));
    } else {
        let word = if origins.len() == 1 { "Origin" } else { "Origins" };
        page.line(&format!("  — {sources}\\"));
        let sayings: String =
            claim.sayings.iter().map(|saying| format!("\\\n  Said: {}", escaped(saying))).collect();
        page.line(&format!("  {word}: {}{sayings}", origins.join("; ")));
    }
}

/// Characters of a passage that shows a value.
const PASSAGE: usize = 200;

fn disputed(page: &mut Page, story: &StoryView<'_>) {
    let claims = story.of_standing(Standing::Disputed);
    if claims.is_empty() && story.conflicts.is_empty() {
        return;
    }
    heading_of(page, Standing::Disputed);
    for conflict in &story.conflicts {
        let update = if conflict.record.update { " (a later report gives a new value)" } else { "" };
        let why = escaped(&line(&conflict.record.why));
        page.block(&format!("**{}?**{update} {why}", conflict.question));
        let sides = conflict.sides();
        let values: Vec<String> = sides.iter().map(|(value, _)| escaped(value)).collect();
        let givers: Vec<String> = sides
            .iter()
            .map(|(_, givers)| {
                let notes: Vec<String> = givers
                    .iter()
                    .map(|v| {
                        format!(
                            "{}{}",
                            escaped(&story.reports[v.report].label),
                            page.note(story, v.report, v.start, v.end)
                        )
                    })
                    .collect();
                notes.join(", ")
            })
            .collect();
        page.block(&format!("| {} |", values.join(" | ")));
        page.line(&format!("|{}", " --- |".repeat(sides.len())));
        page.line(&format!("| {} |", givers.join(" | ")));
        let passages: Vec<String> = sides
            .iter()
            .map(|(_, givers)| {
                let passage = givers.first().map_or("", |value| value.passage.as_str());
                format!("“{}”", escaped(&brief_line(passage, PASSAGE)))
            })
            .collect();
        page.line(&format!("| {} |", passages.join(" | ")));
    }
    page.block("");
    for (place, claim) in claims {
        claim_item(page, story, place, claim);
    }
}

fn alone(page: &mut Page, story: &StoryView<'_>) {
    let groups = story.alone();
    if groups.is_empty() {
        return;
    }
    heading_of(page, Standing::SingleSource);
    for (report, claims) in groups {
        page.block(&format!("### {}", escaped(&story.reports[report].label)));
        for (place, claim) in claims {
            let Some(statement) = claim.statements.first() else { continue };
            let note = page.note(story, statement.report, statement.start, statement.end);
            let remark = claim.unsaid_source();
            let remark = remark.map(|remark| format!(" ({})", escaped(&remark))).unwrap_or_default();
            let decided = story.remarks.get(&place).map(|words| format!(" *{}*", escaped(words)));
            page.line(&format!("- {}{remark}{note}{}", escaped(&claim.text), decided.unwrap_or_default()));
        }
    }
}

fn quotations(page: &mut Page, story: &StoryView<'_>) {
    if story.quotations.is_empty() {
        return;
    }
    page.block("## Who said what");
    for (_, group) in by_speaker(&story.quotations) {
        let Some(first) = group.first() else { continue };
        page.block(&format!("### {}", escaped(&first.speaker_name(story))));
        for quotation in group {
            quotation_item(page, story, quotation);
        }
    }
}

fn quotation_item(page: &mut Page, story: &StoryView<'_>, quotation: &QuotationView) {
    page.line(&format!("- “{}”\\", escaped(&quotation.versions[0].words)));
    let versions: Vec<String> = quotation
        .versions
        .iter()
        .enumerate()
        .map(|(i, version)| {
            let label = escaped(&story.reports[version.report].label);
            let note = page.note(story, version.report, version.start, version.end);
            match i {
                0 if quotation.versions.len() == 1 => format!("{label}{note}"),
                0 => format!("{label}: fullest{note}"),
                _ => format!("{label}: {}{note}", escaped(&version.verdict)),
            }
        })
        .collect();
    page.line(&format!("  — {}", versions.join("; ")));
}

fn cast(page: &mut Page, story: &StoryView<'_>) {
    if story.record.entities.is_empty() {
        return;
    }
    page.block("## Cast");
    page.block("| Name | Kind | Roles | Also called | In |");
    page.line("| --- | --- | --- | --- | --- |");
    for member in &story.record.entities {
        let list = |names: &[String]| -> String {
            let names: Vec<String> = names.iter().map(|name| escaped(&line(name))).collect();
            names.join("; ")
        };
        let mut labels: Vec<String> = Vec::new();
        for place in member.members.iter().filter_map(|m| story.place(&m.report)) {
            let label = escaped(&story.reports[place].label);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        page.line(&format!(
            "| {} | {} | {} | {} | {} |",
            escaped(&line(&member.name)),
            escaped(&line(&member.kind)),
            list(&member.roles),
            list(&member.aliases),
            labels.join("; ")
        ));
    }
}

fn timeline(page: &mut Page, story: &StoryView<'_>) {
    let entries = story.timeline();
    if entries.is_empty() {
        return;
    }
    page.block("## Timeline");
    for (time, claim) in entries {
        let shape = face(claim.record.standing).shape;
        let sources = sources(page, story, claim);
        page.line(&format!(
            "- **{}** {shape} {} — {sources}",
            escaped(&crate::moment::in_words(time)),
            escaped(&claim.text)
        ));
    }
}

/// "BBC\[^1\]; ITV, from Dmitry Peskov\[^2\]".
fn sources(page: &mut Page, story: &StoryView<'_>, claim: &ClaimView<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for statement in &claim.statements {
        let label = escaped(&story.reports[statement.report].label);
        let note = page.note(story, statement.report, statement.start, statement.end);
        let remark = statement.saying.remark();
        let remark = if remark.is_empty() { remark } else { format!(", {}", escaped(&remark)) };
        parts.push(format!("{label}{remark}{note}"));
    }
    parts.join("; ")
}

/// Text of a report as Markdown that shows the same characters and means nothing else, wherever in a line it stands.
pub(crate) fn escaped(text: &str) -> String {
    let text: String = text.chars().map(crate::printable::shown).collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_whitespace() => out.push(' '),
            c => {
                if means_something(c, before, after) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

/// True where Markdown would read `c` as mark-up between these words.
fn means_something(c: char, before: &str, after: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' | '@' | '^' => true,
        // Bullets, underlines of headings, rules, front matter.
        '-' | '+' | '=' => before.trim_start().is_empty(),
        // "1." and "1)" open a list.
        ')' => is_number(before),
        // "www." and "http:" open a link of their own.
        '.' => {
            is_number(before)
                || before.chars().next_back().is_some_and(|last| last.eq_ignore_ascii_case(&'w'))
        }
        ':' => after.starts_with(|next: char| !next.is_whitespace()),
        _ => false,
    }
}

fn is_number(before: &str) -> bool {
    let start = before.trim_start();
    !start.is_empty() && start.len() < 12 && start.bytes().all(|b| b.is_ascii_digit())
}

/// Markdown with its notes at the end.
#[derive(Default)]
struct Page {
    out: String,
    notes: Vec<String>,
    /// Numbers of the notes by the place they show, so that a place is noted once.
    known: std::collections::BTreeMap<(String, usize, usize), usize>,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A line after a blank one.
    fn block(&mut self, line: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        if line.is_empty() {
            return;
        }
        self.line(line);
        if line.starts_with('#') {
            self.out.push('\n');
        }
    }

    /// A reference to the note that shows a stretch of a report.
    fn note(&mut self, story: &StoryView<'_>, report: usize, start: usize, end: usize) -> String {
        let report = &story.reports[report];
        let key = (report.record.id.clone(), start, end);
        let next = self.notes.len() + 1;
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            let day = report.day().map(|day| format!(", {}", escaped(&day))).unwrap_or_default();
            let words = escaped(&brief_line(&report.words(start, end), EXCERPT));
            let label = escaped(&report.label);
            self.notes.push(format!("{label}{day}: “{words}” (characters {start}–{end})"));
        }
        format!("[^{number}]")
    }

    fn finish(mut self) -> String {
        self.block("");
        for (i, note) in self.notes.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = writeln!(self.out, "[^{}]: {note}", i + 1);
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_reports_is_escaped() {
        assert_eq!(escaped("<b>*x*</b>"), "&lt;b&gt;\\*x\\*&lt;/b&gt;");
        assert_eq!(escaped("[a](http://b.c)"), "\\[a\\](http\\://b.c)");
        assert_eq!(escaped("1. one"), "1\\. one");
        assert_eq!(escaped("a\nb | c"), "a b \\| c");
        assert_eq!(escaped("On Sept. 13 he left."), "On Sept. 13 he left.");
        assert_eq!(escaped("www.a.b"), "www\\.a.b");
    }
}
