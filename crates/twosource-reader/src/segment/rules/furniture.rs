//! What pages leave in a text: galleries, players, strips of links, signatures of pulled quotes.

use crate::SegmentKind::{self, Caption, Credit, Paragraph, Promotion};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, ends_sentence, word_count};
use crate::segment::rule::{Example, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "furniture",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nHide Caption 4 of 12 Photos: In pictures: The talks in the east Guards stand at the gate before the guest arrives.\n\nSlideshow (4 Images)\n\nJUST WATCHED How the talks went Replay More Videos ... MUST WATCH How the talks went 02:39\n\nThey talked.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (
                    Caption,
                    "Hide Caption 4 of 12 Photos: In pictures: The talks in the east Guards stand at the gate before the guest arrives.",
                ),
                (Promotion, "Slideshow (4 Images)"),
                (
                    Promotion,
                    "JUST WATCHED How the talks went Replay More Videos ... MUST WATCH How the talks went 02:39",
                ),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\n#EastTalks #Guest\n\nMore:How the guest came by train\n\nJane Doe: guest says he will come again – live updates Read more\n\n— Governor Jane Doe\n\n― John A. Roe.\n\nThey talked.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Promotion, "#EastTalks #Guest"),
                (Promotion, "More:How the guest came by train"),
                (Promotion, "Jane Doe: guest says he will come again – live updates Read more"),
                (Credit, "— Governor Jane Doe"),
                (Credit, "― John A. Roe."),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "Watch Live\n\nThe two leaders have met.\n\nMUST READ\n\n4,210 views\n\nThey must read the letter.",
            segments: &[
                (Promotion, "Watch Live"),
                (Paragraph, "The two leaders have met."),
                (Promotion, "MUST READ"),
                (Promotion, "4,210 views"),
                (Paragraph, "They must read the letter."),
            ],
        },
        Example {
            text: "Wednesday 27 Jul 2016 AFP Print Tweet Views 729 Related\n\nThe two leaders have met.\n\nMore than two hours they talked.\n\n— and then they left.\n\nMore: that is what he wants, he said.",
            segments: &[
                (Promotion, "Wednesday 27 Jul 2016 AFP Print Tweet Views 729 Related"),
                (Paragraph, "The two leaders have met."),
                (Paragraph, "More than two hours they talked."),
                (Paragraph, "— and then they left."),
                (Paragraph, "More: that is what he wants, he said."),
            ],
        },
    ],
};

/// The place of a picture in its gallery.
static GALLERY: Pattern = Pattern::new(
    r"(?i)^(?:hide|show|view|close|toggle|expand) captions?\b|^(?:photos?|images?|pictures?|slides?|gallery)\s?:?\s?\d{1,3} (?:of|/) \d{1,3}\b|^\d{1,3} (?:of|/) \d{1,3}(?:\s|$)|\b(?:hide|show) caption \d{1,3} of \d{1,3}\b|^photos?:\s.{0,80}\b(?:in pictures|in photos)\b",
);
/// Words of players and galleries, alone.
static PLAYER: Pattern = Pattern::new(
    r"(?i)^(?:slideshow|photos?|images?|gallery|videos?|pictures?|media|in pictures|in photos)(?: gallery)?\s?\(\d{1,3}(?: (?:images?|photos?|pictures?|videos?|slides?))?\)$|^(?:\d{1,3}\s)?(?:view |see |open |show |launch )?(?:all |the )?(?:\d{1,3} )?(?:photos?|images?|slideshow|gallery|fullscreen|full ?screen|videos)$|^(?:just watched|must watch|now playing|up next|replay|watch now|play|pause|mute|unmute|autoplay|live tv|video ad feedback|media playback is .{0,40}|your browser does not support.{0,60}|this video (?:is|cannot|can not|can't).{0,60}|media player|playback|skip ad|advertisement feedback|(?:video )?duration)\b(?:(?-i:[^.]*)|.{0,160}\b(?:replay|more videos|must watch)\b.*)$|^(?:watch live|listen live|live now|must[ -](?:read|see|reads)|read next|top stories|breaking news|in case you missed it)$|^(?:\d{1,2}:)?\d{1,2}:\d\d$|\breplay more videos\b",
);
/// A link to something else behind its headline, or a word before it that says so.
static LINK: Pattern = Pattern::new(
    r"(?:\b(?:Read|Learn|See|Show|View) more|READ MORE|Continue reading|Read full story|Full story|Read the full story|MORE)\s?[»›>→….]*$|^(?:More|MORE|READ|Read|RELATED|Related|WATCH|Watch|LISTEN|SEE ALSO|See also|ALSO READ|Also read|Also Read|READ ALSO|Read also|EXPLAINER|DON'T MISS|MORE ON|IN PICTURES|RELATED STORY|RELATED ARTICLE|Related article|Related video|Opinion|PHOTOS|VIDEO|Video|Recommended)\s?[:|»>](?:\S|\s\p{Lu})",
);
/// A strip of buttons, counts and dates.
static STRIP: Pattern = Pattern::new(
    r"(?i)\b(?:views?|shares?|comments?|likes?|retweets?|tweets?|reads?|hits)\s?:?\s?\d[\d,.k]*\b|\b\d[\d,.k]*\s(?:views?|shares?|comments?|likes?|retweets?|reads?)\b|\b(?:print|e-?mail|facebook|twitter|whatsapp|linkedin|reddit|copy link|a-? ?a ?\+?|text size|font size|resize|share|tweet|save|bookmark|listen|min read|minutes? read|\d+ min)\b",
);
/// Who says what a pulled quote quotes.
static SIGNATURE: Pattern = Pattern::new(
    r"^(?:[—–―]|--)\s?(?:@\w+|\p{Lu}[\p{L}.'’-]*)(?:[\s,]+(?:(?:of|the|and|for|de|van|von|al|bin|in|at)\s)*(?:\p{Lu}|\(@|@|\d|\()[\p{L}\p{N}@_.'’()-]*)*\)?(?:,\s.{1,60})?$",
);
/// A label that stands in live coverage, alone.
static LIVE: Pattern = Pattern::new(
    r"(?i)^\d[\d,.]*\s?[km]?\s(?:views?|shares?|comments?|likes?|retweets?|reads?|followers|replies)$|^(?:(?:updated|posted|published)\s)?(?:\d{1,3}|an?|one|two|few)\s(?:s|sec|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\.?\s(?:ago|old)(?:\s\d{1,2}[.:]\d\d(?:\s\w{2,5})?)?$|^(?:key (?:events|points|moments|developments)(?: \(\d+\))?|show key events only|what (?:you need|we) (?:to )?know(?: so far)?|(?:latest )?live (?:feed|reporting|blog|updates?)|pinned(?: post)?|skip to .{1,40}|copied to clipboard|link copied.{0,20}|jump to .{1,30}|filters?|newest first|oldest first|refresh|load more.{0,20}|new updates?|posted (?:at|by)\b.{0,60})$",
);

/// Nothing but the marks that a network files posts under.
static HASHTAGS: Pattern = Pattern::new(r"^(?:#[\p{L}\p{N}_]+[\s,;·|]*)+$");

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if !matches!(piece.markup, None | Some(SegmentKind::Heading | Caption)) || !page.is_block(piece) {
        return None;
    }
    let words = page.words(piece);
    kind_of(words, page.is_head()).map(|kind| Finding::whole(kind, piece))
}

/// What a block is by its words alone.
pub(in crate::segment) fn kind_of(words: &str, is_head: bool) -> Option<SegmentKind> {
    const LONGEST_CAPTION: usize = 120;
    const LONGEST: usize = 45;
    let count = word_count(words);
    if count <= LONGEST_CAPTION && GALLERY.is_match(words) {
        return Some(Caption);
    }
    if count > LONGEST {
        return None;
    }
    if PLAYER.is_match(words) || LIVE.is_match(words) || HASHTAGS.is_match(words) {
        return Some(Promotion);
    }
    let is_sentence = ends_sentence(words);
    if !is_sentence && (LINK.is_match(words) || is_strip(words, count, is_head)) {
        return Some(Promotion);
    }
    let signs = SIGNATURE.is_match(words.strip_suffix('.').unwrap_or(words));
    (!words.ends_with(['!', '?', '”', '"']) && count <= 14 && signs).then_some(Credit)
}

/// True for a line of buttons and counts: few other words.
fn is_strip(words: &str, count: usize, is_head: bool) -> bool {
    let buttons = STRIP.count(words);
    let fewest = if is_head { 2 } else { 3 };
    buttons >= fewest && buttons * 6 >= count
}
