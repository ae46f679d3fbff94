//! How surely something is said.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;

/// How surely a statement, or the content of an attribution, is put forward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Stated as fact in the report's own voice.
    #[default]
    Asserted,
    /// Stated as fact by somebody the report names or hints at.
    Attributed,
    /// "may", "reportedly", "is thought to".
    Hedged,
    /// "will", "is expected to", "plans to".
    Planned,
    /// "if …", "would … if".
    Conditional,
    /// "did not", "denied that", "failed to".
    Denied,
    /// A question.
    Questioned,
}

/// What a clause shows of its certainty.
enum Sign {
    /// An auxiliary of the verb.
    Auxiliary(&'static [&'static str]),
    /// A word that opens the clause.
    Opens(&'static [&'static str]),
    /// A word that opens a clause below it.
    OpensBelow(&'static [&'static str]),
    /// A negation of the verb, or of its subject or object.
    Negation,
    /// An adverb of the verb, or an adjective that the verb links to its subject.
    Modifier(&'static [&'static str]),
    /// An adjective that the verb links to its subject, with an infinitive.
    Ready(&'static [&'static str]),
    /// The verb itself, with an infinitive.
    Verb(&'static [&'static str]),
    /// The verb itself, passive, with an infinitive or a clause.
    PassiveVerb(&'static [&'static str]),
    /// The sentence ends in a question mark.
    QuestionMark,
}

/// The signs, the strongest first, each with an example.
const SIGNS: &[(Sign, Certainty, &str)] = &[
    (Sign::QuestionMark, Certainty::Questioned, "Will the bridge hold?"),
    (Sign::Opens(&["whether"]), Certainty::Questioned, "whether the bridge will hold"),
    (Sign::Opens(&["if", "unless"]), Certainty::Conditional, "if the bridge fails"),
    (Sign::OpensBelow(&["if", "unless"]), Certainty::Conditional, "The bridge would fall if it rained."),
    (Sign::Negation, Certainty::Denied, "The bridge did not fall."),
    (
        Sign::Verb(&["fail", "refuse", "decline", "deny", "cease", "forget", "neglect"]),
        Certainty::Denied,
        "The firm failed to pay.",
    ),
    (Sign::Auxiliary(&["may", "might", "could"]), Certainty::Hedged, "The bridge may fall."),
    (
        Sign::Modifier(&[
            "reportedly",
            "allegedly",
            "apparently",
            "possibly",
            "perhaps",
            "probably",
            "presumably",
            "seemingly",
            "supposedly",
            "purportedly",
            "potentially",
            "maybe",
            "likely",
            "unlikely",
            "possible",
            "probable",
            "unclear",
            "uncertain",
        ]),
        Certainty::Hedged,
        "The bridge is likely to fall.",
    ),
    (
        Sign::Verb(&["seem", "appear", "tend", "suggest", "purport", "threaten"]),
        Certainty::Hedged,
        "The bridge seems to lean.",
    ),
    (
        Sign::PassiveVerb(&[
            "think",
            "believe",
            "say",
            "report",
            "suspect",
            "allege",
            "rumor",
            "rumour",
            "assume",
            "consider",
            "understand",
            "estimate",
            "accuse",
        ]),
        Certainty::Hedged,
        "The bridge is thought to lean.",
    ),
    (
        Sign::PassiveVerb(&[
            "expect", "schedule", "set", "plan", "slate", "intend", "predict", "project", "forecast",
        ]),
        Certainty::Planned,
        "The bridge is expected to open.",
    ),
    (
        Sign::Auxiliary(&["will", "shall", "'ll", "’ll", "wo", "gon"]),
        Certainty::Planned,
        "The bridge will open.",
    ),
    (
        Sign::Verb(&[
            "plan", "intend", "hope", "hop", "want", "aim", "seek", "vow", "pledge", "promise", "agree",
            "expect", "prepare", "propose", "wish", "go", "need", "look", "offer", "threaten",
        ]),
        Certainty::Planned,
        "The town plans to open the bridge.",
    ),
    (
        Sign::Ready(&["due", "set", "ready", "poised", "scheduled", "bound"]),
        Certainty::Planned,
        "The bridge is due to open.",
    ),
    (Sign::Auxiliary(&["would", "'d", "’d"]), Certainty::Conditional, "A flood would sweep the bridge away."),
];

/// How surely the clause around `head` (its verb, or the word a small clause is built around) is put forward, by its
/// modality, negation, tense and mood. `Asserted` where nothing weakens it; never `Attributed`.
pub fn of_clause(doc: &Doc, head: usize) -> Certainty {
    if head >= doc.len() {
        return Certainty::Asserted;
    }
    let found = SIGNS.iter().find(|(sign, ..)| shows(doc, head, sign)).map(|(_, certainty, _)| *certainty);
    match found {
        // "said it would open": the future as seen from the past.
        Some(Certainty::Conditional) if is_future_in_past(doc, head) => Certainty::Planned,
        Some(certainty) => certainty,
        None => Certainty::Asserted,
    }
}

/// What a negation does to a saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saying {
    /// "said"
    Plain,
    /// "did not say"
    NotSaid,
    /// "does not think"
    NotThought,
    /// "did not deny"
    NotDenied,
}

/// How sure a content is, from its own clause, from what its cue does to it ("fears that", "denied that"), and from
/// whether the saying itself is negated.
pub(crate) fn reported(own: Certainty, effect: Option<Certainty>, saying: Saying) -> Certainty {
    use Certainty::{Asserted, Denied, Hedged, Planned, Questioned};
    match (saying, own) {
        (Saying::NotThought, Asserted) => return Denied,
        (Saying::NotSaid | Saying::NotDenied, Asserted) => return Hedged,
        (Saying::NotDenied, _) => return own,
        _ => {}
    }
    match effect {
        // A doubt or a denial of what will be is no plan.
        Some(effect @ (Denied | Questioned | Hedged)) if matches!(own, Asserted | Planned) => effect,
        Some(effect) if own == Asserted => effect,
        _ => own,
    }
}

/// The highest verb of a stretch of tokens, the first of several.
pub(crate) fn main_verb(doc: &Doc, tokens: Range<usize>) -> Option<usize> {
    let is_verb = |token: usize| matches!(doc.pos(token), "VERB" | "AUX");
    let outside = |token: usize| !tokens.contains(&token);
    let highest = |token: usize| {
        doc.head(token) == token
            || doc.ancestors(token).take(64).all(|above| outside(above) || !is_verb(above))
    };
    tokens.clone().find(|&token| is_verb(token) && highest(token))
}

fn shows(doc: &Doc, head: usize, sign: &Sign) -> bool {
    match sign {
        Sign::Auxiliary(words) => {
            doc.children(head).any(|child| {
                doc.dep(child) == "aux" && words.contains(&doc.lower(child)) && doc.tag(child) == "MD"
            }) || doc.tag(head) == "MD" && words.contains(&doc.lower(head))
        }
        Sign::Opens(words) => opens(doc, head, words),
        Sign::OpensBelow(words) => {
            doc.children(head).any(|child| doc.dep(child) == "advcl" && opens(doc, child, words))
        }
        Sign::Negation => is_negated(doc, head),
        Sign::Modifier(words) => doc.children(head).any(|child| {
            matches!(doc.dep(child), "advmod" | "acomp" | "oprd" | "attr")
                && words.contains(&doc.lower(child))
        }),
        Sign::Ready(words) => doc.children(head).any(|child| {
            let listed =
                matches!(doc.dep(child), "acomp" | "oprd" | "attr") && words.contains(&doc.lower(child));
            listed
                && doc
                    .children(child)
                    .chain(doc.children(head))
                    .any(|to| doc.dep(to) == "xcomp" && doc.tag(to) == "VB")
        }),
        Sign::Verb(lemmas) => {
            lemmas.contains(&doc.lemma(head))
                && doc.child(head, &["auxpass"]).is_none()
                && doc.children(head).any(|child| doc.dep(child) == "xcomp" && doc.tag(child) == "VB")
        }
        Sign::PassiveVerb(lemmas) => {
            lemmas.contains(&doc.lemma(head))
                && doc.child(head, &["auxpass"]).is_some()
                && doc.child(head, &["xcomp", "ccomp", "advcl"]).is_some()
        }
        Sign::QuestionMark => {
            // Only the sentence's main clause asks.
            let last = doc.children(head).next_back();
            doc.dep(head) == "ROOT" && last.is_some_and(|last| doc.word(last).starts_with('?'))
        }
    }
}

fn opens(doc: &Doc, head: usize, words: &[&str]) -> bool {
    doc.children(head)
        .any(|child| matches!(doc.dep(child), "mark" | "advmod" | "cc") && words.contains(&doc.lower(child)))
}

/// "did not fall", "never fell", "no bridge fell", "saw nobody".
fn is_negated(doc: &Doc, head: usize) -> bool {
    doc.children(head).any(|child| match doc.dep(child) {
        "neg" => true,
        "nsubj" | "nsubjpass" | "dobj" | "attr" => {
            matches!(doc.lower(child), "nobody" | "nothing" | "none" | "neither")
                || doc.children(child).any(|word| doc.dep(word) == "det" && doc.lower(word) == "no")
        }
        _ => false,
    })
}

/// "would" in a clause that hangs on a verb of the past, with no condition.
fn is_future_in_past(doc: &Doc, head: usize) -> bool {
    let above = doc.head(head);
    let reported = doc.dep(head) == "ccomp" && above != head;
    let did = doc.children(above).any(|child| doc.lower(child) == "did");
    let past = did || matches!(doc.tag(above), "VBD" | "VBN" | "VBG");
    let would = doc.children(head).any(|child| doc.dep(child) == "aux" && doc.lower(child) == "would");
    reported && past && would && !shows(doc, head, &Sign::OpensBelow(&["if", "unless"]))
}
