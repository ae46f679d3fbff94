//! Elements that a reader does not see: by an attribute, a style, a class that is known for it or that the page's own style
//! sheet hides; and what was struck.

use std::collections::BTreeSet;

use super::lexer::{Lexer, Token, attribute};
use crate::pattern::Pattern;

/// Classes that mean the same on most sites: for screen readers, or not at all.
const CLASSES: [&str; 20] = [
    "hidden",
    "hide",
    "is-hidden",
    "u-hidden",
    "d-none",
    "invisible",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "visually_hidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "screen-reader",
    "a11y-hidden",
    "show-for-sr",
    "element-invisible",
    "offscreen",
    "off-screen",
    "print-only",
];

/// Elements whose words were taken back, or say how others are read aloud.
const STRUCK: [&str; 5] = ["del", "s", "strike", "rt", "rp"];

/// Elements that are not shown where scripts run, or only when a form is filled in.
const UNSEEN: [&str; 3] = ["noscript", "select", "datalist"];

/// A style that hides its element.
static STYLE: Pattern = Pattern::new(
    r"(?i)(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|opacity\s*:\s*0?(?:\.0+)?\s*(?:[;!%]|$)|font-size\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:[;!]|$)|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{4,}(?:px|em|rem)?|clip\s*:\s*rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*;.*overflow\s*:\s*hidden|overflow\s*:\s*hidden.*;\s*(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:[;!]|$)|transform\s*:[^;]*scale[xy]?\(\s*0(?:\.0+)?\s*[,)]|filter\s*:[^;]*opacity\(\s*0%?\s*\)|text-decoration(?:-line)?\s*:\s*[^;]*line-through|(?:-webkit-text-fill-)?color\s*:\s*(?:transparent|#[0-9a-f]{6}00\b|#[0-9a-f]{3}0\b))",
);
/// White words.
static WHITE: Pattern = Pattern::new(
    r"(?i)(?:^|[;\s])color\s*:\s*(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|rgba\([^)]*,\s*0(?:\.0+)?\s*\))",
);
static BACKGROUND: Pattern = Pattern::new(r"(?i)(?:^|[;\s])background");
/// A background that makes white words vanish.
static WHITE_BACKGROUND: Pattern = Pattern::new(
    r"(?i)background(?:-color)?\s*:\s*(?:white|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|transparent)",
);
/// Within a style sheet, what hides; fading in is no hiding.
static SHEET_HIDES: Pattern = Pattern::new(
    r"(?i)(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:[;!]|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}(?:px|em|rem)?|clip\s*:\s*rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?)",
);
static SHEET_SHOWS: Pattern = Pattern::new(
    r"(?i)display\s*:\s*(?:block|flex|inline|grid|table|initial|contents)|visibility\s*:\s*visible",
);

/// Blocks in blocks of a style sheet that are looked into: `@layer` in `@media screen`.
const MOST_NESTED: usize = 3;

/// Elements in which articles stand: that a rule is for what is in them makes it no rarer.
const PLACES: [&str; 6] = ["html", "body", "main", "article", "div", "section"];

/// Bytes of style sheets that are looked at, and classes that are remembered of them.
const MOST_STYLE: usize = 1 << 20;
const MOST_NAMES: usize = 5000;

/// What the style sheets of a page hide: `.class` and `#id`.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    names: BTreeSet<String>,
}

impl Hidden {
    /// Reads the style sheets that stand in the page.
    pub fn of(page: &str) -> Hidden {
        let mut hidden = Hidden::default();
        let mut left = MOST_STYLE;
        for token in Lexer::new(page) {
            if let Token::Raw { name, content, attributes, .. } = token
                && name.eq_ignore_ascii_case("style")
                && attribute(attributes, "media").is_none_or(|media| !media.contains("print"))
            {
                let sheet = content.of(page);
                if sheet.len() > left {
                    break;
                }
                left -= sheet.len();
                hidden.read(sheet);
            }
        }
        hidden
    }

    /// Takes in the rules of a sheet that hold everywhere: those within `@media` and the like hold for some readers only.
    fn read(&mut self, sheet: &str) {
        self.read_within(sheet, MOST_NESTED);
    }

    /// The same, of blocks that hold as many more.
    fn read_within(&mut self, sheet: &str, nested: usize) {
        let mut depth = 0_usize;
        let mut start = 0;
        let mut selector = "";
        for (at, c) in sheet.char_indices() {
            match c {
                '{' => {
                    if depth == 0 {
                        selector = sheet[start..at].trim();
                        start = at + 1;
                    }
                    depth += 1;
                }
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        let block = &sheet[start..at];
                        if !selector.starts_with('@') {
                            self.rule(selector, block);
                        } else if nested > 0 && holds_for_all(selector) {
                            self.read_within(block, nested - 1);
                        }
                        start = at + 1;
                        selector = "";
                    }
                }
                ';' if depth == 0 => start = at + 1,
                _ => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let (hides, shows) = (SHEET_HIDES.is_match(body), SHEET_SHOWS.is_match(body));
        if !hides && !shows {
            return;
        }
        let selectors = selectors.rsplit("*/").next().unwrap_or(selectors);
        for selector in selectors.split(',') {
            let selector = without_places(selector.trim());
            // ".note" and "p.note": of more than one class or with a state it holds for some elements only.
            let Some(at) = selector.find(['.', '#']) else { continue };
            let name = &selector[at..];
            let is_plain = selector[..at].chars().all(|c| c.is_ascii_alphanumeric())
                && name[1..].chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            if !is_plain || name.len() < 2 {
                continue;
            }
            if hides && self.names.len() < MOST_NAMES {
                self.names.insert(name.to_owned());
            } else if shows {
                self.names.remove(name);
            }
        }
    }

    /// True where a reader does not see the element.
    pub fn hides(&self, name: &str, attributes: &str) -> bool {
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is(&STRUCK) || is(&UNSEEN) {
            return true;
        }
        // Neither is seen as a page is opened; a dialog that is open is, and so is what stands for the inside of an element.
        let shown_by = [("dialog", "open"), ("template", "shadowrootmode")];
        if let Some((_, key)) = shown_by.iter().find(|(element, _)| is(&[element])) {
            return attribute(attributes, key).is_none();
        }
        // "<p hidden/>"
        let attributes = attributes.trim_end().trim_end_matches('/');
        if name.eq_ignore_ascii_case("font")
            && attribute(attributes, "color").is_some_and(|colour| WHITE.is_match(&format!("color:{colour}")))
        {
            return true;
        }
        // Whole pages are hidden until their scripts have run.
        if attributes.is_empty() || is(&["html", "body", "head", "meta", "link", "input", "img", "br"]) {
            return false;
        }
        if attribute(attributes, "hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found")) {
            return true;
        }
        let is_main = is(&["main", "article"]);
        if !is_main
            && attribute(attributes, "aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        {
            return true;
        }
        if attribute(attributes, "style").is_some_and(style_hides) {
            return true;
        }
        let by_id = attribute(attributes, "id")
            .is_some_and(|id| !self.names.is_empty() && self.names.contains(&format!("#{}", id.trim())));
        by_id || attribute(attributes, "class").is_some_and(|classes| self.class_hides(classes))
    }

    fn class_hides(&self, classes: &str) -> bool {
        let known = |class: &str| CLASSES.iter().any(|known| known.eq_ignore_ascii_case(class));
        // "hidden md:block" and "d-none d-lg-flex" are shown on a desk.
        let shown_on_some = |class: &str| {
            class.ends_with("block")
                || class.ends_with("flex")
                || class.ends_with("inline")
                || class.ends_with("grid")
        };
        let mut words = classes.split_whitespace();
        let hides = words.any(|class| {
            known(class) || (!self.names.is_empty() && self.names.contains(&format!(".{class}")))
        });
        hides
            && !classes
                .split_whitespace()
                .any(|class| (class.contains(':') || class.starts_with("d-")) && shown_on_some(class))
    }
}

/// A style without its comments.
fn without_comments(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// True for a block whose rules every reader at a screen gets: `@media screen`, `@layer x`.
fn holds_for_all(rule: &str) -> bool {
    let rule = rule.to_ascii_lowercase();
    let Some(media) = rule.strip_prefix("@media") else {
        return rule.starts_with("@layer") || rule.starts_with("@supports");
    };
    let named =
        |media: &str| matches!(media.trim().trim_start_matches("only ").trim(), "screen" | "all" | "");
    media.split(',').any(named)
}

/// A selector without the elements that articles stand in: "article p.note" as "p.note".
fn without_places(selector: &str) -> &str {
    let mut rest = selector;
    while let Some((first, after)) = rest.split_once([' ', '>']) {
        if !first.is_empty() && !PLACES.iter().any(|place| place.eq_ignore_ascii_case(first)) {
            return selector;
        }
        rest = after.trim_start();
    }
    rest
}

fn style_hides(style: &str) -> bool {
    let style = html_escape::decode_html_entities(style);
    let style = without_comments(&style);
    if STYLE.is_match(&style) {
        return true;
    }
    // White words on a ground that is given elsewhere, most likely white.
    WHITE.is_match(&style) && (!BACKGROUND.is_match(&style) || WHITE_BACKGROUND.is_match(&style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_told_from_what_is() {
        let page = "<style>/* a */ .ghost, p.gone { display: none } .shy{visibility:hidden}.shy{visibility:visible} #lost{left:-9999px;position:absolute} @media print { .article { display: none } } .menu .item { display: none } .a:hover{display:none} article > p.within{display:none} @media screen { @layer x { .shown-nowhere { display: none } } } @media (max-width: 600px) { .wide { display: none } }</style>";
        let hidden = Hidden::of(page);
        for attributes in [
            " hidden",
            " style='display:none'",
            " style=\"color: red; visibility : hidden;\"",
            " style='position:absolute;left:-5000px'",
            " style='font-size:0'",
            " style='opacity:0'",
            " style='color:#fff'",
            " style='color:white;background:#FFF'",
            " style='text-decoration: line-through'",
            " aria-hidden=true",
            " class='sr-only'",
            " class='big ghost'",
            " class=gone",
            " id='lost'",
            " class='within'",
            " class='shown-nowhere'",
            " style='display:/**/none'",
            " style='width:0;overflow:hidden'",
            " style='transform: translate(1px) scale(0)'",
            " style='color:#12345600'",
        ] {
            assert!(hidden.hides("p", attributes), "{attributes}");
        }
        for attributes in [
            "",
            " class='article'",
            " class='item'",
            " class='shy'",
            " class='a'",
            " class='wide'",
            " style='color:#123456'",
            " style='transform:scale(0.9)'",
            " class='hidden md:block'",
            " class='d-none d-md-block'",
            " style='opacity:0.9'",
            " style='color:white;background:#333'",
            " style='font-size:0.9em'",
            " style='margin-left:-10px'",
            " aria-hidden=false",
        ] {
            assert!(!hidden.hides("p", attributes), "{attributes}");
        }
        assert!(hidden.hides("del", "") && hidden.hides("S", "") && !hidden.hides("ins", ""));
        assert!(!hidden.hides("body", " style='visibility:hidden'"));
    }
}
