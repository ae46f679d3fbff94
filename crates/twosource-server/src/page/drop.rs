//! The box that takes reports to make a brief of at once.

use maud::{Markup, html};

/// Texts that the box has room for.
const TEXTS: usize = 3;

/// The box: files, a pasted text or an address. Dragged files are the script's; the rest needs none.
pub(crate) fn zone() -> Markup {
    html! {
        section.drop aria-labelledby="drop-title" {
            h2 #drop-title { "Make a brief" }
            form action="/briefs" method="post" enctype="multipart/form-data" data-drop {
                div.target {
                    p.invite { span.drag { "Drop reports here, or " } label for="files" { "choose files" } }
                    input #files type="file" name="files" multiple;
                    p.chosen role="status" {}
                    p.hint { "Text, HTML, PDF, office documents, mail, JSON, feeds, archives" }
                }
                details {
                    summary { "Paste texts, or give addresses" }
                    @for number in 1..=TEXTS {
                        fieldset.pasted {
                            legend { "Text " (number) }
                            label.field { span { "Text of a report" } textarea name="text" rows="3" {} }
                            label.field { span { "Its outlet" } input type="text" name="outlet" maxlength="200" autocomplete="off"; }
                            label.field { span { "Published" } input type="text" name="published" placeholder="2026-03-03 or 2026-03-03T09:30" maxlength="40" autocomplete="off"; }
                        }
                    }
                    label.field { span { "Addresses of pages, one a line" } textarea name="address" rows="3" placeholder="https://" {} }
                    p.hint { "A page behind a login: " a href="/bookmarklet" { "send it from the browser" } "." }
                }
                label.tick { input type="checkbox" name="keep" value="yes"; " Keep in the collection" }
                button type="submit" { "Make the brief" }
            }
        }
    }
}
