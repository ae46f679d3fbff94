//! The brief as a document for a word processor (DOCX, Office Open XML): the first screen, then the passages claim by claim.

mod document;
mod package;

use std::io;

use twosource_evidence::Evidence;
use twosource_evidence::file::Standing;

use crate::Notice;
use crate::printable::brief_line;
use crate::standing::face;
use crate::summary::{Dispute, Fact, Leaning, Summary};
use crate::view::{ClaimView, StoryView};
use document::{Document, Style};

/// Longest passage, in characters.
const PASSAGE: usize = 900;

/// The brief of each story as DOCX. Words of reports are text: no field, link or macro is made of them.
///
/// # Errors
/// Where the package cannot be packed.
pub fn docx(evidence: &Evidence, notice: Option<&Notice>) -> io::Result<Vec<u8>> {
    let stories = StoryView::all(evidence);
    let mut document = Document::default();
    if let Some(notice) = notice {
        document.line(Style::Heading(1), &notice.heading);
        for (heading, lines) in &notice.parts {
            document.line(Style::Heading(2), heading);
            lines.iter().for_each(|line| document.line(Style::Item, line));
        }
    }
    if stories.is_empty() {
        document.line(Style::Plain, "No story found in these reports.");
    }
    for (place, story) in stories.iter().enumerate() {
        if place > 0 {
            document.page_break();
        }
        first_screen(&mut document, &Summary::of(story));
        passages(&mut document, story);
        decisions(&mut document, story);
        reports(&mut document, story);
    }
    package::pack(&document.finish(), stories.first().map_or("", |story| &story.title))
}

fn first_screen(document: &mut Document, summary: &Summary) {
    document.line(Style::Title, &summary.title);
    document.line(Style::Small, &summary.size());
    document.line(Style::Heading(1), "What is solid");
    document.line(Style::Plain, &summary.verdict());
    summary.solid.iter().for_each(|one| fact(document, one));
    more(document, summary.more(Standing::Corroborated));
    if !summary.next_best.is_empty() {
        document.line(Style::Heading(2), summary.next_best_told());
        summary.next_best.iter().for_each(|one| fact(document, one));
    }
    document.line(Style::Heading(1), "What is not");
    if summary.disputed.is_empty() {
        document.line(Style::Plain, "No claim is in dispute.");
    }
    summary.disputed.iter().for_each(|one| dispute(document, one));
    more(document, summary.more(Standing::Disputed));
    let mut section = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            document.line(Style::Heading(1), heading);
            lines.iter().for_each(|line| document.line(Style::Item, line));
        }
    };
    section("What changed", summary.changed.iter().map(|h| format!("{} — {}", h.about, h.told())).collect());
    let mut leaning: Vec<String> = summary.leaning.iter().map(Leaning::told).collect();
    if summary.more_leaning > 0 {
        leaning.push(format!("and {} more", summary.more_leaning));
    }
    section("Who depends on whom", leaning);
    section("One outlet alone", summary.alone_told().into_iter().collect());
    let mut open = summary.open.clone();
    if summary.more_open > 0 {
        open.push(format!("and {} more", summary.more_open));
    }
    section("What nobody answers", open);
}

fn fact(document: &mut Document, fact: &Fact) {
    let face = face(fact.standing);
    document.begin(Style::Item);
    document.run(&format!("{} {}: ", face.shape, face.word), true, false);
    for piece in &fact.words {
        let words = if piece.borne { piece.text.clone() } else { format!("[{}]", piece.text.trim()) };
        document.run(&words, false, false);
        if !piece.borne && piece.text.ends_with(' ') {
            document.run(" ", false, false);
        }
    }
    document.run(&format!(" — {}", fact.told()), false, true);
    document.end();
}

fn dispute(document: &mut Document, dispute: &Dispute) {
    document.begin(Style::Item);
    document.run(&format!("{} {}? ", face(Standing::Disputed).shape, dispute.question), true, false);
    document.run(&dispute.about, false, false);
    document.end();
    if !dispute.sides.is_empty() {
        let rows = dispute.sides.iter().map(|side| [side.value.clone(), side.told()]);
        document.table(["Value", "Who says so"], rows);
    }
}

fn more(document: &mut Document, more: usize) {
    if more > 0 {
        document.line(Style::Small, &format!("… and {more} more, below"));
    }
}

/// Every claim that several reports make, with its passages in the order of publication.
fn passages(document: &mut Document, story: &StoryView<'_>) {
    for standing in [Standing::Corroborated, Standing::Disputed, Standing::Echoed, Standing::Unsourced] {
        let claims = story.of_standing(standing);
        if claims.is_empty() {
            continue;
        }
        let face = face(standing);
        document.line(Style::Heading(1), &format!("{} {}", face.shape, face.word));
        document.line(Style::Small, face.meaning);
        for (place, claim) in claims {
            document.line(Style::Heading(2), &claim.text);
            document.line(Style::Small, &format!("{}; {}", claim.name(), Fact::of(story, place).told()));
            if let Some(remark) = story.remarks.get(&place) {
                document.line(Style::Small, &format!("Decision: {remark}"));
            }
            passages_of(document, story, claim);
        }
    }
    let alone = story.alone();
    if alone.is_empty() {
        return;
    }
    document.line(Style::Heading(1), "What one outlet alone says");
    for (report, claims) in alone {
        document.line(Style::Heading(2), &story.reports[report].label);
        for (_, claim) in claims {
            document.line(Style::Item, &claim.text);
        }
    }
}

fn passages_of(document: &mut Document, story: &StoryView<'_>, claim: &ClaimView<'_>) {
    for statement in &claim.statements {
        let report = &story.reports[statement.report];
        document.begin(Style::Passage);
        let when = report.moment().map(|moment| format!(", {moment}")).unwrap_or_default();
        document.run(&format!("{}{when}, {}: ", report.label, statement.saying.remark()), true, false);
        document.run(
            &format!("“{}”", brief_line(&report.words(statement.start, statement.end), PASSAGE)),
            false,
            false,
        );
        document.end();
    }
}

fn decisions(document: &mut Document, story: &StoryView<'_>) {
    if story.decisions.is_empty() {
        return;
    }
    document.line(Style::Heading(1), "Decided by people");
    for decision in &story.decisions {
        document.line(Style::Item, &decision.what);
        for words in &decision.about {
            document.line(Style::Passage, &format!("“{words}”"));
        }
        document.line(Style::Passage, &format!("{} — {}", decision.note, decision.meta));
    }
}

fn reports(document: &mut Document, story: &StoryView<'_>) {
    document.line(Style::Heading(1), "The reports");
    let rows = story.reports.iter().map(|report| {
        let address = report.web_address().map(|address| brief_line(address, 300)).unwrap_or_default();
        [
            report.label.clone(),
            report.moment().unwrap_or_else(|| "undated".to_owned()),
            [report.headline(), address]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        ]
    });
    document.table(["Report", "Published", "Headline"], rows);
    document.line(
        Style::Small,
        "A standing tells what the reports share, and not whether it is so. Made by Twosource.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_reports_stay_words() {
        let notice = Notice {
            heading: "A </w:t><w:instrText>INCLUDETEXT \"file\"</w:instrText> & \"b\"".to_owned(),
            parts: vec![("p".to_owned(), vec!["\u{1b}[2J\u{202e}x\u{0}\u{ffff}y]]>".to_owned()])],
        };
        let empty =
            Evidence { schema: String::new(), run: Default::default(), reports: vec![], stories: vec![] };
        let bytes = docx(&empty, Some(&notice)).unwrap();
        assert_eq!(docx(&empty, Some(&notice)).unwrap(), bytes, "the same again is the same bytes");
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
        assert!(!xml.contains("<w:instrText") && xml.contains("&lt;w:instrText"), "{xml}");
        assert!(!xml.contains(['\u{1b}', '\u{0}', '\u{ffff}', '\u{202e}']), "{xml}");
        assert!(xml.contains("]]&gt;"));
    }
}
