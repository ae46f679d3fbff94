//! Quotations with no cue of their own, after a sentence or paragraph that names the speaker.
//!
//! He said he was tired. "I have worked all night."      in the same paragraph
//! She thanked the crew, the captain said.               the next paragraph, all of it a quotation,
//! "Nobody had slept."                                   and the ones after it
//! "Nobody had slept."                                   or a line that gives the speaker after a dash
//! – Ann Lee, captain
//! Ann Lee was tired but calm.                           or a sentence that names somebody and tells of no speech
//! "We have lost three houses."

use twosource_reader::SegmentKind;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::{phrase, source_kind};

/// A name in quotation marks and no speech has at most this many words.
const TITLE_WORDS: usize = 5;

/// A line that gives the speaker after a dash has at most this many tokens.
const LONGEST_SIGNATURE: usize = 25;

/// Gives each quotation in `draft_of` that has no owner to whoever spoke last, where it stands right after that.
pub(super) fn find(cx: &Context, draft_of: &mut [Option<usize>], drafts: &mut Vec<Draft>) {
    let mut speeches: Vec<(usize, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| match draft.family {
            Family::Quoted | Family::Clause | Family::Relayed => draft.class == CueClass::Say,
            // "Ann Lee called him a master of the trade. “…”"
            Family::Complement => {
                let person = draft.source.is_some_and(|(head, _)| source_kind::is_person(cx, head));
                matches!(draft.class, CueClass::Say | CueClass::Judge) && person
            }
            _ => false,
        })
        .filter(|(_, draft)| draft.source.is_some())
        .filter_map(|(index, draft)| Some((draft.cue?.start, index)))
        .collect();
    speeches.sort_unstable();
    goes_on(cx, draft_of, drafts);
    for index in 0..cx.quotations.len() {
        if draft_of[index].is_some() || is_name(cx, index) && !signs_line(cx, index) {
            continue;
        }
        let speaker = if fills_paragraph(cx, index) {
            signed(cx, index, drafts)
                .or_else(|| paragraph_before(cx, index, &speeches, draft_of))
                .or_else(|| named_before(cx, index, drafts))
        } else {
            let line = signs_line(cx, index).then(|| signed(cx, index, drafts)).flatten();
            line.or_else(|| sentence_before(cx, index, &speeches, drafts))
                .or_else(|| named_before(cx, index, drafts))
        };
        let Some(speaker) = speaker else { continue };
        let quotation = cx.quotations[index].span;
        if !drafts[speaker].content_holds(quotation) {
            drafts[speaker].content.push(quotation);
        }
        draft_of[index] = Some(speaker);
    }
}

/// A quotation over several paragraphs, each with an opening mark and only the last with a closing one, has the speaker
/// whom the last one names.
fn goes_on(cx: &Context, draft_of: &mut [Option<usize>], drafts: &mut [Draft]) {
    for index in (0..cx.quotations.len().saturating_sub(1)).rev() {
        let (quotation, next) = (cx.quotations[index], cx.quotations[index + 1]);
        if draft_of[index].is_some() || quotation.closed || next.segment != quotation.segment + 1 {
            continue;
        }
        let opens = cx.report.segments[next.segment].span.trimmed(cx.text()).start == next.span.start;
        let Some(owner) = draft_of[index + 1].filter(|_| opens && fills_paragraph(cx, index)) else {
            continue;
        };
        if drafts[owner].family != Family::Quoted || drafts[owner].source.is_none() {
            continue;
        }
        drafts[owner].content.insert(0, quotation.span);
        draft_of[index] = Some(owner);
    }
}

fn is_name(cx: &Context, index: usize) -> bool {
    let inner = cx.quotations[index].inner.of(cx.text()).trim_end();
    let sentence = inner.ends_with(['.', '!', '?', '…']) && inner.split_whitespace().nth(1).is_some();
    inner.split_whitespace().nth(TITLE_WORDS).is_none() && !(sentence && fills_paragraph(cx, index))
}

/// True where the paragraph is the quotation and no more.
fn fills_paragraph(cx: &Context, index: usize) -> bool {
    let quotation = cx.quotations[index];
    let segment = cx.report.segments[quotation.segment];
    let span = segment.span.trimmed(cx.text());
    let after = Span::new(quotation.span.end, span.end.max(quotation.span.end));
    segment.kind == SegmentKind::Paragraph
        && quotation.span.start == span.start
        && after.of(cx.text()).chars().all(|c| matches!(c, '.' | ',' | '”' | '"' | '\'') || c.is_whitespace())
}

/// The speech of the paragraph before, the last of several, where that paragraph is no other's quotation.
fn paragraph_before(
    cx: &Context,
    index: usize,
    speeches: &[(usize, usize)],
    draft_of: &[Option<usize>],
) -> Option<usize> {
    let quotation = cx.quotations[index];
    let before = quotation.segment.checked_sub(1)?;
    let segment = cx.report.segments[before];
    if segment.kind != SegmentKind::Paragraph {
        return None;
    }
    // A run of such paragraphs has one speaker.
    let previous = index.checked_sub(1).filter(|&previous| cx.quotations[previous].segment == before);
    if let Some(previous) = previous
        && fills_paragraph(cx, previous)
    {
        return draft_of[previous];
    }
    last_in(speeches, segment.span)
}

/// The speech of the sentence before the quotation, in the same paragraph.
fn sentence_before(
    cx: &Context,
    index: usize,
    speeches: &[(usize, usize)],
    drafts: &[Draft],
) -> Option<usize> {
    let quotation = cx.quotations[index];
    let segment = cx.report.segments[quotation.segment].span;
    let before = Span::new(segment.start, quotation.span.start).of(cx.text()).trim_end();
    let inner = quotation.inner.of(cx.text()).trim_end();
    if !before.ends_with(['.', '”', '"', '!', '?']) || !inner.ends_with(['.', '!', '?', '…']) {
        return None;
    }
    let last_word = cx.doc.tokens_in(quotation.span).start.checked_sub(1)?;
    let previous = cx.doc.sentences()[cx.doc.sentence_of(last_word)].clone();
    let speech = last_in(speeches, cx.doc.span_of(previous).intersection(segment)?)?;
    // "The Ledger said Lee was calm. “I did my work.”": the paper tells of somebody, and the words are not its own.
    let medium = drafts[speech].source.is_some_and(|(_, words)| source_kind::is_medium(cx, words));
    (!medium).then_some(speech)
}

/// The last speech whose cue begins in `place`.
fn last_in(speeches: &[(usize, usize)], place: Span) -> Option<usize> {
    let until = speeches.partition_point(|&(cue, _)| cue < place.end);
    speeches[..until].last().filter(|(cue, _)| *cue >= place.start).map(|&(_, speaker)| speaker)
}

/// True where the quotation opens its paragraph and a dash follows it.
fn signs_line(cx: &Context, index: usize) -> bool {
    let quotation = cx.quotations[index];
    let own = cx.report.segments[quotation.segment].span;
    let rest = cx.text().get(quotation.span.end..own.end).unwrap_or("").trim_start();
    let before = cx.text().get(own.start..quotation.span.start).unwrap_or("");
    let opens = before.trim().is_empty() || before.trim_end_matches([' ', '\t']).ends_with('\n');
    opens && rest.starts_with(['-', '–', '—', '―'])
}

/// A new attribution to the name that stands after a dash, on the quotation's line or in the next paragraph.
fn signed(cx: &Context, index: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
    let doc = cx.doc;
    let quotation = cx.quotations[index];
    let own = cx.report.segments[quotation.segment].span;
    let rest = Span::new(quotation.span.end, own.end.max(quotation.span.end));
    let line_end = rest.of(cx.text()).find('\n').map_or(rest.end, |at| rest.start + at);
    let rest = Span::new(rest.start, line_end);
    // On the line of the quotation, or on a line of its own.
    let line = if rest.of(cx.text()).chars().any(char::is_alphanumeric) {
        rest
    } else {
        cx.report.segments.get(quotation.segment + 1)?.span
    };
    if !line.of(cx.text()).trim_start().starts_with(['-', '–', '—', '―']) {
        return None;
    }
    let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | '”' | '"');
    let lead = line.of(cx.text()).len() - line.of(cx.text()).trim_start_matches(mark).len();
    let mut tokens = doc.tokens_in(Span::new(line.start + lead, line.end));
    // The dash may be a part of the first token.
    while tokens.start < tokens.end && !doc.word(tokens.start).starts_with(char::is_alphanumeric) {
        tokens.start += 1;
    }
    let tokens = doc.tokens_in(cx.words(tokens));
    let named = doc.pos(tokens.start) == "PROPN" && tokens.len() <= LONGEST_SIGNATURE;
    if !named || tokens.clone().any(|token| matches!(doc.tag(token), "VBD" | "VBZ" | "VBP")) {
        return None;
    }
    let end = tokens.clone().find(|&token| doc.word(token) == ",").unwrap_or(tokens.end);
    let head = (tokens.start..end).rev().find(|&token| doc.pos(token) == "PROPN")?;
    drafts.push(Draft {
        family: Family::Colon,
        class: CueClass::Say,
        cue_head: head,
        cue: None,
        source: Some((head, cx.words(tokens.start..end))),
        content: Vec::new(),
        content_head: None,
        effect: None,
        via: None,
    });
    Some(drafts.len() - 1)
}

/// The head and the words of the only name of a person among `tokens`.
fn only_person(cx: &Context, tokens: std::ops::Range<usize>) -> Option<(usize, Span)> {
    let names = cx.doc.named_spans();
    let first = names.partition_point(|name| name.tokens.end <= tokens.start);
    let here = || names[first..].iter().take_while(|name| name.tokens.start < tokens.end);
    let mut persons = here().filter(|name| name.label.as_str() == "PERSON");
    // "A sentence of Muller's angered his critics:": a name that the model takes for a place, and a word for its owner.
    let owned = tokens.clone().any(|token| matches!(cx.doc.lower(token), "his" | "her"));
    // "A line from Muller angered the staff:"
    let from = |first: usize| first > tokens.start && cx.doc.lower(first - 1) == "from";
    let mut all = here().filter(|name| {
        matches!(name.label.as_str(), "GPE" | "ORG" | "LOC") && (owned || from(name.tokens.start))
    });
    let person = match (persons.next(), persons.next()) {
        (Some(person), None) => person.tokens.clone(),
        (None, _) => match (all.next(), all.next()) {
            (Some(name), None) => name.tokens.clone(),
            _ => return None,
        },
        _ => return None,
    };
    let head = person.clone().find(|&token| !person.contains(&cx.doc.head(token)))?;
    Some((head, cx.words(person)))
}

/// A new attribution to the person that the sentence before the quotation is about.
fn named_before(cx: &Context, index: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
    let doc = cx.doc;
    let quotation = cx.quotations[index];
    let inner = quotation.inner.of(cx.text()).trim_end();
    if !inner.ends_with(['.', '!', '?', '…']) {
        return None;
    }
    let first = doc.tokens_in(quotation.span).start;
    let last = (first.saturating_sub(3)..first).rev().find(|&token| !doc.is_space(token))?;
    if !matches!(doc.word(last), "." | "!" | "?" | ":") || cx.quotation_of[last].is_some() {
        return None;
    }
    let near = cx.report.segment_at(doc.span(last).start)?;
    let here = cx.report.segments[quotation.segment].span;
    let follows = near.span == here
        || near.kind == SegmentKind::Paragraph
            && cx.report.segments.get(quotation.segment.checked_sub(1)?)?.span == near.span;
    if !follows {
        return None;
    }
    let sentence = doc.sentences()[doc.sentence_of(last)].clone();
    let main = sentence.clone().find(|&token| doc.dep(token) == "ROOT")?;
    let subject = doc.child(main, &["nsubj"]).filter(|&subject| subject < main);
    let subject = subject.filter(|&subject| source_kind::is_person(cx, subject));
    // "A sentence of Lee's angered many: “…”": the one person who is named for what comes after the colon.
    let named = || only_person(cx, sentence.start..first).filter(|_| doc.word(last) == ":");
    let titled = |subject: usize| {
        let words = named().map(|(_, words)| words)?;
        (doc.tokens_in(words).start == subject + 1).then_some(words)
    };
    let subject = subject.map(|subject| (subject, titled(subject).unwrap_or_default())).or_else(named);
    let (subject, name) = subject?;
    if (sentence.start..first).any(|token| cx.quotation_of[token].is_some()) {
        return None;
    }
    // "From Councillor Ann Lee:": the parse may hang the name on its title or the title on the name.
    let (head, words) = phrase::source(cx, subject, main);
    let source = (head, if name.is_empty() { words } else { words.cover(name) });
    drafts.push(Draft {
        family: Family::Quoted,
        class: CueClass::Say,
        cue_head: subject,
        cue: None,
        source: Some(source),
        content: Vec::new(),
        content_head: None,
        effect: None,
        via: None,
    });
    Some(drafts.len() - 1)
}
