//! NITF, the News Industry Text Format: as a file of its own, or inside NewsML-G2.

use super::Outcome;
use super::flow::Flow;
use super::tree::{self, Element};
use super::wire::Item;
use crate::Options;
use crate::draft::sha256;
use crate::encoding;
use crate::error::Place;

/// The report of a document.
pub(super) fn read(bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    let read = encoding::decode(bytes, None).and_then(|decoded| Ok(tree::read(&decoded.text)?));
    let draft = read.and_then(|root| {
        let (item, body) = item(&root);
        item.draft(body, place.clone(), sha256(bytes), options)
    });
    outcome.add(place.clone(), draft);
    outcome
}

/// What an item says of itself, and its text.
pub(super) fn item(root: &Element) -> (Item, Flow) {
    let empty = Element::default();
    let head = root.at(&["head"]).unwrap_or(&empty);
    let data = head.at(&["docdata"]).unwrap_or(&empty);
    let opening = root.at(&["body", "body.head"]).unwrap_or(&empty);
    let attribute = |parent: &Element, path: &[&str], name: &str| {
        parent.at(path).and_then(|element| element.attribute(name)).map(str::to_owned)
    };
    let issued = attribute(data, &["date.issue"], "norm").map(|norm| plain_date(&norm));
    let released = attribute(data, &["date.release"], "norm").map(|norm| plain_date(&norm));
    let story = attribute(opening, &["dateline", "story.date"], "norm").map(|norm| plain_date(&norm));
    let status = data.attribute("management-status").map(str::to_owned);
    let is_embargoed = status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("embargoed"));
    let mut notes: Vec<String> =
        data.all("ed-msg").filter_map(|note| note.attribute("info")).map(str::to_owned).collect();
    notes.extend(opening.all("note").map(Element::words).filter(|note| !note.is_empty()));
    let corrections = data.all("correction").filter_map(|note| note.attribute("info")).map(str::to_owned);
    let mut signals = Vec::new();
    for correction in corrections {
        signals.push("correction".to_owned());
        notes.push(correction);
    }
    let revisions = head.all("revision-history").count();
    let item = Item {
        provider: opening.words_at(&["distributor"]).or_else(|| attribute(head, &["pubdata"], "name")),
        copyright: attribute(data, &["doc.copyright"], "holder")
            .or_else(|| opening.words_at(&["rights", "rights.owner"])),
        headline: opening.words_at(&["hedline", "hl1"]).or_else(|| head.words_at(&["title"])),
        byline: opening.words_at(&["byline", "person"]).or_else(|| opening.words_at(&["byline"])),
        credits: opening.all("byline").flat_map(|byline| byline.all("byttl")).map(Element::words).collect(),
        info_sources: attribute(data, &["doc-id"], "regsrc").into_iter().collect(),
        dateline: opening.words_at(&["dateline"]),
        notes,
        language: root.attribute("lang").map(str::to_owned),
        address: None,
        id: attribute(data, &["doc-id"], "id-string"),
        created: issued
            .or(story)
            .or_else(|| released.clone().filter(|_| !is_embargoed))
            .or_else(|| attribute(head, &["pubdata"], "date.publication").map(|norm| plain_date(&norm))),
        version_created: None,
        version: (revisions > 0).then(|| (revisions + 1).to_string()),
        embargo: released.filter(|_| is_embargoed),
        status,
        signals,
        sections: attribute(head, &["pubdata"], "position.section").into_iter().collect(),
    };
    let mut flow = Flow::default();
    for content in root.all("body").flat_map(|body| body.all("body.content")) {
        flow.add_markup(content);
    }
    (item, flow)
}

/// "20260305T081500+0100" as other formats write it. What is in another form is left as it is.
fn plain_date(norm: &str) -> String {
    let digits = norm.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(day), 8) = (norm.get(..8), digits) else { return norm.to_owned() };
    let mut written = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8]);
    let time = norm.get(8..).unwrap_or("").trim_start_matches('T');
    if let Some(clock) = time.get(..6).filter(|clock| clock.bytes().all(|byte| byte.is_ascii_digit())) {
        let zone = time.get(6..).unwrap_or("");
        written.push_str(&format!("T{}:{}:{}{zone}", &clock[..2], &clock[2..4], &clock[4..6]));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_without_marks_get_them() {
        assert_eq!(plain_date("20260305T081500+0100"), "2026-03-05T08:15:00+0100");
        assert_eq!(plain_date("20260305T081500Z"), "2026-03-05T08:15:00Z");
        assert_eq!(plain_date("20260305"), "2026-03-05");
        assert_eq!(plain_date("2026-03-05"), "2026-03-05");
    }
}
