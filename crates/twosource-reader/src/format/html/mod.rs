//! An article out of a page.
//!
//! `rs-trafilatura` finds the article; the words it returns are laid over the page again, so that each of them keeps
//! its place there.

mod blocks;
mod frames;
mod guard;
mod hidden;
mod leaves;
mod lexer;
mod linked;
mod metadata;
mod places;
mod site_name;
mod unshown;

use rs_trafilatura::ExtractResult;
use twosource_text::{AlignmentBuilder, Span};

use crate::draft::Draft;
use crate::error::Caution;
use crate::given::{Block, Given};
use crate::pattern::Pattern;
use crate::segment;
use crate::{Options, ReadError, SegmentKind};
use blocks::ArticleBlock;

/// Stack of the thread that works on a page, far more than the allowed depth of elements takes.
const STACK_BYTES: usize = 64 << 20;

static CHARSET: Pattern = Pattern::new(r#"(?i)charset\s*=\s*["']?\s*([a-z0-9_:.-]+)"#);

/// The charset that a page declares in its first bytes.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    const WITHIN: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(WITHIN)]).into_owned();
    CHARSET.captures(&head)?.get(1).map(|label| label.as_str().to_owned())
}

/// Replaces the page in a draft by its article; what its linked data has otherwise is told.
pub(crate) fn extract(draft: &mut Draft, options: &Options) -> Result<Option<Caution>, ReadError> {
    let page = std::mem::take(&mut draft.text);
    let safe = guard::safe(&page, options)?;
    frames::refuse(&page)?;
    // What finds the article takes the title for one where there is nothing else.
    if !has_words(&safe) {
        return Err(ReadError::NoArticle);
    }
    let mut data = metadata::of(&page);
    let linked = data.body.take();
    let leaves = leaves::Leaves::of(&safe);
    let url = data.url.clone();
    let result = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let settings =
                rs_trafilatura::Options { url, include_images: false, ..rs_trafilatura::Options::default() };
            rs_trafilatura::extract_with_options(&safe, &settings).ok()
        })?
        .join()
        .ok()
        .flatten()
        .ok_or(ReadError::NoArticle)?;

    let article = leaves.with_missing(leaves.without_links(article_blocks(&result, &leaves)));
    let author = result.metadata.author.as_deref().unwrap_or("");
    let beside = |block: &ArticleBlock| {
        let words = block.words.as_str();
        segment::is_furniture(words, block.kind) || is_arrow(words) || words.trim() == author
    };
    let article: Vec<ArticleBlock> = article.into_iter().filter(|block| !beside(block)).collect();
    let mut places = places::Places::new(&page);
    let mut text = AlignmentBuilder::new();
    let mut laid_out = Vec::with_capacity(article.len());
    for block in article {
        if !laid_out.is_empty() {
            text.insert("\n\n");
        }
        let start = text.text().len();
        let marked = places.add_block(&block.words, &mut text);
        laid_out.push(Block { span: Span::new(start, text.text().len()), kind: block.kind.or(marked) });
    }
    if laid_out.is_empty() {
        return Err(ReadError::NoArticle);
    }
    draft.given.links = leaves.links(text.text());
    complete(&mut draft.given, &result, data, &site_name::SiteNames::of(&page));
    (draft.text, draft.alignment) = text.finish();
    draft.blocks = Some(laid_out);
    Ok(linked.and_then(|linked| unshown::caution(&linked, &draft.text)))
}

/// True where a page shows a word beside its title.
fn has_words(safe: &str) -> bool {
    lexer::Lexer::new(safe).any(|token| match token {
        lexer::Token::Text(span) => span.of(safe).contains(char::is_alphanumeric),
        _ => false,
    })
}

/// The words of a piece of mark-up that is all article, such as an entry of a feed, block by block. Scripts, styles and
/// comments go, and what a reader does not see.
pub(crate) fn words_of(fragment: &str) -> Vec<(String, Option<SegmentKind>)> {
    // What is nested without end has no words.
    let safe = guard::safe(fragment, &Options::default()).unwrap_or_default();
    blocks::of(&safe).into_iter().map(|block| (block.words, block.kind)).collect()
}

/// The blocks of the article's mark-up, or of its text where there is none.
fn article_blocks(result: &ExtractResult, leaves: &leaves::Leaves) -> Vec<ArticleBlock> {
    let from_markup = result.content_html.as_deref().map(blocks::of).unwrap_or_default();
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count();
    let in_markup: usize = from_markup.iter().map(|block| letters(&block.words)).sum();
    // The text can come from linked data while the mark-up holds next to nothing.
    if in_markup * 2 >= letters(&result.content_text) {
        return match from_markup.as_slice() {
            // A short page comes with its blocks glued together.
            [one] => leaves.parted(&one.words).unwrap_or(from_markup),
            _ => from_markup,
        };
    }
    if let Some(parted) = leaves.parted(&result.content_text) {
        return parted;
    }
    let collapse = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = result.content_text.lines().map(collapse).filter(|words| !words.is_empty());
    lines.map(|words| ArticleBlock { words, kind: None::<SegmentKind> }).collect()
}

/// The title of the next page or the one before, behind its arrow.
fn is_arrow(words: &str) -> bool {
    let arrow = |c: char| matches!(c, '>' | '<' | '»' | '«' | '›' | '‹' | '→' | '←' | '▸' | '►');
    let (opens, closes) = (words.starts_with(arrow), words.ends_with(arrow));
    let pair = words.starts_with(['«', '‹']) && words.ends_with(['»', '›']);
    (opens || closes)
        && !pair
        && !words.trim_end_matches(arrow).trim_end().ends_with(['.', '!', '?', '”', '"'])
}

/// Adds what the page says about itself where nothing is given yet.
fn complete(
    given: &mut Given,
    result: &ExtractResult,
    data: metadata::PageData,
    names: &site_name::SiteNames,
) {
    let found = &result.metadata;
    given.canonical.clone_from(&data.url);
    given.sections.extend(data.sections);
    given.sources.extend(data.sources);
    given.updated = given.updated.take().or(data.updated);
    let marks = data.marks;
    let published = data.published.or_else(|| found.date.map(|date| date.format("%Y-%m-%d").to_string()));
    let language = data.language.or_else(|| found.language.clone());
    let url = given.url.clone().or(data.url).or_else(|| found.url.clone());
    if given.outlet.is_none() {
        given.outlet = names.given();
        given.likely_names = names.likely(found.sitename.as_deref());
        given.names_itself = true;
    }
    let fields = [
        (&mut given.title, found.title.clone()),
        (&mut given.byline, found.author.clone()),
        (&mut given.url, url),
        (&mut given.published, published),
        (&mut given.language, language),
    ];
    for (field, value) in fields {
        if field.is_none() {
            *field = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        }
    }
    let elsewhere =
        marks.into_iter().filter(|mark| !mark.is_own(given.outlet.as_deref(), given.url.as_deref()));
    elsewhere.collect::<Vec<_>>().into_iter().for_each(|mark| given.prefer(Some(mark)));
}
