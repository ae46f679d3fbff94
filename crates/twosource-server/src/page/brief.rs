//! Making a brief of dropped reports: taking them, telling how far it is, and the brief.

use std::sync::Arc;

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use twosource_render::fragment::Story;
use twosource_render::printable::{brief_line, plural};

use super::form::Form;
use super::frame::{Frame, Section};
use super::trouble::sentence;
use crate::{BriefState, House, Made, Trouble};

/// Remarks on inputs that are shown.
const REMARKS: usize = 40;
/// Seconds between askings of a browser without the script.
const AGAIN: u32 = 2;

/// Takes reports to make a brief of.
pub(crate) async fn take(State(house): State<Arc<House>>, parts: Multipart) -> Result<Response, Trouble> {
    let form = Form::read(parts, house.settings().most_bytes).await?;
    let keep = form.field("keep") == "yes";
    let id = house.brief(form.materials, keep)?;
    Ok(Redirect::to(&format!("/briefs/{id}")).into_response())
}

/// Tells how far a brief is, or gives it.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let id = id.parse()?;
    match house.brief_state(&id)? {
        BriefState::Waiting => Ok(progress("Waiting for its turn", 0, 0)),
        BriefState::Making { step, done, of } => Ok(progress(step, done, of)),
        BriefState::Failed(trouble) => Ok(failed(&trouble)),
        BriefState::Done(made) => Ok(done(&id.to_string(), &made)),
    }
}

fn progress(step: &str, done: usize, of: usize) -> Response {
    let frame = Frame { again: Some(AGAIN), ..Frame::new(Section::None, "Making the brief") };
    frame.around(html! {
        div.making data-progress {
            h1 { "Making the brief" }
            p #step role="status" { (step) @if of > 0 { ": " (done) " of " (plural(of, "report")) } }
            @if of > 0 { progress max=(of) value=(done) aria-labelledby="step" {} } @else { progress aria-labelledby="step" {} }
            p.meta { "You can leave this page; its address stays good while the server runs." }
        }
    })
}

fn failed(trouble: &Trouble) -> Response {
    let frame = Frame::new(Section::None, "No brief");
    let mut response = frame.around(html! {
        div.trouble {
            h1 { "No brief could be made" }
            p.said-of { (sentence(&trouble.to_string())) }
            p.ways { a href="/#drop-title" { "Give other reports" } }
        }
    });
    *response.status_mut() = trouble.status();
    response
}

fn done(id: &str, made: &Made) -> Response {
    let stories = &made.evidence.stories;
    // One story and nothing to remark: the brief itself, under its own address.
    if stories.len() == 1 && made.remarks.is_empty() && made.stories.is_empty() {
        return Redirect::to(&format!("/briefs/{id}/1")).into_response();
    }
    let frame = Frame::new(Section::None, "The brief");
    frame.around(html! {
        (super::bar::textures())
        header.list-head {
            h1 { "The brief" }
            p.meta { (plural(made.evidence.reports.len(), "report")) " in " (if stories.len() == 1 { "one story".to_owned() } else { format!("{} stories", stories.len()) }) }
        }
        @if !made.stories.is_empty() {
            p.kept { "Kept in the collection: "
                @for (i, story) in made.stories.iter().enumerate() { @if i > 0 { ", " } a href={ "/stories/" (story) } { "story " (story) } }
            }
        }
        ol.stories { @for place in 0..stories.len() { (entry(id, made, place)) } }
        @if !made.remarks.is_empty() {
            section.remarks {
                h2 { "Not read, or read with doubt" }
                ul { @for remark in made.remarks.iter().take(REMARKS) { li { (brief_line(remark, 400)) } } }
                @if made.remarks.len() > REMARKS { p.meta { "and " (made.remarks.len() - REMARKS) " more" } }
            }
        }
    })
}

fn entry(id: &str, made: &Made, place: usize) -> Markup {
    let base = format!("/briefs/{id}/{}", place + 1);
    let Some(story) = Story::new(&made.evidence, place, &base) else { return html! {} };
    html! {
        li {
            div {
                h3 { a href=(base) { (story.title()) } }
                p.meta { (story.size()) @if let Some(dates) = story.dates() { " · " (dates) } }
            }
            div.stands { (super::bar::counts(story.counts())) }
        }
    }
}
