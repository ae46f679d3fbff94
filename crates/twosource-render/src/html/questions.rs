//! What no report answers.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::claim::link;
use super::heading;
use crate::view::{QuestionView, StoryView};

/// Places shown that leave one question open.
const PLACES: usize = 12;

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    html! {
        @if !story.questions.is_empty() {
            section.open id=(anchors.section_id("open")) {
                (heading::section(anchors, html! { "What no report answers" }))
                p.lede { "What the reports themselves say is not known, and none of them tells." }
                ul.questions { @for question in &story.questions { (item(story, anchors, question)) } }
            }
        }
    }
}

fn item(story: &StoryView<'_>, anchors: &Anchors, question: &QuestionView) -> Markup {
    html! {
        li {
            p.text { (question.words) }
            @for admission in question.admissions.iter().take(PLACES) {
                @let label = html! { b { (story.reports[admission.report].label) } };
                p.meta { (link(anchors, (admission.report, admission.start, admission.end), None, label)) ": " q { (admission.words) } }
            }
        }
    }
}
