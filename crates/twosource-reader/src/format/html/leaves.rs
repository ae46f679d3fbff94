//! The paragraphs of a page as its own mark-up has them: what the extraction of an article left out of its middle, and what
//! it took in although it is a list of links.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::ArticleBlock;
use super::lexer::{Lexer, Token, attribute};

/// An element that holds words of its own: a paragraph, an item of a list, a heading.
#[derive(Debug, Default)]
struct Leaf {
    /// The element around it, by the order in which they open.
    parent: usize,
    is_paragraph: bool,
    /// An item of a list or a heading.
    may_be_teaser: bool,
    words: String,
    /// Letters in links to other pages.
    linked: usize,
    /// Addresses of pages that it leads to.
    links: Vec<String>,
}

/// Elements whose words are looked at one by one.
const LEAVES: [&str; 12] = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "a"];

/// Those of them that lists of other pages are made of.
const TEASERS: [&str; 6] = ["li", "h2", "h3", "h4", "h5", "h6"];

/// Elements around which other elements are counted.
const CONTAINERS: [&str; 10] =
    ["div", "section", "article", "main", "aside", "nav", "footer", "header", "form", "figure"];

/// Of these no paragraph is taken in.
const APART: [&str; 6] = ["aside", "nav", "footer", "header", "form", "figure"];

/// Words in classes of elements that are beside an article.
const APART_CLASSES: [&str; 22] = [
    "comment",
    "sidebar",
    "related",
    "promo",
    "newsletter",
    "footer",
    "widget",
    "advert",
    "sponsor",
    "share",
    "social",
    "subscribe",
    "signup",
    "recommend",
    "bio",
    "author",
    "disclaimer",
    "cookie",
    "modal",
    "popup",
    "caption",
    "teaser",
];

/// Addresses that are kept of a page, and of a paragraph, at most.
const MOST_LINKS: usize = 40;

/// Bytes of an address.
const LONGEST_ADDRESS: usize = 2000;

/// Elements of a page that are looked at.
const MOST_LEAVES: usize = 20_000;

/// The elements that hold words, in the page's order.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    leaves: Vec<Leaf>,
}

impl Leaves {
    /// Of a page that is safe to parse.
    pub fn of(page: &str) -> Leaves {
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut containers: Vec<(&str, usize, bool)> = Vec::new();
        let mut opened = 0;
        let mut bodies: BTreeMap<&str, usize> = BTreeMap::new();
        let mut inside: Option<usize> = None;
        let mut link = false;
        for token in Lexer::new(page) {
            let is = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
            match token {
                Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("a") => {
                    let to = attribute(attributes, "href").map(str::trim);
                    link = to.is_some_and(|to| !to.starts_with('#'));
                    let leaf = inside.and_then(|at| leaves.get_mut(at)).filter(|leaf| leaf.is_paragraph);
                    let to = to.filter(|to| to.starts_with("http") && to.len() <= LONGEST_ADDRESS);
                    if let (Some(leaf), Some(to)) = (leaf, to)
                        && leaf.links.len() < MOST_LINKS
                    {
                        leaf.links.push(html_escape::decode_html_entities(to).into_owned());
                    }
                }
                Token::Close { name, .. } if name.eq_ignore_ascii_case("a") => link = false,
                Token::Open { name, attributes, .. } if is(&CONTAINERS, name) => {
                    opened += 1;
                    // The parts of one body between which advertisements stand count as one.
                    let body = attribute(attributes, "class").filter(|class| is_body(class));
                    let number = body.map_or(opened, |class| *bodies.entry(class).or_insert(opened));
                    let around = containers.last().is_some_and(|(_, _, apart)| *apart);
                    containers.push((name, number, around || is(&APART, name) || is_apart(attributes)));
                    (inside, link) = (None, false);
                }
                Token::Close { name, .. } if is(&CONTAINERS, name) => {
                    if containers.last().is_some_and(|(open, _, _)| open.eq_ignore_ascii_case(name)) {
                        containers.pop();
                    }
                    (inside, link) = (None, false);
                }
                Token::Open { name, attributes, .. } if is(&LEAVES, name) => {
                    if leaves.len() >= MOST_LEAVES {
                        break;
                    }
                    let (parent, apart) =
                        containers.last().map_or((0, false), |(_, at, apart)| (*at, *apart));
                    let is_paragraph = name.eq_ignore_ascii_case("p") && !apart && !is_apart(attributes);
                    let may_be_teaser = is(&TEASERS, name);
                    leaves.push(Leaf { parent, is_paragraph, may_be_teaser, ..Leaf::default() });
                    (inside, link) = (Some(leaves.len() - 1), false);
                }
                Token::Close { name, .. } if is(&LEAVES, name) => inside = None,
                Token::Open { name, .. } if name.eq_ignore_ascii_case("br") => {
                    if let Some(leaf) = inside.and_then(|at| leaves.get_mut(at)) {
                        leaf.words.push(' ');
                    }
                }
                Token::Text(span) => {
                    if let Some(leaf) = inside.and_then(|at| leaves.get_mut(at)) {
                        let words = html_escape::decode_html_entities(span.of(page));
                        leaf.linked += if link { letters(&words) } else { 0 };
                        leaf.words.push_str(&words);
                    }
                }
                _ => {}
            }
        }
        for leaf in &mut leaves {
            leaf.words = leaf.words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        leaves.retain(|leaf| !leaf.words.is_empty());
        Leaves { leaves }
    }

    /// Leaves out blocks that are a link and nothing else: teasers of other pages. The first block may be the headline.
    pub fn without_links(&self, blocks: Vec<ArticleBlock>) -> Vec<ArticleBlock> {
        const LONGEST: usize = 30;
        let mut by_words: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for leaf in &self.leaves {
            let (all, links) = by_words.entry(leaf.words.as_str()).or_default();
            *all += 1;
            *links += usize::from(
                leaf.may_be_teaser && leaf.linked * 10 >= letters(&leaf.words) * 9 && leaf.linked > 0,
            );
        }
        let is_link = |block: &ArticleBlock| {
            block.words.split(' ').count() <= LONGEST
                && by_words.get(block.words.as_str()).is_some_and(|(all, links)| all == links)
        };
        let mut first = true;
        blocks.into_iter().filter(|block| std::mem::take(&mut first) || !is_link(block)).collect()
    }

    /// The addresses that the paragraphs of an article's text lead to, each once, in order.
    pub fn links(&self, text: &str) -> Vec<String> {
        let blocks: BTreeSet<String> = text.split("\n\n").map(bare).collect();
        let mut found: Vec<String> = Vec::new();
        for leaf in self.leaves.iter().filter(|leaf| !leaf.links.is_empty()) {
            if blocks.contains(&bare(&leaf.words)) {
                for link in &leaf.links {
                    if found.len() < MOST_LINKS && !found.contains(link) {
                        found.push(link.clone());
                    }
                }
            }
        }
        found
    }

    /// A text that is the words of the page's leaves and nothing else, leaf by leaf; `None` where it is not.
    pub fn parted(&self, text: &str) -> Option<Vec<ArticleBlock>> {
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = whole.as_str();
        let mut blocks = Vec::new();
        for leaf in &self.leaves {
            if let Some(after) = rest.strip_prefix(leaf.words.as_str()) {
                blocks.push(ArticleBlock { words: leaf.words.clone(), kind: None });
                rest = after.trim_start();
            }
        }
        (rest.is_empty() && blocks.len() > 1).then_some(blocks)
    }

    /// Adds the paragraphs that stand beside those of an article and were left out.
    pub fn with_missing(&self, blocks: Vec<ArticleBlock>) -> Vec<ArticleBlock> {
        const FEWEST_WORDS: usize = 12;
        let taken: BTreeSet<String> = blocks.iter().map(|block| bare(&block.words)).collect();
        // A block may hold what are several paragraphs of the page.
        let whole: String = blocks.iter().map(|block| bare(&block.words)).collect();
        let is_prose = |leaf: &Leaf| {
            leaf.is_paragraph
                && leaf.words.split(' ').count() >= FEWEST_WORDS
                && leaf.linked * 2 < letters(&leaf.words)
        };
        let homes: BTreeSet<usize> = (self.leaves.iter())
            .filter(|leaf| is_prose(leaf) && taken.contains(&bare(&leaf.words)))
            .map(|leaf| leaf.parent)
            .collect();
        let mut searches = 0;
        let mut missing: Vec<usize> = Vec::new();
        for (at, leaf) in self.leaves.iter().enumerate() {
            if !homes.contains(&leaf.parent) || !is_prose(leaf) {
                continue;
            }
            let words = bare(&leaf.words);
            if taken.contains(&words) {
                continue;
            }
            searches += 1;
            if searches > MOST_SEARCHES {
                break;
            }
            if !whole.contains(&words) {
                missing.push(at);
            }
        }
        if missing.is_empty() { blocks } else { self.merged(blocks, &missing) }
    }

    /// The blocks with the missing leaves, each after the block that its page has before it.
    fn merged(&self, blocks: Vec<ArticleBlock>, missing: &[usize]) -> Vec<ArticleBlock> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate() {
            places.entry(bare(&block.words)).or_insert(at);
        }
        // After how many blocks each missing one stands.
        let mut inserts: Vec<(usize, usize)> = Vec::new();
        let mut after: Option<usize> = None;
        let mut waiting: Vec<usize> = Vec::new();
        let mut missing = missing.iter().copied().peekable();
        for (at, leaf) in self.leaves.iter().enumerate() {
            if missing.peek() == Some(&at) {
                missing.next();
                match after {
                    Some(block) => inserts.push((block + 1, at)),
                    None => waiting.push(at),
                }
            } else if let Some(block) = places.get(&bare(&leaf.words)).copied() {
                for early in waiting.drain(..) {
                    inserts.push((block, early));
                }
                after = Some(block);
            }
        }
        inserts.sort_unstable();
        let mut inserts = inserts.into_iter().peekable();
        let mut merged = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.into_iter().enumerate() {
            while let Some((_, leaf)) = inserts.next_if(|(place, _)| *place <= at) {
                merged.extend(self.block(leaf));
            }
            merged.push(block);
        }
        for (_, leaf) in inserts {
            merged.extend(self.block(leaf));
        }
        merged
    }

    fn block(&self, leaf: usize) -> Option<ArticleBlock> {
        self.leaves.get(leaf).map(|leaf| ArticleBlock { words: leaf.words.clone(), kind: None })
    }
}

/// Paragraphs that are looked for in the whole article.
const MOST_SEARCHES: usize = 300;

fn is_apart(attributes: &str) -> bool {
    ["class", "id"].iter().filter_map(|key| attribute(attributes, key)).any(|names| {
        let names = names.to_ascii_lowercase();
        // "sidebar-and-content-body" holds the article.
        if names.contains("body") && !names.contains("comment") {
            return false;
        }
        APART_CLASSES.iter().any(|known| names.contains(known))
    })
}

/// True for the classes of what holds an article's text.
fn is_body(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    let names = ["article", "story", "post", "entry", "body", "content"];
    let parts = ["text", "body", "content", "paragraph", "copy"];
    names.iter().any(|name| class.contains(name)) && parts.iter().any(|part| class.contains(part))
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Letters and digits alone.
fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "The harbour board of Lindon sold two tugs on Monday, its chairman said in the hall.";
    const TWO: &str = "Both were built in 1970 and have lain idle since the spring, as nobody needed them.";
    const THREE: &str = "A third tug will be kept for the winter, when ice makes the entrance hard to pass.";

    fn blocks(words: &[&str]) -> Vec<ArticleBlock> {
        words.iter().map(|words| ArticleBlock { words: (*words).to_owned(), kind: None }).collect()
    }

    #[test]
    fn a_paragraph_between_those_of_an_article_is_taken_in() {
        let page = format!(
            "<div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div><div class=comments><p>{ONE} x</p></div>"
        );
        let leaves = Leaves::of(&page);
        assert_eq!(leaves.with_missing(blocks(&[ONE, THREE])), blocks(&[ONE, TWO, THREE]));
        assert_eq!(leaves.with_missing(blocks(&[THREE])), blocks(&[ONE, TWO, THREE]));
        assert_eq!(leaves.with_missing(blocks(&[&format!("{ONE} {TWO}"), THREE])).len(), 2);
        assert_eq!(leaves.with_missing(blocks(&["Else."])), blocks(&["Else."]));
    }

    #[test]
    fn a_glued_text_is_parted_by_the_pages_own_paragraphs() {
        let page = format!("<article><h1>Tugs sold</h1><p>{ONE}</p><p>{TWO}</p></article>");
        let leaves = Leaves::of(&page);
        assert_eq!(leaves.parted(&format!("Tugs sold{ONE}{TWO}")), Some(blocks(&["Tugs sold", ONE, TWO])));
        assert_eq!(leaves.parted(&format!("Tugs sold{ONE} Else.")), None);
    }

    #[test]
    fn links_of_an_articles_paragraphs_are_found() {
        let page = format!(
            "<p>{ONE} <a href='https://star.example/a?b=1&amp;c=2'>Star</a></p><aside><p><a href='https://x.example/'>More</a></p></aside><p><a href='https://y.example/'>Else</a></p>"
        );
        let found = Leaves::of(&page).links(&format!("Tugs sold\n\n{ONE} Star"));
        assert_eq!(found, ["https://star.example/a?b=1&c=2"]);
    }

    #[test]
    fn a_block_that_is_a_link_is_left_out() {
        let page = format!(
            "<h1><a href='/'>Tugs sold</a></h1><p>{ONE} <a href='/a'>Tugs</a></p><h3><a href='/b'>Ferry aground</a></h3><h2><a href='#c'>Later</a></h2>"
        );
        let found = Leaves::of(&page).without_links(blocks(&["Tugs sold", ONE, "Ferry aground", "Later"]));
        assert_eq!(found, blocks(&["Tugs sold", ONE, "Later"]));
    }
}
