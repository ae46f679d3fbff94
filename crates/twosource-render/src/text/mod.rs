//! The brief as text for a terminal or a mail.

mod page;

use anstyle::{AnsiColor, Style};
use twosource_evidence::Evidence;
use twosource_evidence::file::Standing;

use crate::printable::{brief_line, line};
use crate::standing::{ORDER, face};
use crate::summary::Summary;
use crate::view::{ClaimView, ConflictView, QuotationView, ReportView, StoryView, by_speaker, source_name};

pub(crate) use page::Page;

/// Claims shown for each outlet that stands alone with them.
const ALONE: usize = 5;
/// Quotations shown for each speaker.
const QUOTED: usize = 4;
/// Members of the cast shown.
const CAST: usize = 14;
/// Names and roles shown for each of them.
const NAMES: usize = 4;
/// Moments shown.
const MOMENTS: usize = 24;
/// Sources named in one line.
const SOURCES: usize = 8;

/// How a text brief is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns of the screen; at least 32 are used.
    pub width: usize,
    /// True for ANSI colour. No meaning is lost without it.
    pub colour: bool,
    /// True for all of what one outlet alone says, of the quotations, the cast and the timeline, not the first of each.
    pub all: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        TextOptions { width: 80, colour: false, all: false }
    }
}

/// The brief of each story as text, lines no wider than asked.
pub fn text(evidence: &Evidence, options: &TextOptions) -> String {
    let stories = StoryView::all(evidence);
    let mut page = Page::new(options);
    if stories.is_empty() {
        page.paragraph("No story found in these reports.", Style::new());
    }
    if stories.len() > 1 {
        page.paragraph(&format!("{} stories", stories.len()), Style::new().bold());
        for (i, story) in stories.iter().enumerate() {
            page.item(
                &format!("{:>3}. ", i + 1),
                &format!("{} ({})", story.title, story.size()),
                Style::new(),
            );
        }
    }
    for story in &stories {
        if stories.len() > 1 {
            page.rule();
        }
        story_text(&mut page, story, options.all);
    }
    page.out
}

fn story_text(page: &mut Page, story: &StoryView<'_>, all: bool) {
    crate::summary::text(page, &Summary::of(story));
    page.heading("CLAIM BY CLAIM", Style::new().bold());
    tally(page, story);
    let told = "`twosource explain` shows what stands behind a claim, by the id in brackets.";
    page.paragraph(told, Style::new().dimmed());
    shared(page, story, Standing::Corroborated);
    disputed(page, story);
    shared(page, story, Standing::Echoed);
    shared(page, story, Standing::Unsourced);
    alone(page, story, all);
    quotations(page, story, all);
    cast(page, story, all);
    timeline(page, story, all);
    open_questions(page, story);
    decisions(page, story);
    reports(page, story);
}

/// What people decided otherwise than the program, with their reasons.
fn decisions(page: &mut Page, story: &StoryView<'_>) {
    if story.decisions.is_empty() {
        return;
    }
    page.heading("Decided by people", Style::new().bold());
    for decision in &story.decisions {
        page.item("   - ", &decision.what, Style::new());
        for words in &decision.about {
            page.item("     ", &format!("“{words}”"), Style::new().dimmed());
        }
        page.item("     ", &decision.note, Style::new());
        page.item("     ", &decision.meta, Style::new().dimmed());
    }
}

/// What a person decided on a claim.
fn remark(page: &mut Page, story: &StoryView<'_>, place: usize) {
    if let Some(words) = story.remarks.get(&place) {
        page.item("     ", words, Style::new().bold());
    }
}

fn reports(page: &mut Page, story: &StoryView<'_>) {
    page.heading("The reports", Style::new().bold());
    for report in &story.reports {
        let day = report.day().map(|day| format!(" ({day})")).unwrap_or_default();
        let from = report.taken_from().map(|from| format!(" ({from})")).unwrap_or_default();
        page.item("  - ", &format!("{}{day}: {}{from}", report.label, report.headline()), Style::new());
    }
}

fn tally(page: &mut Page, story: &StoryView<'_>) {
    let counts: Vec<String> = ORDER
        .iter()
        .map(|standing| {
            let face = face(*standing);
            let count = story.of_standing(*standing).len();
            format!("{} {count} {}", face.shape, face.counted)
        })
        .collect();
    page.paragraph(&counts.join("   "), Style::new());
}

/// Claims that several outlets carry, corroborated or echoed.
fn shared(page: &mut Page, story: &StoryView<'_>, standing: Standing) {
    let claims = story.of_standing(standing);
    if claims.is_empty() {
        return;
    }
    heading_of(page, standing);
    for (i, (place, claim)) in claims.iter().enumerate() {
        page.item(&format!("{:>3}. ", i + 1), &named(claim), Style::new());
        remark(page, story, *place);
        twins(page, story, *place);
        let indent = "     ";
        page.item(indent, &sources(story, claim), Style::new().dimmed());
        let mut origins: Vec<String> = Vec::new();
        for name in claim.origins.iter().map(|origin| source_name(origin)) {
            // One that is named in two ways has one name here.
            if !origins.contains(&name) {
                origins.push(name);
            }
        }
        if !origins.is_empty() {
            let word = if origins.len() == 1 { "Origin" } else { "Origins" };
            page.item(indent, &format!("{word}: {}", capped(&origins, SOURCES)), Style::new().dimmed());
        }
        for caution in &claim.record.cautions {
            page.item(indent, &format!("Note: {}", brief_line(&caution.why, 200)), Style::new().dimmed());
        }
        for saying in &claim.sayings {
            page.item(indent, &format!("Said: {saying}"), Style::new().dimmed());
        }
    }
}

fn disputed(page: &mut Page, story: &StoryView<'_>) {
    let claims = story.of_standing(Standing::Disputed);
    if claims.is_empty() && story.conflicts.is_empty() {
        return;
    }
    let touches = |conflict: &&ConflictView<'_>| {
        conflict.claims.iter().any(|place| claims.iter().any(|(disputed, _)| disputed == place))
    };
    if !claims.is_empty() {
        heading_of(page, Standing::Disputed);
    }
    let mut told: Vec<&str> = Vec::new();
    for (i, (place, claim)) in claims.iter().enumerate() {
        page.item(&format!("{:>3}. ", i + 1), &named(claim), Style::new());
        remark(page, story, *place);
        twins(page, story, *place);
        page.item("     ", &sources(story, claim), Style::new().dimmed());
        for conflict in story.conflicts.iter().filter(|conflict| conflict.claims.contains(place)) {
            if !told.contains(&conflict.record.id.as_str()) {
                told.push(&conflict.record.id);
                conflict_text(page, story, conflict);
            }
        }
    }
    let others: Vec<&ConflictView<'_>> =
        story.conflicts.iter().filter(|conflict| !touches(conflict)).collect();
    if !others.is_empty() {
        page.heading("Details that differ, where no claim is in dispute", Style::new().bold());
        for conflict in others {
            conflict_text(page, story, conflict);
        }
    }
}

/// The words of a claim with the id that `explain` takes.
fn named(claim: &ClaimView<'_>) -> String {
    format!("{} ({})", claim.text, claim.name())
}

/// Where else the words of a claim stand, told apart from it.
fn twins(page: &mut Page, story: &StoryView<'_>, place: usize) {
    for &twin in story.twins_of(place) {
        let claim = &story.claims[twin];
        let told = format!(
            "In the same words, and not counted with it: {} ({}, {})",
            sources(story, claim),
            face(claim.record.standing).word.to_lowercase(),
            claim.name()
        );
        page.item("     ", &told, Style::new().dimmed());
    }
}

/// Characters of a passage that shows a value.
const PASSAGE: usize = 200;

/// A conflict: its values one under the other, each with the outlets that give it and the first one's words.
fn conflict_text(page: &mut Page, story: &StoryView<'_>, conflict: &ConflictView<'_>) {
    let update = if conflict.record.update { " (a later report gives a new value)" } else { "" };
    page.item(
        "   - ",
        &format!("{}?{update} {}", conflict.question, line(&conflict.record.why)),
        Style::new(),
    );
    let sides: Vec<(String, String, String)> = conflict
        .sides()
        .into_iter()
        .map(|(value, givers)| {
            let mut labels: Vec<String> =
                givers.iter().map(|v| story.reports[v.report].label.clone()).collect();
            labels.dedup();
            let passage = givers.first().map_or("", |value| value.passage.as_str());
            (brief_line(value, 48), capped(&labels, SOURCES), brief_line(passage, PASSAGE))
        })
        .collect();
    let widest = sides.iter().map(|(value, ..)| textwrap::core::display_width(value)).max().unwrap_or(0);
    for (value, labels, passage) in &sides {
        let gap = widest.saturating_sub(textwrap::core::display_width(value));
        page.item_with("     ", &format!("{value}{}  ", " ".repeat(gap)), labels, Style::new().bold());
        page.item("       ", &format!("“{passage}”"), Style::new().dimmed());
    }
}

fn alone(page: &mut Page, story: &StoryView<'_>, all: bool) {
    let groups = story.alone();
    if groups.is_empty() {
        return;
    }
    heading_of(page, Standing::SingleSource);
    for (report, claims) in groups {
        page.item("  ", &format!("{}:", story.reports[report].label), Style::new().bold());
        let most = if all { usize::MAX } else { ALONE };
        for (place, claim) in claims.iter().take(most) {
            let unsaid = claim.unsaid_source().map(|unsaid| format!(" ({unsaid})")).unwrap_or_default();
            page.item("   - ", &format!("{}{unsaid}", named(claim)), Style::new());
            remark(page, story, *place);
        }
        page.more("     ", claims.len(), most);
    }
}

fn quotations(page: &mut Page, story: &StoryView<'_>, all: bool) {
    let most = if all { usize::MAX } else { QUOTED };
    if story.quotations.is_empty() {
        return;
    }
    page.heading("Who said what", Style::new().bold());
    for (_, group) in by_speaker(&story.quotations) {
        let Some(first) = group.first() else { continue };
        page.item("  ", &format!("{}:", brief_line(&first.speaker_name(story), 60)), Style::new().bold());
        for quotation in group.iter().take(most) {
            quotation_text(page, story, quotation);
        }
        page.more("     ", group.len(), most);
    }
}

fn quotation_text(page: &mut Page, story: &StoryView<'_>, quotation: &QuotationView) {
    let full = &quotation.versions[0];
    page.item("   - ", &format!("“{}”", full.words), Style::new());
    let versions: Vec<String> = quotation
        .versions
        .iter()
        .enumerate()
        .map(|(i, version)| {
            let label = &story.reports[version.report].label;
            match i {
                0 if quotation.versions.len() == 1 => label.clone(),
                0 => format!("{label}: fullest"),
                _ => format!("{label}: {}", version.verdict),
            }
        })
        .collect();
    page.item("     ", &capped(&versions, SOURCES), Style::new().dimmed());
}

fn cast(page: &mut Page, story: &StoryView<'_>, all: bool) {
    let most = if all { usize::MAX } else { CAST };
    if story.record.entities.is_empty() {
        return;
    }
    page.heading("Cast", Style::new().bold());
    for member in story.record.entities.iter().take(most) {
        let mut line_of_it = format!("{} ({})", brief_line(&member.name, 60), line(&member.kind));
        let names = |names: &[String]| -> String {
            let shown: Vec<String> = names.iter().map(|name| brief_line(name, 60)).collect();
            capped(&shown, NAMES)
        };
        if !member.roles.is_empty() {
            line_of_it.push_str(&format!(": {}", names(&member.roles)));
        }
        if !member.aliases.is_empty() {
            line_of_it.push_str(&format!("; also “{}”", names(&member.aliases)));
        }
        let mut labels: Vec<&str> = Vec::new();
        for place in member.members.iter().filter_map(|m| story.place(&m.report)) {
            if !labels.contains(&story.reports[place].label.as_str()) {
                labels.push(&story.reports[place].label);
            }
        }
        if labels.len() < story.reports.len() {
            line_of_it.push_str(&format!(". In {}", capped(&labels, SOURCES)));
        }
        page.item("   - ", &line_of_it, Style::new());
    }
    page.more("     ", story.record.entities.len(), most);
}

fn timeline(page: &mut Page, story: &StoryView<'_>, all: bool) {
    let most = if all { usize::MAX } else { MOMENTS };
    let entries = story.timeline();
    if entries.is_empty() {
        return;
    }
    page.heading("Timeline", Style::new().bold());
    let mut last = None;
    for (time, claim) in entries.iter().take(most) {
        if last != Some(*time) {
            page.item("  ", &crate::moment::in_words(time), Style::new().bold());
            last = Some(*time);
        }
        let shape = face(claim.record.standing).shape;
        let labels: Vec<&str> =
            claim.reports().into_iter().map(|r| story.reports[r].label.as_str()).collect();
        page.item(
            &format!("   {shape} "),
            &format!("{} [{}]", claim.text, capped(&labels, SOURCES)),
            Style::new(),
        );
    }
    page.more("     ", entries.len(), most);
}

fn open_questions(page: &mut Page, story: &StoryView<'_>) {
    if story.questions.is_empty() {
        return;
    }
    page.heading("What no report answers", Style::new().bold());
    for question in &story.questions {
        page.item("   ? ", &question.words, Style::new());
        let mut labels: Vec<&str> = (question.admissions.iter())
            .map(|admission| story.reports[admission.report].label.as_str())
            .collect();
        labels.dedup();
        page.item("     ", &format!("not known, says {}", capped(&labels, SOURCES)), Style::new().dimmed());
    }
}

/// "BBC; ITV, from Dmitry Peskov".
fn sources(story: &StoryView<'_>, claim: &ClaimView<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for statement in &claim.statements {
        let report: &ReportView<'_> = &story.reports[statement.report];
        let remark = statement.saying.remark();
        let part =
            if remark.is_empty() { report.label.clone() } else { format!("{}, {remark}", report.label) };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    capped(&parts, SOURCES)
}

/// The first `limit` of `parts`, and how many more there are.
fn capped<S: AsRef<str>>(parts: &[S], limit: usize) -> String {
    let shown: Vec<&str> = parts.iter().take(limit).map(AsRef::as_ref).collect();
    let more = parts.len().saturating_sub(limit);
    let tail = if more > 0 { format!("; … and {more} more") } else { String::new() };
    format!("{}{tail}", shown.join("; "))
}

fn heading_of(page: &mut Page, standing: Standing) {
    let face = face(standing);
    let colour = match standing {
        Standing::Corroborated => AnsiColor::Green,
        Standing::Disputed => AnsiColor::Red,
        Standing::Echoed => AnsiColor::Yellow,
        Standing::Unsourced | Standing::SingleSource => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    page.heading(&format!("{} {}: {}", face.shape, face.word, face.meaning), style);
}
