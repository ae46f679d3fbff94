//! What a report asserts.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_lexicon::english::WordList;
use twosource_reader::SegmentKind;
use twosource_text::Span;

use crate::{
    Attribution, AttributionKind, Certainty, Sentence, SourceKind, Time, TimeKind, Wording, attribution,
    certainty,
};

/// One report's assertion of one proposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Where it stands, in bytes: a sentence, or a part of one.
    pub span: Span,
    /// Its tokens in the parsed document, while the report is read.
    #[serde(skip)]
    pub(crate) tokens: Range<usize>,
    /// How its words read by themselves.
    pub wording: Wording,
    /// Index of the sentence.
    pub sentence: usize,
    /// The innermost attribution (index) whose content holds most of it; `None` where the report speaks itself.
    pub attribution: Option<usize>,
    /// How surely it is put forward.
    pub certainty: Certainty,
    /// The time (index) that dates it.
    pub time: Option<usize>,
}

/// Finds the statements of a report, in order. Only paragraphs make statements.
pub(crate) fn find(doc: &Doc, sentences: &[Sentence], attributions: &[Attribution]) -> Vec<Statement> {
    let by_sentence = contents_by_sentence(sentences, attributions);
    let pointing = pointing(sentences, attributions);
    // The signature under an embedded post says nothing.
    let says = |sentence: &Sentence| {
        sentence.kind == SegmentKind::Paragraph
            && !attribution::post::is_signature(sentence.span.of(doc.text()))
            && !is_credit(sentence.span.of(doc.text()))
            && !is_bare(doc, sentence)
    };
    let running_text = sentences.iter().enumerate().filter(|(_, sentence)| says(sentence));
    running_text
        .map(|(index, sentence)| {
            let attribution =
                attribution_of(doc, sentence, &by_sentence[index], attributions).or(pointing[index]);
            Statement {
                span: sentence.span,
                tokens: sentence.tokens.clone(),
                wording: Wording::of(doc, sentence.tokens.clone()),
                sentence: index,
                attribution,
                certainty: certainty_of(doc, sentence, attribution.and_then(|a| attributions.get(a))),
                time: None,
            }
        })
        .collect()
}

/// "(Reuters)", "(AP/AFP)": agencies in brackets after the last sentence.
fn is_credit(sentence: &str) -> bool {
    let inner =
        sentence.trim().trim_end_matches('.').strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|names| {
        names.split(['/', ',', ';', '|']).all(|name| twosource_reader::agency_named(name.trim()).is_some())
    })
}

/// A mark alone, and what a sentence break left of a signature: "”― Ann Lee".
fn is_bare(doc: &Doc, sentence: &Sentence) -> bool {
    /// Who signs has few names.
    const LONGEST_SIGNATURE: usize = 6;
    let words = sentence.span.of(doc.text());
    let mark = |c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’' | '\'' | '.' | ',');
    let signs = words.trim_start_matches(mark).starts_with(['—', '–', '―']) && {
        let mut named = sentence.tokens.clone().filter(|&token| is_word(doc, token)).peekable();
        named.peek().is_some() && {
            let names: Vec<usize> = named.take(LONGEST_SIGNATURE + 1).collect();
            names.len() <= LONGEST_SIGNATURE && names.iter().all(|&token| doc.pos(token) == "PROPN")
        }
    };
    signs || !words.chars().any(char::is_alphanumeric)
}

/// For each sentence the attributions with a proposition in it, and which part of the content that is.
fn contents_by_sentence(sentences: &[Sentence], attributions: &[Attribution]) -> Vec<Vec<(usize, Span)>> {
    let mut by_sentence = vec![Vec::new(); sentences.len()];
    for (index, attribution) in attributions.iter().enumerate() {
        if !attribution.tells {
            continue;
        }
        for part in &attribution.content {
            let first = sentences.partition_point(|sentence| sentence.span.end <= part.start);
            for (place, sentence) in sentences.iter().enumerate().skip(first) {
                let Some(shared) = sentence.span.intersection(*part) else { break };
                by_sentence[place].push((index, shared));
            }
        }
    }
    by_sentence
}

/// Marks the attributions whose content tells something.
pub(crate) fn see_what_tells(doc: &Doc, attributions: &mut [Attribution]) {
    for attribution in attributions {
        // "A video showed the bridge on fire": what a document shows is told by it.
        let shown = attribution.source.as_ref().is_some_and(|source| source.kind == SourceKind::Document);
        attribution.tells = shown || holds_proposition(doc, attribution);
    }
}

/// False for contents that are a thing or an act ("denied the charge", "plans to sell"): there the report itself says
/// that somebody denies or plans. Whatever follows a verb of speech is said, also where the parse sees no clause in it
/// ("said 300 homes burned"), and so is what somebody promises.
fn holds_proposition(doc: &Doc, attribution: &Attribution) -> bool {
    if attribution.content.iter().all(|part| is_object(doc, attribution, *part))
        || is_state_seeing(doc, attribution)
    {
        return false;
    }
    if attribution::is_speech(doc, attribution) {
        return true;
    }
    let finite = |token: usize| matches!(doc.tag(token), "VBD" | "VBP" | "VBZ" | "MD");
    attribution.content.iter().any(|part| {
        let tokens = doc.tokens_in(*part);
        let infinitive = doc.len() > tokens.start && doc.lower(tokens.start) == "to";
        !infinitive && tokens.into_iter().any(|token| finite(token) && doc.dep(token) != "relcl")
    })
}

/// "issued a statement released through the team": a thing that the cue has for its object, whatever verb describes it.
fn is_object(doc: &Doc, attribution: &Attribution, part: Span) -> bool {
    let tokens = doc.tokens_in(part);
    let top = tokens.clone().find(|&token| !tokens.contains(&doc.head(token)) && is_word(doc, token));
    top.is_some_and(|top| {
        let verb = doc.head(top);
        let of_cue = attribution.cue.iter().any(|cue| cue.contains(doc.span(verb)));
        let brings_out =
            WordList::Issuing.holds(doc.lemma(verb)) || !attribution::is_speech(doc, attribution);
        of_cue && brings_out && doc.dep(top) == "dobj" && matches!(doc.pos(top), "NOUN" | "PROPN")
    })
}

/// "Norvia witnessed a power cut": a state sees nothing; it happened there.
fn is_state_seeing(doc: &Doc, attribution: &Attribution) -> bool {
    let sees = attribution
        .cue
        .iter()
        .any(|cue| doc.tokens_in(*cue).any(|token| WordList::Seeing.holds(doc.lemma(token))));
    let state = attribution.source.as_ref().is_some_and(|source| {
        let bare = |range: &Span| doc.tokens_in(*range).all(|token| doc.pos(token) == "PROPN");
        source.kind == SourceKind::StateBody && source.ranges.iter().all(bare)
    });
    sees && state
}

/// The attribution whose cue is the sentence's verb, or the one that came by way of it; else the innermost that holds
/// more than half of what the sentence says; else, where several together do ("said …, adding …"), the one that holds most.
///
/// What the sentence says is what is left without cues, sources, and what hangs on a cue and is no content: "on Monday",
/// "in a statement", "told reporters".
fn attribution_of(
    doc: &Doc,
    sentence: &Sentence,
    contents: &[(usize, Span)],
    attributions: &[Attribution],
) -> Option<usize> {
    let mut indices: Vec<usize> = contents.iter().map(|(index, _)| *index).collect();
    indices.sort_unstable();
    indices.dedup();
    let parts_of = |index: usize| contents.iter().filter(move |(i, _)| *i == index).map(|(_, part)| *part);
    let words = |span: Span| doc.tokens_in(span).filter(|&token| is_word(doc, token)).count();
    // The sentence's own verb is a cue: it tells what somebody says, however long the way there ("Asked whether …").
    let main = certainty::main_verb(doc, sentence.tokens.clone()).map(|verb| doc.span(verb));
    let told = main.and_then(|verb| {
        let own = |index: &usize| attributions[*index].cue.iter().any(|cue| cue.contains(verb));
        indices.iter().copied().find(own)
    });
    if let Some(told) = told {
        let relayed = indices.iter().copied().find(|&index| attributions[index].via == Some(told));
        return relayed.or(Some(told));
    }
    if let Some(medium) = reporting(doc, sentence, main, &indices, attributions) {
        return Some(medium);
    }
    // "withdrew its offer, believing that he had no interest": what is told is what the report itself says was done, and the
    // participle only why.
    let only_why = |index: usize| {
        let attribution = &attributions[index];
        let participle = attribution.cue.first().is_some_and(|cue| {
            doc.tokens_in(*cue).any(|token| doc.tag(token) == "VBG" && doc.dep(token) == "advcl")
        });
        participle && !attribution::is_speech(doc, attribution)
    };
    let outside = main.is_some_and(|verb| {
        !contents.iter().any(|(_, part)| part.contains(verb))
            && !attributions.iter().any(|attribution| attribution.cue.iter().any(|cue| cue.contains(verb)))
    });
    if outside && !indices.is_empty() && indices.iter().all(|&index| only_why(index)) {
        return None;
    }
    let all = words(sentence.span);
    let frames: Vec<Vec<bool>> =
        indices.iter().map(|&index| frame(doc, sentence, &attributions[index])).collect();
    let held: Vec<(usize, usize)> =
        indices.iter().map(|&index| (index, parts_of(index).map(words).sum::<usize>())).collect();
    let most = held
        .iter()
        .zip(&frames)
        .filter(|((_, count), frame)| {
            2 * count > all.saturating_sub(frame.iter().filter(|&&own| own).count())
        })
        .map(|(held, _)| held)
        .min_by_key(|&&(index, count)| (count, index));
    if let Some(&(index, _)) = most {
        return Some(index);
    }
    let told = |token: usize| contents.iter().any(|(_, part)| part.contains(doc.span(token)));
    let framed = |token: usize| frames.iter().any(|frame| frame[token - sentence.tokens.start]);
    let (mut together, mut apart) = (0, 0);
    for token in doc.tokens_in(sentence.span).filter(|&token| is_word(doc, token)) {
        together += usize::from(told(token));
        apart += usize::from(!told(token) && !framed(token));
    }
    if together <= apart {
        return None;
    }
    held.iter().max_by_key(|&&(index, count)| (count, std::cmp::Reverse(index))).map(|&(index, _)| index)
}

/// "State television raised the toll, saying 22 had died": what a medium does with the news, it reports.
fn reporting(
    doc: &Doc,
    sentence: &Sentence,
    main: Option<Span>,
    indices: &[usize],
    attributions: &[Attribution],
) -> Option<usize> {
    let verb = doc.tokens_in(main?).next()?;
    let subject = doc.span(doc.child(verb, &["nsubj"])?);
    indices.iter().copied().find(|&index| {
        let attribution = &attributions[index];
        let participle = attribution.cue.iter().any(|cue| {
            sentence.span.contains(*cue) && doc.tokens_in(*cue).any(|token| doc.tag(token) == "VBG")
        });
        participle
            && attribution.source.as_ref().is_some_and(|source| {
                matches!(source.kind, SourceKind::StateMedia | SourceKind::NewsAgency | SourceKind::Outlet)
                    && source.ranges.iter().any(|range| range.contains(subject))
            })
    })
}

/// For each sentence the attribution that it does no more than make: "That is according to the navy."
fn pointing(sentences: &[Sentence], attributions: &[Attribution]) -> Vec<Option<usize>> {
    let mut pointing = vec![None; sentences.len()];
    for (index, attribution) in attributions.iter().enumerate() {
        let Some(cue) = attribution.cue.first() else { continue };
        let at = sentences.partition_point(|sentence| sentence.span.end <= cue.start);
        let Some(sentence) = sentences.get(at) else { continue };
        let told_before = attribution.content.iter().all(|part| part.end <= sentence.span.start);
        if attribution.kind == AttributionKind::Indirect && told_before {
            pointing[at] = Some(index);
        }
    }
    pointing
}

/// How far up the parse a word is followed to a cue that it may hang on.
const FRAME_DEPTH: usize = 12;

/// For each token of the sentence whether it is a word of the saying and not of what is said.
fn frame(doc: &Doc, sentence: &Sentence, attribution: &Attribution) -> Vec<bool> {
    let holds = |spans: &[Span], token: usize| spans.iter().any(|span| span.contains(doc.span(token)));
    let own = |token: usize| {
        let source = attribution.source.as_ref().is_some_and(|source| holds(&source.ranges, token));
        source || holds(&attribution.cue, token)
    };
    let is_verb = |token: usize| matches!(doc.pos(token), "VERB" | "AUX");
    let setting = |token: usize| {
        for above in std::iter::once(token).chain(doc.ancestors(token)).take(FRAME_DEPTH) {
            if holds(&attribution.content, above) || !sentence.tokens.contains(&above) {
                return false;
            }
            if holds(&attribution.cue, above) {
                return true;
            }
            // A further clause is no setting of the saying.
            if is_verb(above) && !own(above) {
                return false;
            }
        }
        false
    };
    sentence
        .tokens
        .clone()
        .map(|token| {
            is_word(doc, token) && !holds(&attribution.content, token) && (own(token) || setting(token))
        })
        .collect()
}

fn is_word(doc: &Doc, token: usize) -> bool {
    !matches!(doc.pos(token), "PUNCT" | "SPACE" | "SYM")
}

/// What the sentence, or the part of it that somebody else says, shows of its certainty.
fn certainty_of(doc: &Doc, sentence: &Sentence, attribution: Option<&Attribution>) -> Certainty {
    if doc.word(sentence.tokens.end.saturating_sub(1)) == "?" && attribution.is_none() {
        return Certainty::Questioned;
    }
    let Some(attribution) = attribution else {
        return certainty::main_verb(doc, sentence.tokens.clone())
            .map_or(Certainty::Asserted, |verb| certainty::of_clause(doc, verb));
    };
    let whole = attribution.content.iter().any(|part| part.contains(sentence.span));
    let found = if whole && attribution.kind == AttributionKind::Direct {
        // A sentence of a longer quotation: its own verb counts.
        certainty::main_verb(doc, sentence.tokens.clone())
            .map_or(Certainty::Asserted, |verb| certainty::of_clause(doc, verb))
    } else {
        attribution.certainty
    };
    match found {
        // "is said to have fallen": the saying is all there is.
        Certainty::Asserted if attribution.source.is_none() => {
            let main = certainty::main_verb(doc, sentence.tokens.clone());
            match main.map_or(Certainty::Asserted, |verb| certainty::of_clause(doc, verb)) {
                Certainty::Asserted => Certainty::Attributed,
                own => own,
            }
        }
        Certainty::Asserted => Certainty::Attributed,
        found => found,
    }
}

/// For each statement the times (indices) that may date it, whatever their values: those that hang nearest to its main verb
/// first. What somebody else says is dated by times within the saying, not by the time of the saying.
pub(crate) fn dating(
    doc: &Doc,
    attributions: &[Attribution],
    statements: &[Statement],
    times: &[Time],
) -> Vec<Vec<usize>> {
    let of_statement = |statement: &Statement| {
        let said = statement.attribution.and_then(|index| attributions.get(index));
        let first = times.partition_point(|time| time.span.end <= statement.span.start);
        let inside = times
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, time)| time.span.start < statement.span.end)
            .filter(|(_, time)| {
                said.is_none_or(|said| said.content.iter().any(|part| part.overlaps(time.span)))
            });
        let verb = said
            .and_then(|said| said.content.iter().find(|part| part.overlaps(statement.span)))
            .map_or(statement.tokens.clone(), |part| doc.tokens_in(*part));
        let verb = certainty::main_verb(doc, verb);
        let mut near: Vec<(usize, usize)> =
            inside.map(|(index, time)| (distance(doc, time.span, verb), index)).collect();
        near.sort_unstable();
        near.into_iter().map(|(_, index)| index).collect()
    };
    statements.iter().map(of_statement).collect()
}

/// Gives each statement the time that dates it: the first concrete one of those that may.
pub(crate) fn attach_times(statements: &mut [Statement], dating: &[Vec<usize>], times: &[Time]) {
    for (statement, near) in statements.iter_mut().zip(dating) {
        statement.time = near.iter().copied().find(|&index| times.get(index).is_some_and(is_concrete));
    }
}

fn is_concrete(time: &Time) -> bool {
    matches!(time.kind, TimeKind::Date | TimeKind::Time)
        && time.value.starts_with(|character: char| character.is_ascii_digit())
}

/// Arcs from a time up to the verb; times that do not hang below it come after all that do.
fn distance(doc: &Doc, time: Span, verb: Option<usize>) -> usize {
    const ELSEWHERE: usize = 1000;
    let tokens = doc.tokens_in(time);
    let Some(top) =
        tokens.clone().find(|&token| !tokens.contains(&doc.head(token)) || doc.head(token) == token)
    else {
        return ELSEWHERE;
    };
    let Some(verb) = verb else { return ELSEWHERE };
    doc.ancestors(top).take(ELSEWHERE).position(|above| above == verb).unwrap_or(ELSEWHERE)
}
