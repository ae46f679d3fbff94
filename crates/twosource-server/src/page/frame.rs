//! What every page has around its content: head, bar, foot.

use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use twosource_render::fragment::sprite;
use twosource_render::printable::brief_line;

use crate::asset::{ICON, SCRIPT, SHEET};

/// Which entry of the bar a page belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Section {
    /// The list of stories, and stories.
    Stories,
    /// What changed.
    Changes,
    /// Finding reports and statements.
    Search,
    /// Checking a draft.
    Check,
    /// None of them.
    #[default]
    None,
}

/// What a page is, apart from its content.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// Its title; foreign words are made fit to show.
    pub title: String,
    /// Its entry of the bar.
    pub section: Section,
    /// Seconds after which a browser without the script asks again.
    pub again: Option<u32>,
    /// Its Atom feed, where it has one.
    pub feed: Option<String>,
    /// The words that the field of the bar holds.
    pub asked: String,
}

impl Frame {
    /// A page of a section.
    pub fn new(section: Section, title: &str) -> Self {
        Frame { title: brief_line(title, 140), section, ..Frame::default() }
    }

    /// The page with its content.
    pub fn around(&self, content: Markup) -> Response {
        Html(self.markup(content).into_string()).into_response()
    }

    /// The page's mark-up.
    pub fn markup(&self, content: Markup) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if let Some(seconds) = self.again { noscript { meta http-equiv="refresh" content=(seconds); } }
                    title { (self.title) " · Twosource" }
                    link rel="icon" href=(ICON.address) type="image/svg+xml";
                    @if let Some(feed) = &self.feed { link rel="alternate" type="application/atom+xml" href=(feed); }
                    link rel="stylesheet" href=(SHEET.address);
                    script src=(SCRIPT.address) defer {}
                }
                body {
                    (sprite())
                    a.skip href="#content" { "Skip to the content" }
                    (self.bar())
                    main #content tabindex="-1" { (content) }
                    dialog #keys aria-labelledby="keys-title" {
                        h2 #keys-title { "Keys" }
                        dl {
                            dt { kbd { "/" } } dd { "Search" }
                            dt { kbd { "j" } " " kbd { "k" } } dd { "The next and the one before of a list" }
                            dt { kbd { "Enter" } } dd { "Open it" }
                            dt { kbd { "d" } } dd { "Decide on what is in hand" }
                            dt { kbd { "u" } } dd { "To the button that takes the last decision back" }
                            dt { kbd { "?" } } dd { "This help" }
                            dt { kbd { "Esc" } } dd { "Close" }
                        }
                        form method="dialog" { button type="submit" { "Close" } }
                    }
                    footer.colophon {
                        p { "A standing tells how many independent origins carry a claim, not whether it is true." }
                        p { a href="/api" { "Interface for programs" } }
                    }
                }
            }
        }
    }

    fn bar(&self) -> Markup {
        let entries = [
            ("/", "Stories", Section::Stories),
            ("/changes", "What changed", Section::Changes),
            ("/check", "Check a draft", Section::Check),
        ];
        html! {
            header.bar.site {
                div.bar-inner {
                    p.brand { a href="/" { "Two" span { "source" } } }
                    nav.sections aria-label="Main" {
                        @for (address, words, section) in entries {
                            a href=(address) aria-current=[(section == self.section).then_some("true")] { (words) }
                        }
                        a href="/#drop-title" { "Make a brief" }
                    }
                    form.ask action="/search" role="search" {
                        label.quiet for="ask" { "Search reports and statements" }
                        input #ask type="search" name="q" placeholder="Search the collection" value=(self.asked) autocomplete="off" maxlength="500" aria-keyshortcuts="/";
                        button type="submit" { "Search" }
                    }
                }
            }
        }
    }
}

/// Earlier and later pages of a list of `total`, `size` a page; `address` gives that of a page, numbered from 1.
pub(crate) fn pages(page: usize, size: usize, total: usize, address: impl Fn(usize) -> String) -> Markup {
    let last = total.div_ceil(size).max(1);
    html! {
        @if last > 1 {
            nav.pages aria-label="Pages" {
                @if page > 1 { a rel="prev" href=(address(page - 1)) { "← Newer" } } @else { span {} }
                span { "Page " (page) " of " (last) }
                @if page < last { a rel="next" href=(address(page + 1)) { "Older →" } } @else { span {} }
            }
        }
    }
}
