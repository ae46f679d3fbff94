//! Mail: one message (EML) or a box of them (mbox). A report holds what the message's own author wrote; mail that it quotes
//! is its author's, and a report of its own where there is enough of it and its author is named.

mod quoted;

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders};
use twosource_lexicon::press::Register;

use super::flow::Flow;
use super::{Outcome, html};
use crate::Options;
use crate::draft::{Draft, sha256};
use crate::error::{Caution, Place, ReadError};
use crate::given::Given;
use crate::site::host_of;
use quoted::{Part, Quoted};

/// Messages of one box that are read.
const MOST_MESSAGES: usize = 20_000;

/// Words from which quoted mail is a report: less is a question or a greeting.
const FEWEST_QUOTED: usize = 30;

/// Providers of mailboxes for anybody: their name is not whom a message comes from.
const FREE_MAIL: &str = include_str!("../../../data/free_mail.tsv");

/// True where bytes open as a message: a field that only mail has, or the usual ones with their values.
pub(crate) fn is_message(start: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(4096)]).into_owned();
    let head = head.split("\n\n").next().unwrap_or("").split("\r\n\r\n").next().unwrap_or("");
    let has = |name: &str| {
        head.lines().any(|line| line.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name)))
    };
    let opens_with_field = head.lines().next().is_some_and(|line| {
        let name = line.split(':').next().unwrap_or("");
        line.contains(':') && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())
    });
    opens_with_field
        && has("from:")
        && (has("message-id:")
            || has("mime-version:")
            || has("received:")
            || (has("date:") && has("subject:")))
}

/// True where bytes open as a box does: a line "From somebody date", then a message.
pub(crate) fn is_box(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"From ") else { return false };
    rest.iter().position(|&byte| byte == b'\n').is_some_and(|end| is_message(&rest[end + 1..]))
}

/// The reports of one message.
pub(super) fn read_message(bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let mut thread = Thread::default();
    thread.take_in(bytes, place, options);
    thread.finish(place, options)
}

/// The reports of a box of messages.
pub(super) fn read_box(bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let mut thread = Thread::default();
    for (index, message) in messages(bytes).take(MOST_MESSAGES).enumerate() {
        let place = Place { path: place.path.clone(), line: Some(index + 1) };
        thread.take_in(&unescaped(message), &place, options);
    }
    thread.finish(place, options)
}

/// The messages of a box: each after a line that opens with "From " behind a blank one.
fn messages(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut starts = vec![];
    let mut at = 0;
    let mut is_blank_before = true;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if is_blank_before && line.starts_with(b"From ") {
            starts.push((at, at + line.len()));
        }
        is_blank_before = line.trim_ascii().is_empty();
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|&(line, _)| line).chain([bytes.len()]).collect();
    starts.into_iter().zip(ends).map(move |((_, start), end)| bytes.get(start..end).unwrap_or(&[]))
}

/// A message of a box, its ">From " lines as they were before they were put in.
fn unescaped(message: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|&byte| byte == b'\n') {
        plain.extend_from_slice(if line.starts_with(b">From ") { &line[1..] } else { line });
    }
    plain
}

/// What the messages of one file say, in order.
#[derive(Default)]
struct Thread {
    outcome: Outcome,
    /// Quoted mail, which may stand in the file as a message, too.
    quoted: Vec<(Place, Quoted, Given)>,
    /// What the messages say, letters alone.
    said: Vec<String>,
    messages: usize,
}

impl Thread {
    fn take_in(&mut self, bytes: &[u8], place: &Place, options: &Options) {
        self.messages += 1;
        match own(bytes, place, options) {
            Ok((draft, cautions, quoted)) => {
                self.said.push(letters(&draft.text));
                let about = draft.given.clone();
                self.quoted.extend(quoted.into_iter().map(|part| (place.clone(), part, about.clone())));
                self.outcome.add(place.clone(), Ok((draft, cautions)));
            }
            // A mail that only passes another one on.
            Err(Problem::OnlyQuotes(given, quoted)) => {
                self.quoted.extend(quoted.into_iter().map(|part| (place.clone(), part, (*given).clone())));
            }
            Err(Problem::Read(error)) => self.outcome.add(place.clone(), Err(error)),
        }
    }

    fn finish(mut self, place: &Place, options: &Options) -> Outcome {
        let mut known = self.said;
        for (place, quoted, about) in self.quoted {
            let plain = letters(&quoted.words.join(" "));
            let words: usize = quoted.words.iter().map(|words| words.split_whitespace().count()).sum();
            // Who quotes leaves out and breaks lines anew: what is inside of what was said is no second report.
            let is_known = known
                .iter()
                .any(|said| said.contains(&plain) || plain.contains(said.as_str()) && !said.is_empty());
            if words < FEWEST_QUOTED || quoted.author.is_none() || is_known {
                continue;
            }
            let mut given =
                Given { title: about.title.clone(), language: about.language, ..Given::default() };
            given.byline.clone_from(&quoted.author);
            given.outlet = quoted.address.as_deref().and_then(outlet_of).or_else(|| quoted.author.clone());
            given.published.clone_from(&quoted.date);
            let mut flow = Flow::default();
            quoted.words.iter().for_each(|words| flow.add(words, None));
            let hash = sha256([quoted.author.as_deref().unwrap_or(""), flow.text()].join("\0").as_bytes());
            let draft = flow.draft(given, place.clone(), hash, options);
            self.outcome.add(place, draft.map(|draft| (draft, Vec::new())));
            known.push(plain);
        }
        if self.outcome.is_empty() {
            return Outcome::failed(place.clone(), ReadError::Empty);
        }
        self.outcome
    }
}

enum Problem {
    Read(ReadError),
    OnlyQuotes(Box<Given>, Vec<Quoted>),
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        Problem::Read(error)
    }
}

/// What a message's own author says, and the mail that it quotes.
fn own(
    bytes: &[u8],
    place: &Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>, Vec<Quoted>), Problem> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| ReadError::Document("it is no mail".to_owned()))?;
    let given = given(&message);
    let mut flow = Flow::default();
    let mut quoted = Vec::new();
    for part in quoted::parts(&body(&message)) {
        match part {
            Part::Own(words) => flow.add(&words, None),
            Part::Quoted(part) => quoted.push(part),
        }
    }
    if flow.is_empty() && !quoted.is_empty() {
        return Err(Problem::OnlyQuotes(Box::new(given), quoted));
    }
    Ok((flow.draft(given, place.clone(), sha256(bytes), options)?, Vec::new(), quoted))
}

/// The text of a message: plain where it is there, else the words of its mark-up with "> " before what it quotes.
fn body(message: &Message) -> String {
    let is_plain = message.text_bodies().any(|part| matches!(part.body, mail_parser::PartType::Text(_)));
    if is_plain || message.html_body_count() == 0 {
        let parts: Vec<String> = (0..message.text_body_count())
            .filter_map(|index| message.body_text(index).map(|text| text.into_owned()))
            .collect();
        return parts.join("\n\n");
    }
    let mut text = String::new();
    for index in 0..message.html_body_count() {
        if let Some(markup) = message.body_html(index) {
            let markup = quoted::marked(&markup);
            for (words, _) in html::words_of(&markup) {
                text.push_str(&words);
                text.push_str("\n\n");
            }
        }
    }
    quoted::unmarked(&text)
}

fn given(message: &Message) -> Given {
    let mut given = Given::default();
    let from = message.from().and_then(Address::first);
    let name = from.and_then(|from| from.name()).map(str::trim).filter(|name| !name.is_empty());
    let address = from.and_then(|from| from.address());
    let organization = match message.header("Organization").or_else(|| message.header("Organisation")) {
        Some(HeaderValue::Text(words)) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
        _ => None,
    };
    given.outlet = organization.or_else(|| address.and_then(outlet_of)).or_else(|| name.map(str::to_owned));
    given.byline = name.map(str::to_owned);
    given.title = message
        .thread_name()
        .or(message.subject())
        .map(|subject| subject.trim().to_owned())
        .filter(|subject| !subject.is_empty());
    given.published = message.date().map(mail_parser::DateTime::to_rfc3339);
    given.id = message.message_id().map(str::to_owned).filter(|id| !id.is_empty() && id.len() <= 200);
    given.language =
        message.content_language().as_text().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
    given
}

/// Whose address it is: the outlet that the register has for its host, else the host. Nobody's where anybody gets one there.
fn outlet_of(address: &str) -> Option<String> {
    let host = address.rsplit_once('@')?.1.trim().trim_end_matches(['>', '.']).to_ascii_lowercase();
    let is_free = FREE_MAIL.lines().skip(1).any(|row| row.trim() == host);
    if is_free || !host.contains('.') {
        return None;
    }
    let url = format!("https://{host}/");
    match Register::current().identify(None, Some(&url)) {
        Some(found) if found.entry.is_some() => Some(found.name),
        _ => host_of(&url),
    }
}

/// Letters and digits alone, so that line ends and marks do not part what is the same.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
