//! Direct quotations and the words that give them to a speaker.
//!
//! "We are ready," the mayor said.              the cue after the quotation
//! The mayor said: "We are ready."              before it
//! "We are ready," the mayor said, "but tired." in the middle of it
//! "We are ready," she said. "We are tired."    once for a run of quotations
//!
//! These are found by what stands next to the marks and not by the parse, which a long quotation often misleads.

use std::ops::Range;

use twosource_reader::SegmentKind;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, Part, cue, verb_cue};
use super::quoted_sentence::{
    ends_sentence, is_announced, lead_before_cue, that_clause_after, with_gap, with_lead,
};
use super::{phrase, source_kind};

/// How many tokens may stand between a quotation and its verb.
const REACH: usize = 40;

/// A name between verb and colon has at most this many tokens.
const LONGEST_NAME: usize = 12;

/// What the rule found for each quotation.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// For each quotation the draft it belongs to.
    pub draft_of: Vec<Option<usize>>,
}

/// A verb of saying next to a quotation.
pub(super) struct Link {
    pub verb: usize,
    pub entry: &'static Cue,
    pub group: Range<usize>,
    pub source: Option<(usize, Span)>,
}

/// Finds the quotations that a verb gives to a speaker.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) -> Links {
    let mut links = Links { draft_of: vec![None; cx.quotations.len()] };
    let mut last: Option<(usize, usize)> = None;
    for index in 0..cx.quotations.len() {
        let quotation = cx.quotations[index];
        if is_programme(cx, index) {
            continue;
        }
        let before = || before(cx, index).map(|link| (link, false));
        // "X said “we go.” Y said “we stay.”": after a full stop the next saying has its own content.
        let led = if ends_sentence(cx, index) || is_announced(cx, index) { before() } else { None };
        let link = led.or_else(|| after(cx, index).map(|link| (link, true))).or_else(before);
        let Some((link, follows)) = link else {
            if let Some((draft, previous)) = last
                && (carries_on(cx, &drafts[draft], index) || next_paragraph(cx, previous, index))
            {
                drafts[draft].content.push(quotation.span);
                links.draft_of[index] = Some(draft);
                last = Some((draft, index));
            }
            continue;
        };
        // The verb of another quotation of this sentence can only be among the last few.
        let recent = drafts.len().saturating_sub(4);
        let known = (recent..drafts.len()).rev().find(|&draft| drafts[draft].cue_head == link.verb);
        if let Some(draft) = known {
            if is_short(cx, index) && !carries_on(cx, &drafts[draft], index) {
                continue;
            }
            let content = with_gap(cx, &drafts[draft], index);
            drafts[draft].content.push(content);
            links.draft_of[index] = Some(draft);
            last = Some((draft, index));
            continue;
        }
        let content = if follows { with_lead(cx, index, &links) } else { quotation.span };
        let before = if follows { None } else { lead_before_cue(cx, index, &link, &links) };
        let after = if follows { that_clause_after(cx, &link) } else { None };
        drafts.push(Draft {
            family: Family::Quoted,
            class: link.entry.class,
            cue_head: link.verb,
            cue: Some(cx.words(link.group)),
            source: link.source,
            content: before.into_iter().chain([content]).chain(after).collect(),
            content_head: None,
            effect: link.entry.effect,
            via: None,
        });
        links.draft_of[index] = Some(drafts.len() - 1);
        last = Some((drafts.len() - 1, index));
    }
    links
}

/// The cue that follows a quotation: `"…," said X`, `"…," X said`.
fn after(cx: &Context, index: usize) -> Option<Link> {
    let doc = cx.doc;
    let quotation = cx.quotations[index];
    let segment_end = cx.report.segments[quotation.segment].span.end;
    let window = doc.tokens_in(Span::new(quotation.span.end, segment_end));
    let mut start = window.start;
    let mut comma =
        quotation.inner.of(cx.text()).trim_end().ends_with([',', '?', '!', '.', '—', '–', '-', '…']);
    while start < window.end && matches!(doc.word(start), "," | "-" | "—" | "–" | "--") {
        comma = true;
        start += 1;
    }
    if !comma && quotation.inner.of(cx.text()).split_whitespace().count() < 4 {
        return None;
    }
    let new_sentence = ends_sentence(cx, index);
    for verb in start..window.end.min(start + REACH) {
        // "of Dover, Del., said": the stop of a short form ends nothing.
        let short_form = doc.word(verb) == "." && verb + 1 < window.end && doc.word(verb + 1) == ",";
        let ends = matches!(doc.word(verb), "." | ";" | "?" | "!" | ":") && !short_form;
        if cx.quotation_of[verb].is_some() || ends {
            return None;
        }
        let Some(entry) = quoting(cx, verb) else { continue };
        let group = phrase::verb_group(doc, verb);
        // In "On 'The Hour,' she said that …" the quotation is no more than a name.
        let says_more = doc
            .children(verb)
            .any(|child| child > verb && doc.dep(child) == "ccomp" && cx.quotation_of[child] != Some(index));
        if group.start < start || says_more && is_short(cx, index) && !opens_sentence(cx, index) {
            return None;
        }
        if new_sentence && has_own_content(cx, verb, &group) {
            return None;
        }
        let source = if leads(cx, start..group.start) {
            inverted(cx, verb, group.end)
        } else {
            turned_after(cx, verb, start..group.start)
                .or_else(|| subject_between(cx, verb, start..group.start))
        };
        if source.is_some() {
            // A question put in, "when asked …", or the next clause's verb is no cue of this quotation.
            return Some(Link { verb, entry, group, source });
        }
    }
    None
}

/// `"… we have to set aside" the plan, said Ann Lee`: what stands before the comma goes on with what is said, and the person
/// after the verb says it.
fn turned_after(cx: &Context, verb: usize, between: Range<usize>) -> Option<(usize, Span)> {
    let doc = cx.doc;
    let last = between.end.checked_sub(1).filter(|&last| between.contains(&last) && doc.word(last) == ",")?;
    let thing = between.start < last
        && (between.start..last).all(|token| {
            matches!(doc.pos(token), "NOUN" | "DET" | "ADJ" | "ADP" | "PART" | "NUM")
                && !source_kind::is_person(cx, token)
        });
    let (head, words) = inverted(cx, verb, doc.tokens_in(doc.span(verb)).end).filter(|_| thing)?;
    source_kind::is_person(cx, head).then_some((head, words))
}

/// `told "Morning & Friends"`, `on "The Hour"`: who listens or where it was said, and no speech.
fn is_programme(cx: &Context, index: usize) -> bool {
    let doc = cx.doc;
    let inner = cx.quotations[index].inner.of(cx.text());
    let tokens = doc.tokens_in(cx.quotations[index].span);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = inner.split_whitespace().take(7).collect();
    let title = (2..7).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().filter(|word| capital(word)).count() * 2 >= words.len();
    let Some(before) = tokens.start.checked_sub(1).filter(|_| title) else { return false };
    let listens = doc.lemma(before) == "tell" || doc.dep(before) == "prep" && doc.lower(before) != "by";
    listens && !tokens.into_iter().any(|token| matches!(doc.tag(token), "VBD" | "VBP" | "MD"))
}

/// True where the saying goes on to what it says: a clause, or a further quotation of its sentence.
fn has_own_content(cx: &Context, verb: usize, group: &Range<usize>) -> bool {
    let doc = cx.doc;
    let clause = doc.children(verb).any(|child| child > verb && matches!(doc.dep(child), "ccomp" | "xcomp"));
    let quotation = (group.end..doc.len().min(group.end + REACH))
        .take_while(|&token| !matches!(doc.word(token), "." | "?" | "!"))
        .any(|token| cx.quotation_of[token].is_some());
    clause || quotation
}

/// True where nothing of its sentence stands before the quotation.
fn opens_sentence(cx: &Context, index: usize) -> bool {
    let first = cx.doc.tokens_in(cx.quotations[index].span).start;
    cx.doc.sentences().get(cx.doc.sentence_of(first)).is_some_and(|sentence| sentence.start == first)
}

fn is_short(cx: &Context, index: usize) -> bool {
    cx.quotations[index].inner.of(cx.text()).split_whitespace().count() <= 5
}

/// Only adverbs and the like stand between the quotation and the verb.
fn leads(cx: &Context, tokens: Range<usize>) -> bool {
    tokens.clone().all(|token| matches!(cx.doc.pos(token), "ADV" | "AUX" | "SPACE" | "PUNCT"))
}

/// `said X`: the noun phrase right after the verb.
fn inverted(cx: &Context, verb: usize, from: usize) -> Option<(usize, Span)> {
    let doc = cx.doc;
    let from = (from..doc.len().min(from + 3)).find(|&token| doc.pos(token) != "ADV")?;
    if !matches!(doc.pos(from), "NOUN" | "PROPN" | "PRON" | "DET" | "ADJ" | "NUM")
        || cx.quotation_of[from].is_some()
    {
        return None;
    }
    let segment = cx.report.segment_at(doc.span(verb).start)?.span;
    if !segment.contains(doc.span(from)) {
        return None;
    }
    let mut head = from;
    for above in doc.ancestors(from) {
        if above <= verb
            || doc.subtree(above).start < from
            || !matches!(doc.pos(above), "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ")
        {
            break;
        }
        head = above;
    }
    let source = phrase::source(cx, head, verb);
    // "told reporters": a recipient, where a subject stands elsewhere.
    let own = doc.child(verb, &["nsubj"]);
    if let Some(own) = own
        && own < verb
        && cx.quotation_of[own].is_none()
    {
        return None;
    }
    Some(source)
}

/// `X said`: the subject between the quotation and the verb.
fn subject_between(cx: &Context, verb: usize, tokens: Range<usize>) -> Option<(usize, Span)> {
    let doc = cx.doc;
    let subject = doc.child(verb, &["nsubj", "nsubjpass"]).filter(|subject| tokens.contains(subject));
    let subject = subject.or_else(|| in_apposition(cx, tokens.clone())).or_else(|| {
        // The parse gave the subject to another word: take the phrase that fills the gap.
        let nominal = |token: usize| {
            matches!(
                doc.pos(token),
                "NOUN" | "PROPN" | "PRON" | "DET" | "ADJ" | "ADP" | "PART" | "NUM" | "PUNCT" | "CCONJ"
            )
        };
        let head = tokens.clone().find(|&token| {
            matches!(doc.pos(token), "NOUN" | "PROPN" | "PRON")
                && !(tokens.start..token).contains(&doc.head(token))
                && doc.dep(token) != "compound"
                && doc.dep(token) != "poss"
        })?;
        tokens.clone().all(nominal).then_some(head)
    })?;
    let mut range = phrase::noun_phrase(cx, subject, verb);
    range.start = range.start.max(tokens.start);
    if in_apposition(cx, tokens.clone()) == Some(subject) {
        range = tokens.start.min(range.start).max(tokens.start)..tokens.end;
    }
    // Whatever else stands before the subject must be an adverb, a conjunction or punctuation.
    let clear = (tokens.start..range.start)
        .all(|token| matches!(doc.pos(token), "ADV" | "PUNCT" | "CCONJ" | "SCONJ" | "SPACE" | "ADP" | "DET"));
    clear.then(|| (subject, cx.words(range)))
}

/// `Ann Lee, now 81 and retired, said`: the name before the first of two commas, the second of which the verb follows.
fn in_apposition(cx: &Context, tokens: Range<usize>) -> Option<usize> {
    let doc = cx.doc;
    let last = tokens.end.checked_sub(1).filter(|&last| tokens.contains(&last) && doc.word(last) == ",")?;
    let first = tokens.clone().find(|&token| doc.word(token) == ",").filter(|&first| first < last)?;
    let name = tokens.start..first;
    let nominal =
        |token: usize| matches!(doc.pos(token), "NOUN" | "PROPN" | "DET" | "ADJ" | "NUM" | "ADP" | "PART");
    if !name.clone().all(nominal) || phrase::holds_clause(doc, first + 1..last) {
        return None;
    }
    let head =
        |token: &usize| matches!(doc.pos(*token), "NOUN" | "PROPN") && !name.contains(&doc.head(*token));
    name.clone().find(head).or_else(|| name.clone().rev().find(|&token| doc.pos(token) == "PROPN"))
}

/// The cue that stands before a quotation: `X said, "…`, `X said: "…`, `X told reporters on Monday, "…`.
fn before(cx: &Context, index: usize) -> Option<Link> {
    let doc = cx.doc;
    let quotation = cx.quotations[index];
    let first = doc.tokens_in(quotation.span).start;
    let segment_start = introduction(cx, index);
    let glue = cx.text().get(segment_start..quotation.span.start)?.trim_end().chars().next_back()?;
    let marked = matches!(glue, ',' | ':');
    let lowest = doc.tokens_in(Span::new(segment_start, quotation.span.start)).start;
    if let Some(link) = glue.eq(&':').then(|| turned(cx, lowest, first)).flatten() {
        return Some(link);
    }
    let sentence_start = lowest.max(first.saturating_sub(REACH));
    let mut words = 0;
    for verb in (sentence_start..first).rev() {
        if matches!(doc.word(verb), "." | "?" | "!" | ";") || cx.quotation_of[verb].is_some() {
            return None;
        }
        if doc.pos(verb) != "PUNCT" {
            words += 1;
        }
        let finite = matches!(doc.tag(verb), "VBD" | "VBZ" | "VBP" | "MD") || doc.pos(verb) == "VERB";
        if let Some(entry) = quoting(cx, verb) {
            if !marked && words > 1 {
                return None;
            }
            let source = phrase::doer(doc, verb)
                .filter(|&subject| subject < first)
                .map(|subject| phrase::source(cx, subject, verb))?;
            let group = phrase::verb_group(doc, verb);
            return Some(Link { verb, entry, group, source: Some(source) });
        }
        if finite || !marked {
            return None;
        }
    }
    None
}

/// `Said Ann Lee: "…"`: a verb of saying that opens its sentence, and nothing but a name up to the colon.
fn turned(cx: &Context, lowest: usize, first: usize) -> Option<Link> {
    let doc = cx.doc;
    let colon = (lowest..first).rev().find(|&token| doc.word(token) == ":")?;
    let earliest = lowest.max(colon.saturating_sub(LONGEST_NAME + 1));
    let verb = (earliest..colon).find(|&token| {
        let opens = token == lowest || matches!(doc.word(token - 1), "." | "”" | "\"" | "?" | "!" | "''");
        opens
            && matches!(doc.lower(token), "said" | "says" | "added" | "adds" | "asked" | "wrote" | "tweeted")
    })?;
    let name = verb + 1..colon;
    let nominal = |token: usize| matches!(doc.pos(token), "PROPN" | "NOUN" | "DET" | "ADJ" | "PUNCT" | "ADP");
    let head = name.clone().find(|&token| matches!(doc.pos(token), "PROPN" | "NOUN"))?;
    let head =
        name.clone().find(|&token| !name.contains(&doc.head(token))).filter(|&t| t >= head).unwrap_or(head);
    let base = match doc.lower(verb) {
        "said" | "says" => "say",
        "added" | "adds" => "add",
        "asked" => "ask",
        "wrote" => "write",
        _ => "tweet",
    };
    let entry = cue(Part::Verb, base)?;
    name.clone().all(nominal).then(|| Link {
        verb,
        entry,
        group: verb..verb + 1,
        source: Some((head, cx.words(name))),
    })
}

/// Where the words that may introduce a quotation begin: its paragraph, or the one before that where that one ends in
/// a colon.
fn introduction(cx: &Context, index: usize) -> usize {
    let quotation = cx.quotations[index];
    let own = cx.report.segments[quotation.segment].span;
    let opens = own.trimmed(cx.text()).start == quotation.span.start;
    let before = quotation.segment.checked_sub(1).map(|before| cx.report.segments[before]);
    before
        .filter(|before| opens && before.kind == SegmentKind::Paragraph)
        .filter(|before| before.span.of(cx.text()).trim_end().ends_with(':'))
        .map_or(own.start, |before| before.span.start)
}

/// The table's entry where the token is a verb that can give a quotation to a speaker.
pub(super) fn quoting(cx: &Context, token: usize) -> Option<&'static Cue> {
    if !cx.doc.tag(token).starts_with('V') {
        return None;
    }
    verb_cue(cx.doc, token).filter(|entry| entry.quote)
}

/// `"…," he said. "…"`: the quotation begins right where the sentence of the draft's cue ends.
fn carries_on(cx: &Context, draft: &Draft, index: usize) -> bool {
    let quotation = cx.quotations[index];
    let Some(cue) = draft.cue else { return false };
    let Some(segment) = cx.report.segment_at(cue.start) else { return false };
    if !segment.span.covers(quotation.span.start) {
        return false;
    }
    let known = draft.source.map_or(cue, |(_, source)| source.cover(cue)).cover(draft.content_extent());
    if known.end > quotation.span.start {
        return false;
    }
    let between = cx.doc.tokens_in(Span::new(known.end, quotation.span.start));
    let words =
        |tokens: Range<usize>| tokens.filter(|&t| !matches!(cx.doc.pos(t), "PUNCT" | "SPACE")).count();
    if words(between.clone()) == 0 {
        return true;
    }
    // The rest of the cue's sentence ("…, in an interview.") may stand between, another sentence may not.
    let ends: Vec<usize> = between.clone().filter(|&t| matches!(cx.doc.word(t), "." | "!" | "?")).collect();
    match ends.as_slice() {
        [end] => words(end + 1..between.end) == 0 && words(between.clone()) <= REACH,
        _ => false,
    }
}

/// A paragraph that is all quotation goes on with the speaker of the one before, where that one ended in a quotation.
fn next_paragraph(cx: &Context, previous: usize, index: usize) -> bool {
    let (old, new) = (cx.quotations[previous], cx.quotations[index]);
    if new.segment != old.segment + 1 || cx.report.segments[new.segment].kind != SegmentKind::Paragraph {
        return false;
    }
    let fills = |quotation: Span, segment: Span| {
        quotation.start <= segment.start + 1 && segment.end <= quotation.end + 2
    };
    let opens = cx.report.segments[new.segment].span;
    let closes = cx.report.segments[old.segment].span;
    let runs_on = !old.closed || old.span.end + 2 >= closes.end;
    runs_on && fills(new.span, opens)
}
