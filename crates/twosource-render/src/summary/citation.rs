//! A claim as it is cited: its words, how it stands, who says so, and what it was weighed from.

use maud::html;

use super::{Fact, Summary};
use crate::markdown::escaped;
use crate::standing::face;
use crate::view::plural;

/// A claim to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// As plain text.
    pub text: String,
    /// As Markdown.
    pub markdown: String,
    /// As HTML, to stand in another page.
    pub html: String,
}

impl Citation {
    /// `address` is where the claim is told of; `weighed` is when it was weighed, where somebody knows.
    pub(crate) fn of(fact: &Fact, summary: &Summary, address: Option<&str>, weighed: Option<&str>) -> Self {
        let face = face(fact.standing);
        let standing = format!("{} ({})", face.word, face.meaning);
        let mut from = format!("Weighed from {}", plural(summary.reports, "report"));
        if let Some(last) = &summary.last {
            from.push_str(&format!(", the last of {last}"));
        }
        if let Some(weighed) = weighed {
            from.push_str(&format!("; as of {weighed}"));
        }
        let (words, told) = (fact.text(), fact.told());
        let place = address.map(|address| format!(" {address}")).unwrap_or_default();
        let link = address.filter(|address| crate::address::is_web(address));
        let cited = html! {
            blockquote cite=[link] {
                p { (words) }
                p { b { (standing) } ": " (told) ". " (from) ", Twosource." @if let Some(link) = link { " " a href=(link) { "The claim with its passages" } } }
            }
        };
        Citation {
            text: format!("“{words}” {standing}: {told}. {from}, Twosource.{place}"),
            markdown: format!(
                "> {}\n>\n> **{}**: {}. {}, Twosource.{}\n",
                escaped(&words),
                escaped(&standing),
                escaped(&told),
                escaped(&from),
                link.map(|link| format!(" <{link}>")).unwrap_or_default()
            ),
            html: cited.into_string(),
        }
    }
}
