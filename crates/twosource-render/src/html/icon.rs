//! Shapes of standings and stances: drawn once, used by reference.

use maud::{Markup, html};
use twosource_evidence::file::Standing;

use crate::standing::face;
use crate::view::Stance;

/// The drawings, to stand once at the head of the page.
pub fn sprite() -> Markup {
    html! {
        svg.sprite width="0" height="0" aria-hidden="true" focusable="false" {
            symbol id="i-cor" viewBox="0 0 16 16" { circle cx="8" cy="8" r="6.5" fill="currentColor" {} }
            symbol id="i-dis" viewBox="0 0 16 16" { path d="M8 .8 15.2 8 8 15.2.8 8z" fill="currentColor" {} }
            symbol id="i-ech" viewBox="0 0 16 16" {
                circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5" {}
                path d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" fill="currentColor" {}
            }
            symbol id="i-one" viewBox="0 0 16 16" {
                circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5" {}
            }
            symbol id="i-uns" viewBox="0 0 16 16" {
                circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="1.5 3" {}
            }
            // No tick: it reads as confirmed.
            symbol id="i-own" viewBox="0 0 16 16" { rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" {} }
            symbol id="i-sil" viewBox="0 0 16 16" {
                circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 3" {}
            }
            symbol id="i-apa" viewBox="0 0 16 16" {
                (stroke("M2.500 6c1.800-2 3.700-2 5.500-.700s3.700.700 5.500-.700M2.500 11c1.800-2 3.700-2 5.500-.700s3.700.700 5.500-.700"))
            }
            symbol id="i-att" viewBox="0 0 16 16" {
                path d="M2.2 11.8V8.1c0-2.4 1.2-4 3.6-4.5v1.7C4.700 5.700 4.200 6.400 4.200 7.300h1.700v4.500zM9.100 11.800V8.100c0-2.400 1.200-4 3.600-4.500v1.700c-1.100.4-1.600 1.100-1.600 2h1.700v4.500z" fill="currentColor" {}
            }
            symbol id="i-hed" viewBox="0 0 16 16" { (stroke("M2.500 9.600c1.800-3.400 3.700-3.400 5.500-1.600s3.700 1.800 5.500-1.600")) }
            symbol id="i-pla" viewBox="0 0 16 16" { (stroke("M2.500 8h10.500M9 4l4 4-4 4")) }
            symbol id="i-con" viewBox="0 0 16 16" { (stroke("M2.500 13V8h11M10 4.500 13.500 8 10 11.500M2.500 8V3")) }
            // Two ways that part: no cross, which reads as false.
            symbol id="i-den" viewBox="0 0 16 16" { (stroke("M6 5 3 8l3 3M10 5l3 3-3 3")) }
            symbol id="i-que" viewBox="0 0 16 16" {
                (stroke("M5.400 5.600a2.600 2.600 0 1 1 3.900 2.300C8.400 8.400 8 8.900 8 9.900M8 12.500v.6"))
            }
        }
    }
}

fn stroke(d: &str) -> Markup {
    html! {
        path d=(d) fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"
            stroke-linejoin="round" {}
    }
}

/// The shape of a standing, without words.
pub fn of_standing(standing: Standing) -> Markup {
    shape("s", face(standing).key)
}

/// The shape of a stance, without words.
pub(crate) fn of_stance(stance: Stance) -> Markup {
    shape("t", stance.key())
}

fn shape(family: &str, key: &'static str) -> Markup {
    html! { svg class={ "i " (family) " " (key) } aria-hidden="true" focusable="false" { use href={ "#i-" (key) } {} } }
}
