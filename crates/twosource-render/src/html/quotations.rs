//! Who said what, and what each outlet cut or changed.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::claim::link;
use super::heading;
use crate::printable::{brief_line, line};
use crate::view::{QuotationView, Speaker, StoryView, Stretch, VersionView, by_speaker};

/// Quotations of one speaker by one report alone that show before the fold.
const SHOWN: usize = 3;

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    html! {
        @if !story.quotations.is_empty() {
            section.said id=(anchors.section_id("said")) {
                (heading::section(anchors, html! { "Who said what" }))
                @for (speaker, group) in by_speaker(&story.quotations) {
                    div.speaker {
                        div.whose {
                            (heading::item(anchors, None, html! { (brief_line(&group[0].speaker_name(story), 80)) }))
                            @if let Some(role) = role(story, speaker) { p.meta { (role) } }
                        }
                        @let (shared, single): (Vec<&QuotationView>, Vec<&QuotationView>) = group.iter().partition(|q| q.is_shared());
                        div.words {
                            @for quotation in &shared { (shared_quotation(story, anchors, quotation)) }
                            (singles(story, anchors, &single[..single.len().min(SHOWN)]))
                            @if single.len() > SHOWN {
                                details.rest {
                                    summary { "… and " (single.len() - SHOWN) " more" }
                                    (singles(story, anchors, &single[SHOWN..]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn role(story: &StoryView<'_>, speaker: &Speaker) -> Option<String> {
    let Speaker::Cast(place) = speaker else { return None };
    story.record.entities.get(*place)?.roles.first().map(|role| line(role))
}

fn shared_quotation(story: &StoryView<'_>, anchors: &Anchors, quotation: &QuotationView) -> Markup {
    let (full, others) = (&quotation.versions[0], &quotation.versions[1..]);
    html! {
        figure.quotation {
            blockquote { p { "“" (full.words) "”" } }
            figcaption {
                ul.versions {
                    li { (source(story, anchors, full)) span.verdict { "fullest version" } }
                    @for version in others {
                        li {
                            (source(story, anchors, version)) span.verdict { (version.verdict) }
                            (stretches(version))
                        }
                    }
                }
            }
        }
    }
}

/// The fullest version with this one's cuts struck out and its own words marked.
fn stretches(version: &VersionView) -> Markup {
    let changed = version.stretches.iter().any(|stretch| !matches!(stretch, Stretch::Kept(_)));
    html! {
        @if changed {
            p.diff {
                @for stretch in &version.stretches {
                    @match stretch {
                        Stretch::Kept(words) => span { (words) },
                        Stretch::Cut(words) => del { (words) },
                        Stretch::Added(words) => ins { (words) },
                    }
                    " "
                }
            }
        } @else if version.stretches.is_empty() {
            p.diff { (brief_line(&version.words, 600)) }
        }
    }
}

fn singles(story: &StoryView<'_>, anchors: &Anchors, quotations: &[&QuotationView]) -> Markup {
    html! {
        @if !quotations.is_empty() {
            ul.singles {
                @for quotation in quotations {
                    @let version = &quotation.versions[0];
                    li { q { (version.words) } " " (source(story, anchors, version)) }
                }
            }
        }
    }
}

fn source(story: &StoryView<'_>, anchors: &Anchors, version: &VersionView) -> Markup {
    let label = html! { span.src { (story.reports[version.report].label) } };
    link(anchors, (version.report, version.start, version.end), None, label)
}
