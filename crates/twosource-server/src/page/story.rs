//! A story's first page: how it stands, its claims, narrowed where asked.

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_evidence::file::Standing;
use twosource_render::address::with_query;
use twosource_render::fragment::{Choice, Edited, Story};
use twosource_render::printable::{line, plural};
use twosource_render::standing::{ORDER, face};
use twosource_store::{Matter, ReportChanges};

use super::frame::pages;
use super::tale::Tale;
use crate::Trouble;

/// Claims of one page where they are narrowed.
const A_PAGE: usize = 40;
/// Names offered to narrow by.
const NAMES: usize = 60;

/// Which claims are asked for: fields of the page's form, all of them optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    standing: String,
    outlet: String,
    entity: String,
    from: String,
    to: String,
    words: String,
    page: String,
}

impl Asked {
    /// With its words fit to be shown again.
    fn shown(self) -> Self {
        let fields = [self.standing, self.outlet, self.entity, self.from, self.to, self.words, self.page];
        let [standing, outlet, entity, from, to, words, page] = fields.map(|text| line(&text));
        Asked { standing, outlet, entity, from, to, words, page }
    }

    fn choice(&self) -> Result<Choice, Trouble> {
        let trimmed = |text: &str| text.trim().chars().take(300).collect::<String>();
        Ok(Choice {
            standing: standing(&self.standing)?,
            outlet: trimmed(&self.outlet),
            entity: trimmed(&self.entity),
            from: trimmed(&self.from),
            to: trimmed(&self.to),
            words: trimmed(&self.words),
        })
    }

    fn page(&self) -> usize {
        self.page.trim().parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    fn address(&self, base: &str, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let fields = [
            ("standing", self.standing.as_str()),
            ("outlet", &self.outlet),
            ("entity", &self.entity),
            ("from", &self.from),
            ("to", &self.to),
            ("words", &self.words),
            ("page", &page),
        ];
        with_query(base, &fields)
    }
}

/// A standing by its word; `None` for no word.
///
/// # Errors
/// Where there is no such standing.
pub(crate) fn standing(word: &str) -> Result<Option<Standing>, Trouble> {
    if word.trim().is_empty() {
        return Ok(None);
    }
    let found = ORDER.into_iter().find(|standing| face(*standing).value == word.trim());
    found.map(Some).ok_or_else(|| {
        let words = ORDER.map(|standing| face(standing).value).join(", ");
        Trouble::Question(format!("There is no such standing; the standings are {words}."))
    })
}

/// Gives the story's first page.
pub(crate) async fn give(tale: Tale, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let asked = asked.shown();
    let choice = asked.choice()?;
    let decided = tale.decided();
    let mut story = tale.story()?;
    if let Some(decided) = &decided {
        story.remark(tale.remarks(decided));
    }
    let edits = match tale.id.filter(|_| choice.is_empty()) {
        Some(id) => edits(tale.house.ask(move |store, _| store.revised(id)).await?),
        None => Vec::new(),
    };
    let content = if choice.is_empty() {
        html! {
            (story.glance(&edits))
            (super::decisions::short(&tale, decided.as_ref()))
            (story.tally())
            (story.who())
            (form(&tale, &story, &asked, false))
            (story.first())
            (story.open_questions())
            (downloads(&tale))
            @if tale.id.is_some() {
                section.follow {
                    h2.h-section { "Follow it" }
                    p { a href={ (tale.base) "/feed.atom" } { "Atom feed of this story" } " " span.meta { "tells when a claim falls, comes into dispute or finds a second source, and when a report changes a number, a date or a source" } }
                }
            }
        }
    } else {
        let found = story.chosen(&choice, (asked.page() - 1).saturating_mul(A_PAGE), A_PAGE);
        html! {
            (form(&tale, &story, &asked, true))
            p.found role="status" { (plural(found.total, "claim")) @if found.total == 1 { " fits" } @else { " fit" } @if found.total > found.shown { ", " (found.shown) " shown" } " · " a href=(tale.base) { "Show all" } }
            @if found.shown == 0 { p.none { "No claim of this story fits all of that. Take a condition away to see more." } }
            (found.markup)
            (pages(asked.page(), A_PAGE, found.total, |page| asked.address(&tale.base, page)))
        }
    };
    Ok(tale.page(&story, "", content))
}

/// The numbers, dates and sources that reports gave otherwise before, quiet changes first, then the newest.
fn edits(revised: Vec<ReportChanges>) -> Vec<Edited> {
    let mut found: Vec<(String, Edited)> = Vec::new();
    for report in revised {
        for revision in report.revisions {
            for change in revision.statements {
                let matters =
                    |matter: &Matter| matches!(matter, Matter::Number | Matter::Date | Matter::Source);
                let (Some(before), Some(after)) = (change.before, change.after) else { continue };
                if !change.quiet && !change.matters.iter().any(matters) {
                    continue;
                }
                let (when, report) = (super::when::moment(&revision.received), report.report.clone());
                found.push((
                    revision.received.clone(),
                    Edited { report, when, before, after, quiet: change.quiet },
                ));
            }
        }
    }
    found.sort_by(|a, b| (!a.1.quiet).cmp(&!b.1.quiet).then_with(|| b.0.cmp(&a.0)));
    found.into_iter().map(|(_, edit)| edit).collect()
}

fn form(tale: &Tale, story: &Story<'_>, asked: &Asked, open: bool) -> Markup {
    let outlets: Vec<String> = story.reports().into_iter().map(|report| report.label).collect();
    let unknown = !asked.outlet.is_empty() && !outlets.contains(&asked.outlet);
    html! {
        details.narrow open[open] {
            summary { "Narrow the claims" }
            form action=(tale.base) role="search" aria-label="Narrow the claims" {
                label.field { span { "Standing" }
                    select name="standing" {
                        option value="" { "Any" }
                        @for standing in ORDER {
                            @let face = face(standing);
                            option value=(face.value) selected[face.value == asked.standing] { (face.shape) " " (face.word) }
                        }
                    }
                }
                label.field { span { "Report" }
                    select name="outlet" {
                        option value="" { "Any" }
                        @if unknown { option value=(asked.outlet) selected { (asked.outlet) } }
                        @for label in &outlets { option value=(label) selected[*label == asked.outlet] { (label) } }
                    }
                }
                label.field { span { "About" } input type="text" name="entity" list="names" value=(asked.entity) maxlength="200" autocomplete="off"; }
                datalist #names { @for name in story.names().iter().take(NAMES) { option value=(name) {} } }
                label.field { span { "Words" } input type="text" name="words" value=(asked.words) maxlength="200" autocomplete="off"; }
                label.field.date { span { "Tells of, from" } input type="date" name="from" value=(asked.from); }
                label.field.date { span { "to" } input type="date" name="to" value=(asked.to); }
                p.act { button type="submit" { "Show" } }
            }
        }
    }
}

fn downloads(tale: &Tale) -> Markup {
    let files = [
        (
            "evidence.json",
            "Evidence file",
            "JSON: everything found, each word by its place; another machine can verify it",
        ),
        ("brief.html", "Brief", "one page that needs nothing else, to send or print"),
        ("brief.md", "Markdown", "for notes and documents"),
        ("brief.docx", "Document", "DOCX: first screen and passages, for a word processor"),
        ("tables.xlsx", "Workbook", "XLSX: claims, details, conflicts and more, a sheet each"),
        ("claims.csv", "Claims as a table", "CSV: a claim a row"),
    ];
    html! {
        section.downloads #downloads {
            h2.h-section { "Take it with you" }
            ul { @for (file, words, what) in files {
                li { a href={ (tale.base) "/" (file) } download { (words) } " " span.meta { (what) } }
            } }
        }
    }
}
