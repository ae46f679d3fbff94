//! What a text says of itself: that it is withdrawn, corrected, updated.

use serde::{Deserialize, Serialize};
use twosource_text::Span;

use crate::pattern::Pattern;

/// What happened to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AmendmentKind {
    /// It is taken back as a whole: "This report has been withdrawn."
    Withdrawn,
    /// Something in it was wrong: "An earlier version of this article said …".
    Corrected,
    /// Something was added: "This story was updated on July 10."
    Updated,
}

/// A place where a text says that it was withdrawn, corrected or updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Which of these.
    pub kind: AmendmentKind,
    /// Where the text says so, in bytes; `None` where its title does.
    pub span: Option<Span>,
}

/// A text of one's own: "this report", "the above story", "this version of the article".
macro_rules! own_text {
    () => {
        r"(?:this|the (?:above|below|following)|our|an? (?:earlier|previous|prior|original)(?: version of (?:this|the))?|(?:an? |the )?(?:earlier|previous|prior|original|first|initial) version(?:s)? of (?:this|the)|this version of (?:this|the))(?: \p{L}+\.? \d{1,2}(?:,? \d{4})?)? (?:news )?(?:report|story|article|post|item|piece|dispatch|column|page|headline|text|version|alert|tweet|blog|caption)"
    };
}

/// A label that opens a title or a block: "RETRACTED:", "[WITHDRAWN]", "CORRECTION -".
static LABEL: Pattern = Pattern::new(
    r"(?i)^[\[(*\s]*(?:(?P<withdrawn>retract(?:ed|ion|s)|withdrawn|withdrawal|withdraws|story withdrawn|mandatory kill|kill notice|(?:urgent )?advisory kill|notice of retraction)|(?P<corrected>(?:\d(?:st|nd|rd|th) )?(?:correct(?:ed|ions?|s)|clarifi(?:ed|cations?)|erratum|errata|corrigendum|refile[ds]?|write-?thru correction)(?:[ -]official)?(?: (?:and|&) clarifications?)?)|(?P<updated>update(?:[ds]|(?: \d{1,2}))?))(?: (?:appended|at .{1,20}|on .{1,25}|\([^)]{1,40}\)))?\s*(?:[:\])]|\s[-–—]+(?:\s|$)|-(?:\p{Lu}|$)|\.?$)",
);

/// A whole text taken back.
static WITHDRAWN: Pattern = Pattern::new(concat!(
    r"(?i)^\W*(?:(?:editor[’']?s?[’']? )?note\s*:\s*|please note:? (?:that )?)?(?:",
    own_text!(),
    r"(?: (?:which|that|published)\b.{0,80}?)?,? (?:has|have|had|was|were|is|are|will be)(?: (?:now|since|been|therefore|hereby|being))* (?:withdrawn|retracted|taken down|removed|pulled|deleted|unpublished|killed|rescinded)\b",
    r"|(?:we|the editors?|the (?:newspaper|paper|agency|publisher)|\p{Lu}[\p{L}.&’' ]{1,40}?) (?:have |has |had )?(?:now |hereby |since )*(?:retract|retracts|retracted|withdraw|withdraws|withdrew|withdrawn|taken down|pulled|removed|deleted|killed)\b(?: back)? (?:",
    own_text!(),
    r"|its (?:earlier |previous )?(?:report|story|article)))",
));

/// Something in a text that was wrong.
static CORRECTED: Pattern = Pattern::new(concat!(
    r"(?i)^\W*(?:(?:editor[’']?s?[’']? )?(?:note|update|correction|clarification)s?\s*[:–—-]\s*)?(?:",
    r"(?:in )?(?:an? |the )?(?:earlier|previous|prior|original|first|initial|older) (?:version|edition)s? (?:of this .{0,120}?|of (?:the|our) (?:article|story|report|post|piece|dispatch|headline)\b.{0,80}?|that .{0,60}?|published .{0,60}?)?\b(?:incorrect|wrong|mistaken|erroneous|inaccurate|mis\p{L}+|said|stated|gave|reported|claimed|contained|included|referred|identified|attributed|described|named|used|listed|indicated|suggested|quoted|implied|put|omitted|had|was|were)",
    r"|(?:in )?(?:an? |the |our )?(?:earlier|previous|prior) (?:headline|story|article|post|caption|tweet) (?:\p{L}+ )?(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|mis\p{L}+)",
    r"|",
    own_text!(),
    r"(?: (?:first |originally )?(?:published|posted|appeared)\b.{0,60}?)?,?(?: (?:has|had) been| was| is)?(?: (?:also|since|now|subsequently))* (?:corrected|amended|clarified|refiled|corrects|mis(?:stated|spell?ed|spelt|identified|quoted|attributed|reported|represented|named|led|characteri[sz]ed))\b",
    r"|",
    own_text!(),
    r"(?: (?:has|had))?(?: (?:also|originally|initially|previously|first|earlier))* (?:(?:incorrectly|mistakenly|wrongly|erroneously|inaccurately) \p{L}+|(?:originally|initially|previously) (?:said|stated|gave|reported|claimed|contained|included|referred|identified|attributed|described|named|listed|indicated|suggested|quoted|mis\p{L}+))",
    r"|",
    own_text!(),
    r" (?:contained|included|had|gave) (?:an? |the )?(?:error|mistake|wrong|incorrect|inaccura)",
    r"|(?:due to|because of|owing to) an? (?:editing|editor[’']s|production|reporting|typographical|translation) error\b",
    r"|(?:we|the \p{Lu}[\p{L} ]{1,30}) (?:regret|apologi[sz]e for) (?:the|this|any) (?:error|mistake|confusion)",
    r"|\((?:corrects|corrected|refiles|refiled|clarifies)\b)",
));

/// Something that came later.
static UPDATED: Pattern = Pattern::new(concat!(
    r"(?i)^\W*(?:(?:editor[’']?s?[’']? )?note\s*:\s*)?(?:",
    own_text!(),
    r"(?: (?:first |originally )?(?:published|posted|appeared)\b.{0,60}?)?,?(?: (?:and|it))?(?: has been| had been| was| is being| is| will be)(?: (?:also|since|now|last|most recently|regularly))* (?:updated|expanded|revised)\b|\((?:adds|updates|recasts|writes through|updated)\b)",
));

/// Whether a text says of itself that it was withdrawn, corrected or updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub kind: AmendmentKind,
    /// Bytes of the label; 0 where a sentence says it.
    pub label: usize,
}

/// What the words at the start of `words` say happened to the text that they stand in.
pub(crate) fn said_by(words: &str) -> Option<Found> {
    let label = LABEL.captures(words);
    let label_end = label.as_ref().and_then(|label| label.get(0)).map_or(0, |whole| whole.end());
    // A label before a sentence that says it, too, is part of it.
    let after = words[label_end..].trim_start();
    for text in [words, after] {
        for (pattern, kind) in [
            (&WITHDRAWN, AmendmentKind::Withdrawn),
            (&CORRECTED, AmendmentKind::Corrected),
            (&UPDATED, AmendmentKind::Updated),
        ] {
            if pattern.is_match(text) {
                return Some(Found { kind, label: 0 });
            }
        }
    }
    let label = label?;
    let kind = if label.name("withdrawn").is_some() {
        AmendmentKind::Withdrawn
    } else if label.name("corrected").is_some() {
        AmendmentKind::Corrected
    } else {
        AmendmentKind::Updated
    };
    Some(Found { kind, label: label_end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(words: &str) -> Option<AmendmentKind> {
        said_by(words).map(|found| found.kind)
    }

    #[test]
    fn a_text_says_what_became_of_it() {
        use AmendmentKind::{Corrected, Updated, Withdrawn};
        for (words, wanted) in [
            ("RETRACTED: Harbour board sells tugs", Withdrawn),
            ("[WITHDRAWN] Harbour board sells tugs", Withdrawn),
            ("This report has been withdrawn.", Withdrawn),
            ("Editor's note: This story was retracted on Monday.", Withdrawn),
            ("The Harbour Post has retracted this article.", Withdrawn),
            ("We have taken down this story.", Withdrawn),
            ("CORRECTION: No tugs were sold.", Corrected),
            ("CORRECTED-Harbour board sells two tugs", Corrected),
            ("Correction: this article wrongly stated that tugs were sold.", Corrected),
            ("A previous version stated incorrectly that tugs were sold.", Corrected),
            ("An earlier version of this article said that tugs were sold.", Corrected),
            ("In an earlier version of this story, the mayor was misquoted.", Corrected),
            ("(This May 3 story corrects first paragraph to drop a name)", Corrected),
            ("This article was amended on 5 May to give the name of the board.", Corrected),
            ("This story was updated on July 10.", Updated),
            ("This article has been updated to include the mayor's reply.", Updated),
            ("UPDATE 2-Harbour board sells two tugs", Updated),
        ] {
            assert_eq!(kind(words), Some(wanted), "{words}");
        }
        for words in [
            "This report said that the harbour was safe, the mayor found.",
            "The army has withdrawn from the harbour.",
            "The board withdrew its offer.",
            "Corrections officers went on strike.",
            "The minister retracted her words.",
            "Updated plans for the harbour were shown.",
            "The police killed this man, the report says.",
            "Our report on the harbour won a prize.",
            "An initial report by the board found that nobody was to blame.",
            "Earlier reports said that nine people were hurt.",
            "The first version of the bridge was of wood.",
        ] {
            assert_eq!(kind(words), None, "{words}");
        }
    }
}
