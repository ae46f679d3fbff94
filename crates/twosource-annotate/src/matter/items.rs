//! From a statement's parse to its items.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use twosource_language::Doc;
use twosource_lexicon::english::WordList;

use super::{Class, Item, Link};
use crate::words::{is_function_word, value_of_word};
use crate::{Attribution, Certainty, Entity, MentionForm, Statement, certainty};

/// How far up a word is looked for.
const FAR: usize = 24;

/// Which entity each token means.
pub(super) struct Mentions {
    of: BTreeMap<usize, (usize, MentionForm)>,
}

impl Mentions {
    pub fn of(doc: &Doc, entities: &[Entity]) -> Self {
        let mut of: BTreeMap<usize, (usize, MentionForm)> = BTreeMap::new();
        for (index, entity) in entities.iter().enumerate() {
            for mention in &entity.mentions {
                let tokens = doc.tokens_in(mention.span);
                // Of a nominal only the head means the entity: "the ministry that he led".
                let tokens = match mention.form {
                    MentionForm::Nominal => {
                        let head =
                            tokens.clone().find(|&t| !tokens.contains(&doc.head(t)) || doc.head(t) == t);
                        head.map_or(tokens, |head| head..head + 1)
                    }
                    _ => tokens,
                };
                for token in tokens {
                    of.entry(token).or_insert((index, mention.form));
                }
            }
        }
        Mentions { of }
    }
}

/// The tokens of a statement that tell who says it.
pub(super) fn frame_of(doc: &Doc, statement: &Statement, attributions: &[Attribution]) -> BTreeSet<usize> {
    let mut frame = BTreeSet::new();
    let mut said = BTreeSet::new();
    for attribution in attributions {
        if !attribution.content.iter().any(|part| part.overlaps(statement.span)) {
            continue;
        }
        // "rejected the offer" is a deed; a saying has something told in it.
        let tells =
            |part: &twosource_text::Span| doc.tokens_in(*part).any(|t| matches!(doc.pos(t), "VERB" | "AUX"));
        if !attribution.content.iter().any(tells) {
            continue;
        }
        // Inside what another says, who said it is part of the matter only where that other's saying is the statement's own.
        let source = attribution.source.iter().flat_map(|source| source.ranges.iter());
        for part in attribution.cue.iter().chain(source) {
            frame.extend(doc.tokens_in(*part));
        }
        for part in &attribution.content {
            said.extend(doc.tokens_in(*part));
        }
    }
    frame.retain(|token| statement.tokens.contains(token));
    // A source that stands within what somebody else says stays a frame: "A said that B told C that …".
    let held: usize = statement.tokens.clone().filter(|t| said.contains(t) && !frame.contains(t)).count();
    if held == 0 { BTreeSet::new() } else { frame }
}

/// The items of a statement, and for each token that has one its index.
pub(super) fn find(
    doc: &Doc,
    statement: &Statement,
    mentions: &Mentions,
    frame: &BTreeSet<usize>,
) -> (Vec<Item>, BTreeMap<usize, usize>) {
    let mut items: Vec<Item> = Vec::new();
    let mut of_token: BTreeMap<usize, usize> = BTreeMap::new();
    let mut quoted = false;
    for token in statement.tokens.clone() {
        match doc.word(token) {
            "“" | "``" | "«" => quoted = true,
            "”" | "''" | "»" => quoted = false,
            "\"" => quoted = !quoted,
            _ => {}
        }
        let meant = mentions.of.get(&token).copied();
        let Some((class, forms)) = read(doc, token, meant) else { continue };
        of_token.insert(token, items.len());
        let negated = is_negated(doc, token, class);
        let denial = if negated { denial(doc, token, &statement.tokens) } else { None };
        for form in forms {
            items.push(Item {
                denies: class == Class::Deed && WordList::Denying.holds(form.as_str()),
                span: doc.span(token),
                form,
                class,
                head: None,
                link: Link::Top,
                preposition: None,
                entity: meant.map(|(entity, _)| entity),
                negated,
                denial: denial.map(|at| doc.span(at)),
                certainty: if class == Class::Deed { certainty_of(doc, token) } else { Certainty::Asserted },
                frame: frame.contains(&token),
                quoted,
            });
        }
    }
    for (&token, &index) in &of_token {
        let (head, link, preposition) = hangs_on(doc, token, &of_token);
        let last = of_token.range(token + 1..).next().map_or(items.len(), |(_, &next)| next);
        for item in &mut items[index..last] {
            item.head = head.filter(|&head| head != index);
            item.link = link;
            item.preposition.clone_from(&preposition);
        }
    }
    (items, of_token)
}

/// What sort of item a token is, and its forms: several for a word with hyphens.
fn read(doc: &Doc, token: usize, meant: Option<(usize, MentionForm)>) -> Option<(Class, Vec<String>)> {
    let lower = doc.lower(token);
    let class = match doc.pos(token) {
        "VERB" => Class::Deed,
        "NOUN" => Class::Thing,
        "ADJ" | "ADV" => Class::Quality,
        "PROPN" => Class::Name,
        "NUM" => return None,
        "PRON" if meant.is_some() => return Some((Class::Pronoun, vec![lower.to_owned()])),
        "X" => Class::Thing,
        _ => return None,
    };
    // "will not go to the court": a verb that tells little by itself tells much where it is denied.
    let denied = class == Class::Deed
        && doc.child(token, &["neg"]).is_some()
        && !matches!(doc.lemma(token), "be" | "have" | "do");
    if is_function_word(lower) && !denied || value_of_word(lower).is_some() {
        return None;
    }
    let base = match class {
        Class::Name => lower.to_owned(),
        Class::Deed => base_form(doc, token),
        _ => doc.lemma(token).to_lowercase(),
    };
    let parts = base.split(['-', '–', '/']).map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    let telling = |part: &&str| {
        part.chars().count() > 1
            && part.chars().any(char::is_alphabetic)
            && (denied || !is_function_word(part))
            && value_of_word(part).is_none()
    };
    let forms: Vec<String> = parts.filter(telling).map(str::to_owned).collect();
    (!forms.is_empty()).then_some((class, forms))
}

/// A verb's base form, with the particle that belongs to it.
fn base_form(doc: &Doc, token: usize) -> String {
    let lemma = doc.lemma(token).to_lowercase();
    doc.child(token, &["prt"]).map_or(lemma.clone(), |particle| format!("{lemma}_{}", doc.lower(particle)))
}

/// True for a word that denies.
fn says_no(doc: &Doc, word: usize) -> bool {
    matches!(
        doc.lower(word),
        "no" | "not" | "none" | "neither" | "n't" | "n’t" | "never" | "nobody" | "nothing" | "without"
    )
}

/// The word that denies a negated token: the nearest one below it or above it in the statement.
fn denial(doc: &Doc, token: usize, within: &Range<usize>) -> Option<usize> {
    let denies =
        |at: usize| says_no(doc, at) || at != token && WordList::Undoing.holds(base_form(doc, at).as_str());
    let near = |of: usize| doc.children(of).chain(doc.children(of).flat_map(|child| doc.children(child)));
    let around = std::iter::once(token).chain(doc.ancestors(token).take(4));
    around
        .flat_map(|up| near(up).chain([up]))
        .filter(|&at| within.contains(&at) && denies(at))
        .min_by_key(|&at| (at.abs_diff(token), at))
}

/// True for "did not fall", "no boats", "none of them", "failed to fall", "has yet to fall".
fn is_negated(doc: &Doc, token: usize, class: Class) -> bool {
    // "no less than ten weeks" denies nothing.
    let bounds = |word: usize| {
        word + 1 < doc.len() && matches!(doc.lower(word + 1), "less" | "more" | "fewer" | "later" | "earlier")
    };
    let no = |word: usize| says_no(doc, word) && !(doc.lower(word) == "no" && bounds(word));
    let own = |at: usize| {
        doc.children(at).any(|child| match doc.dep(child) {
            "neg" => true,
            "det" | "preconj" => no(child),
            "advmod" => doc.children(child).any(no) || doc.lower(child) == "never",
            _ => false,
        })
    };
    if class != Class::Deed {
        // "none of them civilians", "without pay"
        let above = doc.head(token);
        let of_none = doc.ancestors(token).take(3).any(|up| matches!(doc.lower(up), "none" | "neither"));
        let none_of = doc.children(token).any(|child| matches!(doc.lower(child), "none" | "neither"));
        // "is not safe", "did not have it": the verb carries no matter of its own, and what hangs on it is denied.
        let carried = matches!(doc.dep(token), "attr" | "acomp" | "oprd" | "dobj" | "prt" | "advmod")
            && matches!(doc.pos(above), "AUX" | "VERB")
            && is_function_word(doc.lemma(above))
            && own(above)
            && !matches!(doc.lower(token), "yet" | "still" | "immediately");
        // "account numbers are not among them"
        let subject = doc.dep(token) == "nsubj"
            && doc.lemma(above) == "be"
            && own(above)
            && doc.child(above, &["attr", "acomp", "oprd"]).is_none()
            && doc
                .child(above, &["prep"])
                .and_then(|led| doc.child(led, &["pobj"]))
                .is_some_and(|whom| doc.pos(whom) == "PRON");
        return carried
            || subject
            || own(token)
            || of_none
            || none_of
            || (doc.dep(token) == "pobj" && doc.lower(above) == "without");
    }
    let mut count = usize::from(own(token));
    // "no one claimed", "not one candidate got in"
    count += doc
        .children(token)
        .filter(|&child| matches!(doc.dep(child), "nsubj" | "nsubjpass" | "dobj" | "attr"))
        .filter(|&child| {
            no(child) || doc.children(child).any(|word| matches!(doc.dep(word), "det" | "neg") && no(word))
        })
        .count()
        .min(1);
    if let Some(preposition) = Some(doc.head(token)).filter(|_| doc.dep(token) == "pcomp") {
        count += usize::from(doc.lower(preposition) == "without");
    }
    let mut at = token;
    for _ in 0..4 {
        let above = doc.head(at);
        let governed = above != at && matches!(doc.dep(at), "xcomp" | "pcomp" | "conj" | "ccomp" | "prep");
        if !governed {
            break;
        }
        if doc.dep(at) == "conj" {
            // A joined verb is denied with the first one only where it has no subject and no word of its own against it.
            let own_subject = doc.child(at, &["nsubj", "nsubjpass"]).is_some();
            let but = doc.children(above).any(|child| doc.dep(child) == "cc" && doc.lower(child) != "or");
            if own_subject || but {
                break;
            }
            count += usize::from(own(above));
        } else {
            let lemma = base_form(doc, above);
            // "have yet to land"
            if lemma == "have" && doc.dep(at) == "xcomp" {
                count +=
                    usize::from(doc.children(above).chain(doc.children(at)).any(|w| doc.lower(w) == "yet"));
            }
            let infinitive = doc.dep(at) != "ccomp" || lemma == "deny";
            count += usize::from(infinitive && WordList::Undoing.holds(lemma.as_str()));
            count += usize::from(doc.dep(at) == "xcomp" && own(above));
        }
        at = above;
    }
    count % 2 == 1
}

/// The item that a token hangs on, and how.
fn hangs_on(
    doc: &Doc,
    token: usize,
    of_token: &BTreeMap<usize, usize>,
) -> (Option<usize>, Link, Option<String>) {
    let mut at = token;
    let mut link = None;
    let mut preposition = None;
    for _ in 0..FAR {
        let above = doc.head(at);
        if above == at {
            return (None, link.unwrap_or(Link::Top), preposition);
        }
        let found = match doc.dep(at) {
            "nsubj" | "csubj" | "expl" => Some(Link::Doer),
            "nsubjpass" | "csubjpass" | "dobj" | "obj" => Some(Link::Undergoer),
            "agent" => Some(Link::Doer),
            "attr" | "acomp" | "oprd" => Some(Link::Complement),
            "poss" => Some(Link::Owner),
            "appos" => Some(Link::Apposition),
            "compound" | "amod" | "nmod" | "nummod" | "advmod" | "quantmod" | "npadvmod" => {
                Some(Link::Modifier)
            }
            "relcl" | "acl" | "advcl" | "ccomp" | "xcomp" | "pcomp" | "parataxis" => Some(Link::Clause),
            "dative" => Some(Link::Oblique),
            // "some of the nurses", "350 of the nurses": what is counted stands where the number does.
            "pobj" if doc.lower(above) == "of" && counts(doc, doc.head(above)) => {
                at = doc.head(above);
                continue;
            }
            "pobj" => {
                if doc.dep(above) != "agent" {
                    preposition.get_or_insert_with(|| doc.lower(above).to_owned());
                    Some(Link::Oblique)
                } else {
                    Some(Link::Doer)
                }
            }
            // A joined word hangs where the first one does.
            "conj" => {
                at = above;
                continue;
            }
            _ => None,
        };
        if link.is_none() {
            link = found;
        }
        if let Some(&index) = of_token.get(&above) {
            return (Some(index), link.unwrap_or(Link::Modifier), preposition);
        }
        at = above;
    }
    (None, link.unwrap_or(Link::Top), preposition)
}

/// True for a number, or a word for some of many, that stands for what is counted.
fn counts(doc: &Doc, token: usize) -> bool {
    doc.pos(token) == "NUM"
        || value_of_word(doc.lower(token)).is_some()
        || matches!(doc.lower(token), "some" | "many" | "most" | "several" | "all" | "both" | "few" | "more")
}

/// The item that a stretch of tokens hangs on.
pub(super) fn above(doc: &Doc, tokens: Range<usize>, of_token: &BTreeMap<usize, usize>) -> Option<usize> {
    let top = tokens.clone().find(|&token| !tokens.contains(&doc.head(token)) || doc.head(token) == token)?;
    doc.ancestors(top).take(FAR).find_map(|up| of_token.get(&up).copied())
}

/// True where a time's words name a day: "Sunday", "8 March", "yesterday"; false for "10.40 p.m." and "the evening".
pub(super) fn names_day(doc: &Doc, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|token| {
        let lower = doc.lower(token);
        let word = lower.starts_with(char::is_alphabetic);
        word && !WordList::OfDay.holds(lower) && !is_function_word(lower) && value_of_word(lower).is_none()
            || lower.len() == 4 && lower.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// True where a stretch of tokens stands in a frame, or hangs on a word of it.
pub(super) fn in_frame(doc: &Doc, tokens: Range<usize>, frame: &BTreeSet<usize>) -> bool {
    let Some(top) = tokens.clone().find(|&token| !tokens.contains(&doc.head(token))) else { return false };
    let verb = doc.ancestors(top).take(3).find(|&above| doc.pos(above) != "ADP");
    frame.contains(&top) || verb.is_some_and(|verb| frame.contains(&verb))
}

/// How surely a deed is put forward: "may not open" is no denial.
fn certainty_of(doc: &Doc, token: usize) -> Certainty {
    let found = certainty::of_clause(doc, token);
    let modal =
        |child: usize| doc.dep(child) == "aux" && matches!(doc.lower(child), "may" | "might" | "could");
    if found == Certainty::Denied && doc.children(token).any(modal) { Certainty::Hedged } else { found }
}
