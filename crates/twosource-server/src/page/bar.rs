//! How the claims of a story stand, as a slim bar and in words.

use maud::{Markup, html};
use twosource_evidence::file::Standing;
use twosource_render::fragment::shape;
use twosource_render::standing::{ORDER, face};
use twosource_store::Tally;

/// Length and height of the bar, in its own units.
const LENGTH: f64 = 240.0;
const HEIGHT: f64 = 8.0;

/// The bar with its counts; words where the story was never weighed.
pub(crate) fn tally(tally: Option<&Tally>) -> Markup {
    let Some(tally) = tally else { return html! { p.unweighed { "Not weighed yet" } } };
    html! {
        (counts(ORDER.map(|standing| (standing, count(tally, standing)))))
        @if !tally.current { p.unweighed { "New reports since; being weighed again" } }
    }
}

/// The bar with its counts.
pub(crate) fn counts(counts: [(Standing, usize); 5]) -> Markup {
    html! {
        div.standing {
            (bar(counts))
            ul.counts {
                @for (standing, count) in counts {
                    @let face = face(standing);
                    li class=[(count == 0).then_some("none")] title=(face.word) { (shape(standing)) (count) span.quiet { " " (face.counted) } }
                }
            }
        }
    }
}

fn count(tally: &Tally, standing: Standing) -> usize {
    match standing {
        Standing::Corroborated => tally.corroborated,
        Standing::Disputed => tally.disputed,
        Standing::Echoed => tally.echoed,
        Standing::Unsourced => tally.unsourced,
        Standing::SingleSource => tally.single_source,
    }
}

/// Stretches in proportion; each standing has its own texture, so that the bar reads without colour.
fn bar(counts: [(Standing, usize); 5]) -> Markup {
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let mut at = 0.0;
    let mut stretches = Vec::new();
    for (standing, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let wide = LENGTH * count as f64 / total as f64;
        stretches.push((face(standing).key, at, wide));
        at += wide;
    }
    html! {
        @if total > 0 {
            svg.share viewBox={ "0 0 " (LENGTH) " " (HEIGHT) } width=(LENGTH) height=(HEIGHT) preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                @for (key, at, wide) in stretches {
                    rect class={ "f-" (key) } x=(format!("{:.1}", at + 0.75)) y="0.75" width=(format!("{:.1}", (wide - 1.5).max(1.0))) height=(HEIGHT - 1.5) fill={ "url(#f-" (key) ")" } {}
                }
            }
        }
    }
}

/// The textures, to stand once on a page that has bars.
pub(crate) fn textures() -> Markup {
    html! {
        svg.sprite width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern id="f-cor" width="4" height="4" patternUnits="userSpaceOnUse" { rect.t-cor width="4" height="4" {} }
                pattern id="f-dis" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" { rect.t-dis width="3" height="5" {} }
                pattern id="f-uns" width="6" height="6" patternUnits="userSpaceOnUse" { circle.t-uns cx="3" cy="3" r="1" {} }
                pattern id="f-ech" width="4" height="8" patternUnits="userSpaceOnUse" { rect.t-ech width="2" height="8" {} }
                pattern id="f-one" width="4" height="4" patternUnits="userSpaceOnUse" { rect.t-one width="4" height="4" {} }
            }
        }
    }
}
