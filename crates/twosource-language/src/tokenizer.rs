//! Words and marks, cut as spaCy cuts them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use crate::ModelError;
use crate::affix_pattern::AffixPattern;
use crate::character::is_space;
use crate::header::{TokenizerException, TokenizerHeader};
use crate::recent::Recent;

/// No address longer than this is looked for: matching one takes time that grows with the square of its length.
const LONGEST_URL: usize = 2048;
/// An affix is looked for within this many bytes of the word's edge, and further in only where it reaches that far in.
const AFFIX_WINDOW: usize = 64;

/// Chunks in one of the two generations of the cache, and the length (bytes) of the longest that is kept.
const GENERATION: usize = 8192;
const LONGEST_KEPT: usize = 48;

/// A token as the tokenizer finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Id of the norm that an exception gives the token, else 0.
    pub norm: u64,
    /// True where a space follows.
    pub spacy: bool,
}

/// Tokens in a row.
type Sequence = Box<[Box<str>]>;

#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Option<AffixPattern>,
    suffix: Option<AffixPattern>,
    infix: Option<AffixPattern>,
    token_match: Option<AffixPattern>,
    url_match: Option<AffixPattern>,
    /// For each exception the lengths (bytes) of its pieces and their norms.
    exceptions: HashMap<Box<str>, Box<[(usize, u64)]>>,
    longest_exception: usize,
    /// What the affix rules make of exceptions with affixes, by the first piece.
    sequences: HashMap<Box<str>, Vec<Sequence>>,
    /// What chunks without white space were cut into, from text to text; offsets are from the chunk's start.
    chunks: RwLock<Recent<Box<str>, Arc<[Piece]>>>,
}

impl Tokenizer {
    pub fn new(header: &TokenizerHeader) -> Result<Self, ModelError> {
        let compile = |pattern: &Option<String>| pattern.as_deref().map(AffixPattern::new).transpose();
        let mut tokenizer = Tokenizer {
            prefix: compile(&header.prefix)?,
            suffix: compile(&header.suffix)?,
            infix: compile(&header.infix)?,
            token_match: compile(&header.token_match)?,
            url_match: compile(&header.url_match)?,
            exceptions: HashMap::new(),
            longest_exception: 0,
            sequences: HashMap::new(),
            chunks: RwLock::new(Recent::new(GENERATION)),
        };
        for TokenizerException { pieces, norms } in &header.exceptions {
            let word: String = pieces.concat();
            let norms = norms.iter().copied().chain(std::iter::repeat(0));
            let cuts = pieces.iter().map(String::len).zip(norms).collect();
            tokenizer.longest_exception = tokenizer.longest_exception.max(word.len());
            tokenizer.exceptions.insert(word.into(), cuts);
        }
        for sequence in &header.sequences {
            let sequence: Sequence = sequence.iter().map(|piece| piece.as_str().into()).collect();
            if let Some(first) = sequence.first().cloned() {
                tokenizer.sequences.entry(first).or_default().push(sequence);
            }
        }
        Ok(tokenizer)
    }

    /// The sequences that the affix rules alone make of those exceptions that contain an affix or a space.
    pub fn sequences_of_exceptions(&self, header: &TokenizerHeader) -> Vec<Vec<String>> {
        let mut sequences = Vec::new();
        for exception in &header.exceptions {
            let word: String = exception.pieces.concat();
            let has_affix = self.prefix_length(&word) > 0
                || self.suffix_length(&word) > 0
                || matches(&self.infix, &word)
                || word.contains(' ');
            if has_affix {
                let pieces = self.cut_at_white_space(&word, false);
                sequences.push(pieces.iter().map(|piece| word[piece.start..piece.end].to_owned()).collect());
            }
        }
        sequences
    }

    /// Cuts a text. The pieces are in order; what is between them is single spaces.
    pub fn tokenize(&self, text: &str) -> Vec<Piece> {
        let mut pieces = self.cut_at_white_space(text, true);
        self.restore_exceptions(text, &mut pieces);
        pieces
    }

    fn cut_at_white_space(&self, text: &str, with_exceptions: bool) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut cache: HashMap<&str, Range<usize>> = HashMap::new();
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        let mut cut = |chunk: Range<usize>, pieces: &mut Vec<Piece>| {
            let word = &text[chunk.clone()];
            if let Some(known) = cache.get(word) {
                let shift = chunk.start - pieces[known.start].start;
                for i in known.clone() {
                    let piece = pieces[i];
                    pieces.push(Piece {
                        start: piece.start + shift,
                        end: piece.end + shift,
                        spacy: false,
                        ..piece
                    });
                }
                return;
            }
            let first = pieces.len();
            match with_exceptions {
                true => self.cut_known_chunk(text, chunk, pieces),
                false => self.cut_chunk(text, chunk, false, pieces),
            }
            if first < pieces.len() {
                cache.insert(word, first..pieces.len());
            }
        };
        for (offset, c) in text.char_indices() {
            if is_space(c) == in_space {
                continue;
            }
            if start < offset {
                cut(start..offset, &mut pieces);
            }
            start = offset;
            if c == ' ' {
                if let Some(last) = pieces.last_mut() {
                    last.spacy = true;
                }
                start += 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            cut(start..text.len(), &mut pieces);
        }
        pieces
    }

    /// Cuts a stretch without white space (or of nothing else) as it was cut in another text, if it was.
    fn cut_known_chunk(&self, text: &str, chunk: Range<usize>, pieces: &mut Vec<Piece>) {
        let word = &text[chunk.clone()];
        let start = chunk.start;
        let moved = |piece: &Piece, start: usize| Piece {
            start: piece.start + start,
            end: piece.end + start,
            ..*piece
        };
        let known = {
            let chunks = self.chunks.read().unwrap_or_else(PoisonError::into_inner);
            chunks.get(word).map(|(known, fading)| (Arc::clone(known), fading))
        };
        let (cut, keep) = match known {
            Some((known, fading)) => {
                pieces.extend(known.iter().map(|piece| moved(piece, start)));
                (known, fading)
            }
            None => {
                let mut cut = Vec::new();
                self.cut_chunk(word, 0..word.len(), true, &mut cut);
                pieces.extend(cut.iter().map(|piece| moved(piece, start)));
                (cut.into(), word.len() <= LONGEST_KEPT)
            }
        };
        if keep {
            let mut chunks = self.chunks.write().unwrap_or_else(PoisonError::into_inner);
            chunks.insert(word.into(), cut);
        }
    }

    /// Cuts a stretch without white space (or of nothing else).
    fn cut_chunk(&self, text: &str, chunk: Range<usize>, with_exceptions: bool, pieces: &mut Vec<Piece>) {
        let mut add = |start: usize, end: usize, norm: u64| {
            pieces.push(Piece { start, end, norm, spacy: false });
        };
        let is_exception = |range: Range<usize>| with_exceptions && self.exception(&text[range]).is_some();
        let Range { mut start, mut end } = chunk;
        let mut suffixes = Vec::new();
        let mut last_length = 0;
        while start < end && end - start != last_length {
            let word = &text[start..end];
            if matches(&self.token_match, word) || is_exception(start..end) {
                break;
            }
            last_length = word.len();
            let prefix = self.prefix_length(word);
            if prefix > 0 && start + prefix < end && is_exception(start + prefix..end) {
                add(start, start + prefix, 0);
                start += prefix;
                break;
            }
            let suffix = self.suffix_length(&word[prefix..]);
            if suffix > 0 && start < end - suffix && is_exception(start..end - suffix) {
                suffixes.push((end - suffix, end));
                end -= suffix;
                break;
            }
            // What is left of a prefix is searched for a suffix, so the two never overlap.
            if prefix > 0 {
                add(start, start + prefix, 0);
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push((end - suffix, end));
                end -= suffix;
            }
        }
        if start < end {
            let word = &text[start..end];
            match self.exception(word).filter(|_| with_exceptions) {
                Some(cuts) => {
                    for &(length, norm) in cuts {
                        add(start, start + length, norm);
                        start += length;
                    }
                }
                None if matches(&self.token_match, word) || self.is_url(word) => add(start, end, 0),
                None => self.cut_infixes(text, start..end, |start, end| add(start, end, 0)),
            }
        }
        suffixes.into_iter().rev().for_each(|(start, end)| add(start, end, 0));
    }

    fn cut_infixes(&self, text: &str, word: Range<usize>, mut add: impl FnMut(usize, usize)) {
        let mut start = word.start;
        if let Some(infix) = &self.infix {
            for (first, end) in infix.find_all(&text[word.clone()]) {
                let (first, end) = (word.start + first, word.start + end);
                if first == word.start {
                    continue;
                }
                if start < first {
                    add(start, first);
                }
                if first < end {
                    add(first, end);
                }
                start = end;
            }
        }
        if start < word.end {
            add(start, word.end);
        }
    }

    fn exception(&self, word: &str) -> Option<&[(usize, u64)]> {
        if word.len() > self.longest_exception {
            return None;
        }
        self.exceptions.get(word).map(|cuts| &**cuts)
    }

    fn is_url(&self, word: &str) -> bool {
        word.len() <= LONGEST_URL && matches(&self.url_match, word)
    }

    fn prefix_length(&self, word: &str) -> usize {
        let Some(prefix) = &self.prefix else { return 0 };
        let mut window = AFFIX_WINDOW;
        loop {
            let until = boundary(word, window.min(word.len()));
            let found = prefix.find(&word[..until]).map_or(0, |(start, end)| end - start);
            // One that ends so near to the window's edge may end behind it.
            if until == word.len() || found < window / 2 {
                return found;
            }
            window *= 2;
        }
    }

    fn suffix_length(&self, word: &str) -> usize {
        let Some(suffix) = &self.suffix else { return 0 };
        let mut window = AFFIX_WINDOW;
        loop {
            let from = boundary(word, word.len().saturating_sub(window));
            match suffix.find(&word[from..]) {
                // One that begins so near to the window's edge may begin before it.
                Some((start, _)) if from > 0 && start < window / 2 => window *= 2,
                found => return found.map_or(0, |(start, end)| end - start),
            }
        }
    }

    /// Puts exceptions together again that the affix rules have cut: ":" and ")" to ":)".
    fn restore_exceptions(&self, text: &str, pieces: &mut Vec<Piece>) {
        let mut spans = self.sequences_in(text, pieces);
        if spans.is_empty() {
            return;
        }
        // Longer ones first, then earlier ones; none may begin or end within one already taken.
        spans.sort_by_key(|span| (usize::MAX - span.len(), span.start));
        let mut taken = BTreeSet::new();
        spans.retain(|span| {
            let free = !taken.contains(&span.start) && !taken.contains(&(span.end - 1));
            taken.extend(span.clone());
            free
        });
        spans.sort_by_key(|span| span.start);
        let mut restored = Vec::with_capacity(pieces.len());
        let mut next = 0;
        for span in spans {
            let (Some(first), Some(last)) = (pieces.get(span.start), pieces.get(span.end - 1)) else {
                continue;
            };
            let Some(cuts) = self.exception(&text[first.start..last.end]) else { continue };
            restored.extend_from_slice(&pieces[next..span.start]);
            let mut start = first.start;
            for &(length, norm) in cuts {
                restored.push(Piece { start, end: start + length, norm, spacy: false });
                start += length;
            }
            if let Some(end) = restored.last_mut() {
                end.spacy = last.spacy;
            }
            next = span.end;
        }
        restored.extend_from_slice(&pieces[next..]);
        *pieces = restored;
    }

    fn sequences_in(&self, text: &str, pieces: &[Piece]) -> Vec<Range<usize>> {
        let word = |piece: &Piece| &text[piece.start..piece.end];
        let mut spans = Vec::new();
        for (start, first) in pieces.iter().enumerate() {
            if first.end - first.start > self.longest_exception {
                continue;
            }
            for sequence in self.sequences.get(word(first)).into_iter().flatten() {
                let Some(seen) = pieces.get(start..start + sequence.len()) else { continue };
                if seen.iter().zip(sequence).all(|(piece, wanted)| word(piece) == &**wanted) {
                    spans.push(start..start + sequence.len());
                }
            }
        }
        spans
    }
}

/// The last boundary of characters at or before `offset`.
fn boundary(word: &str, mut offset: usize) -> usize {
    while !word.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn matches(pattern: &Option<AffixPattern>, word: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(word))
}
