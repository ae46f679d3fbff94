//! How far a content reaches beyond the phrase its cue takes.
//!
//! He called him | a liar | for waiting.           what the parse hangs on the cue, one piece after the other
//! He defended the plan | in an interview.         not the setting
//! He defended the plan | on Monday.               not the day
//! He called the plan a "step | towards peace".    not half a quotation

use std::ops::Range;

use twosource_lexicon::english::WordList;

use super::around::is_setting;
use super::draft::Context;
use super::phrase;

/// As many pieces may follow one another.
const MOST_PIECES: usize = 12;

/// `content`, which follows the cue `verb`, with the pieces that go on with it.
pub(super) fn lengthened(cx: &Context, verb: usize, content: Range<usize>) -> Range<usize> {
    let doc = cx.doc;
    let mut end = content.end;
    for _ in 0..MOST_PIECES {
        let before = end;
        end = end.max(quotation_end(cx, verb, end));
        let next = doc.children(verb).filter(|&child| child > verb).find(|&child| {
            let start = doc.subtree(child).start;
            start == end || (start == end + 1 && is_opening_mark(doc.word(end)))
        });
        if let Some(piece) = next.filter(|&piece| belongs(cx, piece)) {
            end = doc.subtree(piece).end;
        }
        if end == before {
            break;
        }
    }
    content.start..end.max(content.end)
}

fn is_opening_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "''" | "``" | "‘" | "'" | "«")
}

/// Where a quotation that the content breaks into ends; 0 where it breaks into none.
fn quotation_end(cx: &Context, verb: usize, end: usize) -> usize {
    let Some(last) = end.checked_sub(1) else { return 0 };
    let Some(quotation) = cx.quotation_of[last].filter(|_| cx.quotation_of[last] != cx.quotation_of[verb])
    else {
        return 0;
    };
    cx.doc.tokens_in(cx.quotations[quotation].span).end
}

/// True for a piece that goes on with what is said.
fn belongs(cx: &Context, piece: usize) -> bool {
    let doc = cx.doc;
    match doc.dep(piece) {
        "oprd" | "xcomp" | "ccomp" | "acl" => true,
        "prep" | "agent" | "dative" => {
            // "embraced it by signing the letter": how it was done, and not what.
            let means = doc.lower(piece) == "by" && doc.child(piece, &["pcomp"]).is_some();
            WordList::JoiningContent.holds(doc.lower(piece)) && !means && !names_occasion(cx, piece)
        }
        "advcl" => phrase::has_to(doc, piece) || doc.tag(piece) == "VBG" && doc.subtree(piece).start == piece,
        _ => false,
    }
}

/// "on Monday", "in May", "in an interview", "on Twitter".
fn names_occasion(cx: &Context, preposition: usize) -> bool {
    let doc = cx.doc;
    if !matches!(
        doc.lower(preposition),
        "in" | "on" | "to" | "from" | "with" | "by" | "over" | "for" | "within"
    ) {
        return false;
    }
    let Some(object) = doc.child(preposition, &["pobj"]) else { return false };
    let mut objects = std::iter::once(object).chain(doc.children(object).filter(|&c| doc.dep(c) == "conj"));
    objects.any(|noun| is_setting(doc.lemma(noun)) || is_setting(doc.lower(noun)) || is_time(cx, noun))
}

/// True for a token inside the name of a day, month or year.
pub(super) fn is_time(cx: &Context, token: usize) -> bool {
    let names = cx.doc.named_spans();
    names
        .get(names.partition_point(|name| name.tokens.end <= token))
        .is_some_and(|name| name.tokens.contains(&token) && matches!(name.label.as_str(), "DATE" | "TIME"))
}
