//! Headings at the depth a page gives them: a story's sections lie deeper where the page holds several stories.

use maud::{Markup, html};

use super::anchors::Anchors;

/// The heading of a section of a story.
pub(crate) fn section(anchors: &Anchors, content: Markup) -> Markup {
    at(anchors.depth, "h-section", None, content)
}

/// The heading of an item of a section: an outlet, a speaker, a report.
pub(crate) fn item(anchors: &Anchors, id: Option<&str>, content: Markup) -> Markup {
    at(anchors.depth + 1, "h-item", id, content)
}

fn at(depth: u8, class: &str, id: Option<&str>, content: Markup) -> Markup {
    html! {
        @match depth {
            0 | 1 => h1 class=(class) id=[id] { (content) },
            2 => h2 class=(class) id=[id] { (content) },
            3 => h3 class=(class) id=[id] { (content) },
            _ => h4 class=(class) id=[id] { (content) },
        }
    }
}

/// A heading of the first screen.
pub(crate) fn glance(anchors: &Anchors, words: &str) -> Markup {
    html! {
        @match anchors.depth {
            2 => h2.h-glance { (words) },
            _ => h3.h-glance { (words) },
        }
    }
}
