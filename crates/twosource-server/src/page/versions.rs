//! One report with its versions.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use twosource_render::address::segment;
use twosource_render::printable::brief_line;
use twosource_store::{Edit, Matter, ReportChanges, Revision, StatementChange};

use super::frame::{Frame, Section};
use super::when;
use crate::{House, Trouble};

/// Changes of one revision that are shown.
const SHOWN: usize = 60;

/// Gives a report's page.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let found = house.ask(move |store, _| store.changes(Some(&id))).await?;
    let Some(report) = found.into_iter().next() else {
        return Err(Trouble::NotFound("There is no such report.".to_owned()));
    };
    let title = headline(&report);
    let frame = Frame::new(Section::Changes, &title);
    Ok(frame.around(html! {
        header.masthead {
            p.kicker {
                @if let Some(outlet) = &report.outlet { (brief_line(outlet, 80)) " · " }
                @if report.versions == 1 { "one version" } @else { (report.versions) " versions" }
            }
            h1 { (title) }
            p.ways {
                a href={ "/stories/" (report.story) "/reports/" (segment(&report.report)) } { "Its text, as it is now" } " "
                a href={ "/stories/" (report.story) } { "Its story" }
            }
        }
        @if report.revisions.is_empty() { p.none { "It has not changed since it came in." } }
        @for revision in report.revisions.iter().rev() { (show(revision, 2)) }
    }))
}

/// What a report is called here.
pub(crate) fn headline(report: &ReportChanges) -> String {
    let title = report.title.as_deref().map(|title| brief_line(title, 160)).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| "Untitled report".to_owned())
}

/// What one revision changed; its heading is at this depth.
pub(crate) fn show(revision: &Revision, depth: u8) -> Markup {
    let quiet = revision.statements.iter().filter(|change| change.quiet).count();
    let heading =
        html! { "Version " (revision.from) " to " (revision.to) ", " (when::moment(&revision.received)) };
    html! {
        section.revision {
            @if depth == 2 { h2.h-section { (heading) } } @else { h4 { (heading) } }
            p.meta {
                @if revision.says_so { "The report says that it was corrected or updated." }
                @else if quiet > 0 { b.quietly { (quiet) " changed quietly" } ": a number, date or source, without a word that it was corrected." }
                @else { "Nothing in it says that it was changed." }
            }
            @if !revision.fields.is_empty() {
                dl.fields { @for field in &revision.fields {
                    dt { (field.field) } dd { del { (brief_line(field.before.as_deref().unwrap_or("none"), 300)) } " → " ins { (brief_line(field.after.as_deref().unwrap_or("none"), 300)) } }
                } }
            }
            ul.edits { @for change in revision.statements.iter().take(SHOWN) { (edit(change)) } }
            @if revision.statements.len() > SHOWN { p.meta { "and " (revision.statements.len() - SHOWN) " more" } }
        }
    }
}

fn edit(change: &StatementChange) -> Markup {
    let words = |text: &Option<String>| brief_line(text.as_deref().unwrap_or_default(), 500);
    let matters: Vec<&str> = change.matters.iter().map(|matter| matter_word(*matter)).collect();
    html! {
        li class=[change.quiet.then_some("quiet-edit")] {
            p.meta { (edit_word(change.edit)) @if change.unit != "statement" { " " (brief_line(&change.unit, 20)) } @if !matters.is_empty() { ": " (matters.join(", ")) } @if change.quiet { ", quietly" } }
            @match change.edit {
                Edit::Added => p { ins { (words(&change.after)) } },
                Edit::Dropped => p { del { (words(&change.before)) } },
                Edit::Altered => { p { del { (words(&change.before)) } } p { ins { (words(&change.after)) } } },
            }
        }
    }
}

fn edit_word(edit: Edit) -> &'static str {
    match edit {
        Edit::Altered => "altered",
        Edit::Dropped => "dropped",
        Edit::Added => "added",
    }
}

fn matter_word(matter: Matter) -> &'static str {
    match matter {
        Matter::Number => "number",
        Matter::Date => "date",
        Matter::Source => "source",
        Matter::Certainty => "certainty",
        Matter::Words => "words",
    }
}
