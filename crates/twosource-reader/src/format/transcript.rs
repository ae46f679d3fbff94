//! Transcripts with times: SubRip (SRT) and WebVTT. Each turn of a speaker is a block, with the time at which it begins as
//! a heading before it.

use std::borrow::Cow;

use super::flow::Flow;
use crate::draft::{Draft, sha256};
use crate::encoding;
use crate::error::{Caution, Place};
use crate::given::Given;
use crate::pattern::Pattern;
use crate::{Options, ReadError, SegmentKind};

/// "00:01:02,500 --> 00:01:04,000 align:start", hours optional in WebVTT.
static TIMES: Pattern = Pattern::new(
    r"^\s*(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2})(?:[.,]\d{1,3})?\s*-->\s*(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2})(?:[.,]\d{1,3})?(?:\s|$)",
);

/// A speaker as WebVTT marks one: "<v Ann Reed>", "<v.loud Ann Reed>".
static VOICE: Pattern = Pattern::new(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^<>]{1,80})>");

/// A speaker before a colon: "ANN REED:", ">> Ann Reed:", "- Ann Reed (mayor):".
static NAMED: Pattern = Pattern::new(
    r"^(?:>>+|-|–)?\s*(?P<name>\p{Lu}[\p{L}.’'-]*(?: (?:\p{Lu}[\p{L}.’'-]*|of|the|de|van|von|al)){0,4}(?: \([^()]{1,40}\))?):\s+(?P<words>\S.*)",
);

/// Mark-up within cues: "<i>", "</c>", "<00:01:02.000>", "{\an8}".
static MARKUP: Pattern = Pattern::new(r"<[^<>]{0,120}>|\{\\[^{}]{0,60}\}");

/// Sounds and not words: "[applause]", "(music)", "♪".
static SOUND: Pattern = Pattern::new(r"^(?:[\[(][^\[\]()]{1,60}[\])]|[♪♫\s]+)$");

/// Characters after which a turn of one who is not named is parted at the end of a sentence.
const LONG_TURN: usize = 600;

/// A silence in seconds that parts two turns of somebody who is not named.
const SILENCE: u64 = 8;

/// True for text that opens as WebVTT does, or with the first cue of a SubRip file.
pub(super) fn is_transcript(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if let Some(rest) = text.strip_prefix("WEBVTT") {
        return rest.is_empty() || rest.starts_with(char::is_whitespace);
    }
    let mut lines = text.lines();
    let number = lines.next().is_some_and(|line| line.trim().parse::<u32>().is_ok());
    number && lines.next().is_some_and(|line| TIMES.is_match(line))
}

/// The report of a transcript.
pub(super) fn draft(
    bytes: &[u8],
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let decoded = encoding::decode(bytes, None)?;
    let mut given = Given::default();
    let mut turns = Turns::default();
    // In a note, a style or a region of WebVTT.
    let mut in_note = false;
    let mut in_cue = false;
    let mut is_head = true;
    let mut lines = decoded.text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line.is_empty() {
            in_note = false;
            in_cue = false;
            continue;
        }
        if is_head && line.starts_with("WEBVTT") {
            // "WEBVTT - A title", then "Kind: captions", "Language: en".
            let title = line["WEBVTT".len()..].trim_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
            given.set("title", title);
            while let Some(field) = lines.next_if(|next| !next.trim().is_empty() && !next.contains("-->")) {
                if let Some((name, value)) = field.split_once([':', '=']) {
                    given.set(&name.trim().to_ascii_lowercase(), value);
                }
            }
            is_head = false;
            continue;
        }
        is_head = false;
        if let Some(times) = TIMES.captures(line) {
            in_note = false;
            in_cue = true;
            turns.cue(&times["start"], &times["end"]);
            continue;
        }
        let opens_note = !in_cue && ["NOTE", "STYLE", "REGION"].iter().any(|word| is_word(line, word));
        in_note |= opens_note;
        // Outside a cue a line is its number or name.
        if in_cue && !in_note {
            turns.line(line);
        }
    }
    let flow = turns.finish();
    if flow.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((flow.draft(given, place, sha256(bytes), options)?, decoded.caution.into_iter().collect()))
}

fn is_word(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// The turns so far.
#[derive(Default)]
struct Turns {
    flow: Flow,
    speaker: Option<String>,
    words: String,
    /// When the open turn began, as written.
    began: String,
    cue_start: String,
    cue_end: String,
    last_line: String,
}

impl Turns {
    fn cue(&mut self, start: &str, end: &str) {
        let gap = seconds(start).saturating_sub(seconds(&self.cue_end));
        let is_long = self.words.len() > LONG_TURN && ends_sentence(&self.words);
        if !self.words.is_empty() && (is_long || (gap >= SILENCE && ends_sentence(&self.words))) {
            self.end_turn();
        }
        self.cue_start = start.to_owned();
        self.cue_end = end.to_owned();
    }

    fn line(&mut self, line: &str) {
        let voice = VOICE.captures(line).map(|found| found["name"].trim().to_owned());
        let plain = without_markup(line);
        let plain = html_escape::decode_html_entities(&plain);
        let plain = plain.trim();
        let named = NAMED.captures(plain).map(|found| (found["name"].to_owned(), found["words"].to_owned()));
        let (speaker, words) = match (voice, named) {
            (Some(voice), _) => (Some(voice), plain.to_owned()),
            (None, Some((name, words))) => (Some(name), words),
            // ">>" alone says that another one speaks, and not who.
            (None, None) if plain.starts_with(">>") => {
                self.end_turn();
                self.speaker = None;
                (None, plain.trim_start_matches('>').trim().to_owned())
            }
            (None, None) => (None, plain.to_owned()),
        };
        if words.is_empty() || SOUND.is_match(&words) {
            return;
        }
        // Captions that roll up give each line twice.
        if words == self.last_line && speaker.is_none() {
            return;
        }
        if speaker.is_some() && speaker != self.speaker {
            self.end_turn();
            self.speaker = speaker;
        }
        if self.words.is_empty() {
            self.began.clone_from(&self.cue_start);
        } else {
            self.words.push(' ');
        }
        self.words.push_str(&words);
        self.last_line = words;
    }

    fn end_turn(&mut self) {
        if self.words.is_empty() {
            return;
        }
        self.flow.add(&self.began, Some(SegmentKind::Heading));
        let words = match &self.speaker {
            Some(speaker) => format!("{speaker}: {}", self.words),
            None => self.words.clone(),
        };
        self.flow.add(&words, Some(SegmentKind::Paragraph));
        self.words.clear();
    }

    fn finish(mut self) -> Flow {
        self.end_turn();
        self.flow
    }
}

fn without_markup(line: &str) -> Cow<'_, str> {
    MARKUP.cut(line)
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', '!', '?', '…'])
}

/// "01:02:03" or "02:03" in seconds.
fn seconds(clock: &str) -> u64 {
    clock.split(':').filter_map(|part| part.parse::<u64>().ok()).fold(0, |sum, part| sum * 60 + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        draft(source.as_bytes(), Place::default(), &Options::default())
            .map(|(draft, _)| draft.text)
            .unwrap_or_default()
    }

    #[test]
    fn turns_of_named_speakers_stand_under_their_times() {
        let vtt = "WEBVTT - Harbour briefing\nLanguage: en\n\nNOTE made by hand\nin two lines\n\n1\n00:00:01.000 --> 00:00:04.000 align:start\n<v Petra Holm>The gate is out of service,\n\n00:04.000 --> 00:06.500\n<v Petra Holm>and <i>nobody</i> was in the water.\n\n00:00:07.000 --> 00:00:09.000\n<v Ivo Marsch>I heard the steel &amp; ran.\n";
        assert_eq!(
            text(vtt),
            "00:00:01\n\nPetra Holm: The gate is out of service, and nobody was in the water.\n\n00:00:07\n\nIvo Marsch: I heard the steel & ran."
        );
        let (draft, _) = draft(vtt.as_bytes(), Place::default(), &Options::default()).unwrap();
        assert_eq!(draft.given.title.as_deref(), Some("Harbour briefing"));
        assert_eq!(draft.given.language.as_deref(), Some("en"));
    }

    #[test]
    fn subrip_names_its_speakers_before_a_colon() {
        let srt = "1\r\n00:00:01,000 --> 00:00:03,000\r\n>> PETRA HOLM: The gate\r\nis shut.\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\n[applause]\r\n\r\n3\r\n00:00:05,000 --> 00:00:07,000\r\n{\\an8}IVO MARSCH: I ran.\r\n\r\n4\r\n00:00:07,500 --> 00:00:08,000\r\nThe water came at 19:40: too late.\r\n";
        assert!(is_transcript(srt));
        assert_eq!(
            text(srt),
            "00:00:01\n\nPETRA HOLM: The gate is shut.\n\n00:00:05\n\nIVO MARSCH: I ran. The water came at 19:40: too late."
        );
    }

    #[test]
    fn lists_and_prose_are_no_transcripts() {
        for other in ["1\nThe gate is shut.", "WEBVTTS are files", "The gate --> the lock", ""] {
            assert!(!is_transcript(other), "{other}");
        }
        assert_eq!(text("WEBVTT\n\nNOTE nothing else"), "");
    }
}
