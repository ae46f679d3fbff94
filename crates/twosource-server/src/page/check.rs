//! Checking a draft: the form, and the draft with marks in its margin.

use std::sync::Arc;

use axum::extract::{Multipart, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_render::fragment::check as checked;
use twosource_render::printable::brief_line;

use super::form::Form;
use super::frame::{Frame, Section};
use crate::{Against, House, Material, Trouble};

/// Remarks on inputs that are shown.
const REMARKS: usize = 20;

/// What the address brings.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    /// The story to hold the draft against.
    story: Option<String>,
}

/// Gives the form.
pub(crate) async fn give(Query(wish): Query<Wish>) -> Response {
    let story: String = wish.story.unwrap_or_default().chars().take(20).collect();
    Frame::new(Section::Check, "Check a draft").around(asked(&story))
}

fn asked(story: &str) -> Markup {
    html! {
        header.list-head {
            h1 { "Check a draft" }
            p.meta { "For each sentence and each detail: who confirms it, who has it otherwise, and what no report says." }
        }
        section.drop aria-labelledby="check-title" {
            h2.quiet #check-title { "The draft and the reports" }
            form action="/check" method="post" enctype="multipart/form-data" {
                label.field { span { "Draft" } textarea name="draft" rows="10" required {} }
                label.field { span { "Story of the collection, by its number" }
                    input type="text" name="story" value=(story) placeholder="S12" maxlength="20" autocomplete="off"; }
                label.field { span { "Or files of reports" } input type="file" name="files" multiple; }
                label.field { span { "Or the text of a report" } textarea name="text" rows="4" {} }
                label.field { span { "Or the address of a page" }
                    input type="text" inputmode="url" name="address" placeholder="https://" maxlength="2000" autocomplete="off"; }
                button type="submit" { "Check" }
                p.hint { "Nothing of it is kept." }
            }
        }
    }
}

/// Checks what the form brings.
pub(crate) async fn take(State(house): State<Arc<House>>, parts: Multipart) -> Result<Response, Trouble> {
    let form = Form::read(parts, house.settings().most_bytes).await?;
    let (draft, story) = (form.field("draft").to_owned(), form.field("story").to_owned());
    let materials = form.materials;
    if draft.is_empty() {
        return Err(Trouble::Unfit("the draft is empty".to_owned()));
    }
    let against = match (story.is_empty(), materials.is_empty()) {
        (false, true) => Against::Story(story.parse().map_err(Trouble::from)?),
        (true, false) => Against::Materials(materials),
        _ => return Err(Trouble::Unfit("give the number of a story, or reports; one of the two".to_owned())),
    };
    let (check, remarks) = house.check(Material::Text(draft), against).await?;
    let page = Frame::new(Section::Check, "A draft checked").around(html! {
        (checked(&check))
        @if !remarks.is_empty() {
            section.remarks {
                h2 { "Not read, or read with doubt" }
                ul { @for remark in remarks.iter().take(REMARKS) { li { (brief_line(remark, 400)) } } }
            }
        }
        p.ways { a href="/check" { "Check another draft" } }
    });
    Ok(page)
}
