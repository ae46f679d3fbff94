//! The box that takes reports to make a brief of at once.

use maud::{Markup, html};

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
                    p.hint { "Text, HTML, Markdown, JSON, feeds, archives" }
                }
                details {
                    summary { "Paste a text, or give an address" }
                    label.field { span { "Text of a report" } textarea name="text" rows="5" {} }
                    label.field { span { "Address of a page" } input type="text" inputmode="url" name="address" placeholder="https://" maxlength="2000" autocomplete="off"; }
                }
                label.tick { input type="checkbox" name="keep" value="yes"; " Keep in the collection" }
                button type="submit" { "Make the brief" }
            }
        }
    }
}
