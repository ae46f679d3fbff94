//! Words about the outlet and not the event: newsletters, podcasts, "read more", rights.
//!
//! A row a phrase. A row matches a block as a whole, never a part of one, and only blocks of at most so many words.

use std::sync::LazyLock;

use crate::SegmentKind::{self, Paragraph};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, word_count};
use crate::segment::rule::{Example, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "promotion",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nWant a quick and expert briefing on the biggest news stories? Listen to our latest podcasts to find out What You Need To Know...",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (
                    SegmentKind::Promotion,
                    "Want a quick and expert briefing on the biggest news stories? Listen to our latest podcasts to find out What You Need To Know...",
                ),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nFollow the money, he said.\n\nVoters who sign up for the newsletter of the party get a card.\n\nShare prices fell.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "Follow the money, he said."),
                (Paragraph, "Voters who sign up for the newsletter of the party get a card."),
                (Paragraph, "Share prices fell."),
            ],
        },
    ],
};

/// One phrase that outlets put among their text.
struct Row {
    pattern: Pattern,
    /// Longer blocks are left alone.
    most_words: usize,
    /// Only among the last blocks of a report.
    at_end: bool,
    #[cfg_attr(not(test), allow(dead_code, reason = "only tests read examples"))]
    example: &'static str,
}

const fn row(pattern: &'static str, most_words: usize, example: &'static str) -> Row {
    Row { pattern: Pattern::new(pattern), most_words, at_end: false, example }
}

const fn at_end(pattern: &'static str, most_words: usize, example: &'static str) -> Row {
    Row { pattern: Pattern::new(pattern), most_words, at_end: true, example }
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    vec![
        row(
            r"(?i)^(?:please )?(?:sign up|subscribe|register)\b.*\b(?:newsletters?|briefings?|e-?mails?|alerts?|inbox|updates|channel|podcasts?|here|today|now|free|app)\b",
            40,
            "Sign up for our morning newsletter",
        ),
        row(r"(?i)^(?:please )?(?:sign up|subscribe|register|log in|sign in)[.!]?$", 3, "Subscribe"),
        row(
            r"(?i)^(?:do you )?(?:want|looking for|need|love|like) .*\b(?:newsletters?|briefings?|podcasts?|subscribe|sign up|follow us|our app)\b",
            50,
            "Want more updates from Jane? Sign up for her newsletter.",
        ),
        row(
            r"(?i)^for (?:more (?:information|news|stories|updates|on|from|about|coverage|details|like this)|more|the latest|all the latest),? .*\b(?:sign up|follow|visit|go to|click|subscribe|read|see|tune|download|https?://|www\.)",
            40,
            "For more, sign up for our weekly newsletter.",
        ),
        row(
            r"(?i)^(?:listen to|tune in|stream|download|watch|hear)\b.*\b(?:podcasts?|episodes?|below|our app|above)\b",
            40,
            "Listen to our latest podcast below:",
        ),
        row(
            r"(?i)^(?:listen|watch|hear|see|read|view|get|find|catch) (?:it |them |more |the (?:rest|full|whole|entire|complete|latest)\b|all (?:the|of)|our )[^”]*\b(?:here|at|on|in|below|above|story|article|interview|report|content|coverage|articles|stories|post|piece)\b[^”]{0,40}$",
            25,
            "Read the rest of the story at The Example Post.",
        ),
        row(
            r"(?i)^(?:read|see|view|get|learn|find out|discover|load|show)[ -](?:more|also|next|on|all)\b.{0,15}$",
            8,
            "Read more",
        ),
        row(
            r#"(?i)^["“]?(?:read (?:more|also|next|this)|more on this|more on this story|related(?: (?:stories|articles|topics|content|coverage|links?|video))?|recommended(?: reading)?|most (?:read|popular|viewed)|also (?:on|read|in|see)(?: \S+){0,3}|see also|trending(?: now)?|don['’]t miss|up next|editor['’]?s['’]? picks?|more from(?: \S+){1,4}|more stories|you (?:may|might) also like|watch(?: live| now| this| more)?|listen(?: live| now)?|live updates?|(?:in pictures|gallery|slideshow|photo gallery))\s*(?:[:|»>]|–|—)"#,
            30,
            "Read more: What the two sides want",
        ),
        row(
            r"(?i)^(?:related(?: (?:stories|articles|topics|content|coverage|links?))?|more on this(?: story)?|recommended|most (?:read|popular|viewed)|trending(?: now)?|up next|editor['’]?s['’]? picks?|you (?:may|might) also like|top stories|latest news|more stories|more from .{1,30})[.:]?$",
            6,
            "Related stories",
        ),
        row(
            r"(?i)^(?:categor(?:y|ies)|tags?|tagged(?: (?:with|in|as))?|filed (?:under|in|to)|posted in|(?:related )?topics?|keywords?|in this (?:article|story)|read in|see more on|topics in this (?:article|story)|explore (?:more )?(?:topics|on these topics))(?:\s*:.{0,200}|\s*)$|^(?:filed under|related topics|previous (?:article|post|story)|next (?:article|post|story)|jump to recipe|print recipe|similar (?:articles|stories))(?:\s*$|\s?(?-i:\p{Lu}).{0,160}$|\s[\w\s]{1,60},)",
            30,
            "Filed under: harbour, tugs",
        ),
        row(
            r"(?i)^(?:previous|next|older|newer) (?:article|post|story|page|entry|entries|slide|photo|video)s?\b.{0,20}$|^(?:print|pin|jump to|rate|save|email|share) (?:this |the )?(?:recipe|page|article|story|slide|slideshow)$",
            8,
            "Previous article",
        ),
        row(
            r"(?i)^(?:your e-?mail address will not be published|required fields are marked|notify me (?:of|when)|log ?in to (?:leave|reply|comment)|you must (?:be logged in|log in)|create an? (?:free )?account|forgot(?:ten)? (?:your )?password|remember me$)",
            40,
            "Your email address will not be published. Required fields are marked *",
        ),
        row(
            r"(?i)^(?:instant|unlimited|full|digital) access to\b|^(?:buy|rent|purchase|download) (?:this |the )?(?:article|pdf|issue|now)\b|^price includes\b|^(?:this|the) (?:article|content|story) is (?:for|available to|reserved for|only available to) (?:subscribers|members|paying)",
            30,
            "Instant access to the full article PDF.",
        ),
        row(
            r"(?i)^(?:this|the|our) (?:post|article|page|site|story|website)s? (?:contains?|includes?|may contain|may include|features?) (?:references to products|affiliate|links to products|paid|sponsored)|\bwe (?:may |might )?(?:earn|receive|get|make) (?:a |an )?(?:small )?(?:affiliate )?(?:commission|compensation)\b",
            80,
            "This post contains affiliate links.",
        ),
        row(
            r"(?i)\b(?:turn on|enable|requires?|activate|allow) (?:java ?script|cookies|flash)\b|^visit (?:the|our) .{1,60}\b(?:page|site|website|section|blog|channel)\b (?:for|to)\b|\b(?:more|full) (?:details|information|results|coverage|story) (?:is |are )?here\W*$|^(?:see|look at|read|watch|vote) .{1,80}\b(?:and |then )?tell us (?:whether|what|how|if|in|which|your)\b|^.{0,40}\b(?:press|news) releases\b.{0,80}\b(?:available|obtained|subscri\w+|by e-?mail)\b",
            40,
            "Please turn on JavaScript. Media requires JavaScript to play.",
        ),
        row(
            r"(?i)^(?:get|read|follow|see|catch) (?:the )?(?:latest|breaking|all|top|more) (?:[\w-]+ )*(?:news|stories|headlines|coverage|updates)\b.{0,60}\b(?:app|phone|inbox|here|website|page|channel|site)\b|^learn (?:how to )?.{0,100}\bread the rest\b",
            40,
            "Get the latest news straight to your phone with our app.",
        ),
        row(
            r"(?i)^(?:click|tap|swipe|scroll)\b.*\b(?:here|to|down|through|below|link)\b",
            30,
            "Click here to see the pictures.",
        ),
        row(
            r"(?i)^(?:please )?(?:follow|like|find|join|connect with|add) (?:us|me|him|her|them|our)\b",
            30,
            "Follow us on Facebook and Instagram",
        ),
        row(
            r"(?i)^follow\b.*(?:@\w|\b(?:twitter|facebook|instagram|telegram|whatsapp|linkedin|youtube|tiktok|threads|bluesky|mastodon)\b)",
            40,
            "Follow Jane Doe on Twitter: @janedoe.",
        ),
        row(
            r"(?i)^do you (?:support|like|agree with) .*\b(?:like the page|tell us|let us know|get in touch)\b",
            25,
            "Do you support the guest? Like the page:",
        ),
        row(
            r"(?i)^(?:have you|are you|were you|did you)\b.*\b(?:e-?mail|get in touch|contact us|tell us|share your|whatsapp|call)\b",
            60,
            "Are you in the region? Get in touch: desk@example.org",
        ),
        row(
            r"(?i)^(?:share|tweet|print|e-?mail|save|bookmark|comments?|copy link|copied|like)(?: (?:this|the))?(?: (?:article|story|page|post|link|video))?(?: (?:on|via|with|to|by) .{1,30})?[.:]?$",
            8,
            "Share this article on Facebook",
        ),
        row(
            r"(?i)^(?:advertisement|advertising|sponsored(?: content)?|(?:story|article|text|content) continues (?:below|after)(?: (?:the )?(?:advertisement|ad|video))?|scroll to continue.*|skip (?:to|advertisement).*|loading\W*|play video|close|menu|back to top|this article is more than .* old)\W*$",
            8,
            "Story continues below advertisement",
        ),
        row(
            r"(?i)^(?:send|e-?mail|submit|got|have) .*\b(?:tips?|feedback|comments?|story ideas?|letters?)\b.*(?:@|\bhere\b|\bto us\b|\bwith us\b)",
            40,
            "Got a news tip? Send it to us at desk@example.org",
        ),
        row(
            r"(?i)^(?:contact|reach|write to|e-?mail) .{1,60}@[\w-]+\.",
            30,
            "Contact the writer at jane@example.org.",
        ),
        row(
            r"(?i)^(?:support (?:our|independent|quality|local)|donate|become a (?:member|subscriber|supporter|patron)|your (?:support|donation|contribution)|help us)\b.*\b(?:journalism|reporting|today|now|us|newsroom|work|here)\b",
            50,
            "Support our journalism and become a member today",
        ),
        row(
            r"(?i)^(?:stay (?:up to date|informed|connected|tuned|ahead)|never miss|don['’]t miss|get (?:the|our|all|daily|breaking|updates|news|alerts)|turn on|download (?:the|our)|join (?:the|our))\b.*\b(?:newsletters?|inbox|app|notifications?|alerts?|channel|group|conversation|with us|subscri\w+|sign up|e-?mail|whatsapp|telegram|community)\b",
            40,
            "Get the day's top headlines in your inbox",
        ),
        row(r"(?i)^enter your (?:e-?mail|name|address)\b", 12, "Enter your email address:"),
        row(
            r"(?i)^(?:©|\(c\)|copyright\b).{0,200}$|\ball rights reserved\W*$|^this material may not be\b|^reprinted (?:courtesy|with|by)\b",
            60,
            "© 2023 Example Media. All rights reserved",
        ),
        row(
            r"(?i)^(?:\W*)(?:this|the) (?:story|article|post|report|piece|column|page|headline|version)(?: of this (?:story|article|post|report))?(?: \w+){0,2} (?:has been|was|is being|will be|have been) (?:updated|corrected|edited|amended|revised|changed|clarified|(?:first |originally |also )?published|(?:first |originally )?posted|produced|generated|translated|supported|republished)\b",
            80,
            "This story has been updated to include comments from the ministry.",
        ),
        row(
            r"(?i)^this is a (?:developing|breaking)(?: news)? (?:story|report)\b|^(?:more (?:to come|details soon|to follow)|developing(?: story)?)\W*$",
            30,
            "This is a developing story and will be updated.",
        ),
        row(
            r"(?i)^(?:an|in an) earlier version of (?:this|the) (?:article|story|post|report|headline)\b|^(?:correction|clarification|editor['’]?s note|update)s?(?: (?:appended|at .{1,20}|\(.{1,40}\)))?\s*[:.-]\s*(?:an|in an|this|a previous) .*\b(?:article|story|version|post|headline|report)\b|^correction appended\W*$",
            80,
            "Correction: An earlier version of this article gave a wrong name. We are sorry for the error.",
        ),
        row(
            r"(?i)^(?:as )?(?:first |originally |also )?(?:published|appeared|posted) (?:in|on|by|at) (?:the )?\p{Lu}[^,]{1,60}$",
            12,
            "As published in the Example Times.",
        ),
        row(
            r"(?i)^(?:by (?:signing up|subscribing|continuing|clicking)|we use cookies|accept (?:all )?cookies|terms (?:of|and)|privacy (?:policy|notice)|already (?:a )?(?:subscriber|member|have an account)|view comments|leave a (?:comment|reply)|post a comment|comments are closed)\b",
            50,
            "By signing up you agree to our terms of use.",
        ),
        at_end(
            r"(?i)^\W*\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3}(?:,? .{0,40})? (?:is|was|covers|writes|works|reports)\b.*\b(?:reporter|correspondent|editor|columnist|contributor|contributing|writer|host|co-host|author|journalist|fellow|professor|covers|writes)\b.*(?:@\w|\bfollow\b|\bpodcast\b|\bnewsletter\b|\bavailable\b|\bhis (?:new |latest )?book\b|\bher (?:new |latest )?book\b)",
            80,
            "Jane Doe is a senior editor at the Example Post. Follow her on Twitter at @janedoe.",
        ),
    ]
});

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if !matches!(piece.markup, None | Some(SegmentKind::Heading)) || !page.is_block(piece) {
        return None;
    }
    let words = page.words(piece);
    let count = word_count(words);
    let is_promotion = ROWS.iter().any(|row| {
        count <= row.most_words && (!row.at_end || page.is_tail(piece)) && row.pattern.is_match(words)
    });
    is_promotion.then(|| Finding::whole(SegmentKind::Promotion, piece))
}

/// True where a block by itself is of these, wherever it stands.
pub(in crate::segment) fn is_promotion(words: &str) -> bool {
    let count = word_count(words);
    ROWS.iter().any(|row| !row.at_end && count <= row.most_words && row.pattern.is_match(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_finds_its_example_and_is_short_enough() {
        for row in ROWS.iter() {
            assert!(row.pattern.is_match(row.example), "{}", row.example);
            assert!(word_count(row.example) <= row.most_words, "{}", row.example);
        }
    }
}
