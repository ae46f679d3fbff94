//! The cast: who is in the story, in which roles, under which names, and who names them.

use maud::{Markup, html};
use twosource_evidence::file::CastMember;

use super::anchors::{Anchors, first_mentions};
use super::claim::link;
use super::heading;
use crate::printable::{brief_line, line};
use crate::view::StoryView;

/// Members that show before the fold.
const SHOWN: usize = 12;
/// Roles and names shown for each.
const NAMES: usize = 6;

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let members: Vec<&CastMember> = story.record.entities.iter().collect();
    html! {
        @if !members.is_empty() {
            section.cast id=(anchors.section_id("cast")) {
                (heading::section(anchors, html! { "Cast" }))
                (list(story, anchors, &members[..members.len().min(SHOWN)]))
                @if members.len() > SHOWN {
                    details.rest {
                        summary { "… and " (members.len() - SHOWN) " more" }
                        (list(story, anchors, &members[SHOWN..]))
                    }
                }
            }
        }
    }
}

fn list(story: &StoryView<'_>, anchors: &Anchors, members: &[&CastMember]) -> Markup {
    html! { ul.members { @for member in members { (card(story, anchors, member)) } } }
}

fn card(story: &StoryView<'_>, anchors: &Anchors, member: &CastMember) -> Markup {
    let named_in = first_mentions(story, member);
    let alone = named_in.len() == 1 && story.reports.len() > 1;
    html! {
        li {
            (heading::item(anchors, None, html! { (brief_line(&member.name, 80)) }))
            p.kind { (line(&member.kind)) @if alone { " · named by one report alone" } }
            @if !member.roles.is_empty() { p.roles { (names(&member.roles)) } }
            @if !member.aliases.is_empty() { p.aliases { "Also: " (names(&member.aliases)) } }
            @if !named_in.is_empty() {
                p.in {
                    @for (i, (report, start, end)) in named_in.iter().enumerate() {
                        @if i > 0 { ", " }
                        (link(anchors, (*report, *start, *end), None, html! { (story.reports[*report].label) }))
                    }
                }
            }
        }
    }
}

fn names(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(NAMES).map(|name| brief_line(name, 80)).collect();
    let more = names.len().saturating_sub(NAMES);
    let tail = if more > 0 { format!("; … and {more} more") } else { String::new() };
    format!("{}{tail}", shown.join("; "))
}
