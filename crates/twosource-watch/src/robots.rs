//! What a site lets programs fetch: robots.txt, by RFC 9309.

use std::time::Duration;

use url::Url;

/// Bytes of a robots.txt that are read; the standard asks for at least so many.
pub(crate) const MOST_BYTES: usize = 500 << 10;

/// The name by which a robots.txt can speak to this program.
const OUR_NAME: &str = "twosource";

/// A rule: addresses that begin so may, or may not, be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: String,
}

/// The rules of one host for this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// The time between two requests that the host asks for, as it asks.
    pub crawl_delay: Option<Duration>,
}

impl Robots {
    /// Where there is no robots.txt, all may be fetched.
    pub fn everything() -> Self {
        Robots::default()
    }

    /// Reads a robots.txt. The groups that name this program count, and where there is none those for everybody.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_BYTES)]);
        let text = text.trim_start_matches('\u{FEFF}');
        let (mut ours, mut all) = (Robots::default(), Robots::default());
        let mut is_named = false;
        // Whom the group at hand is for, and whether it has a rule yet: names in a row share one group.
        let (mut for_us, mut for_all, mut has_rule) = (false, false, true);
        for line in text.split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if has_rule {
                    (for_us, for_all, has_rule) = (false, false, false);
                }
                let name = value.split(['/', ' ']).next().unwrap_or("");
                for_us |= name.eq_ignore_ascii_case(OUR_NAME);
                for_all |= name == "*";
                is_named |= for_us;
                continue;
            }
            let groups = [(for_us, &mut ours), (for_all, &mut all)].into_iter().filter(|(is_for, _)| *is_for);
            match key.as_str() {
                "allow" | "disallow" => {
                    has_rule = true;
                    // "Disallow:" without a path forbids nothing.
                    if value.is_empty() {
                        continue;
                    }
                    for (_, group) in groups {
                        group.rules.push(Rule { allow: key == "allow", pattern: normal(value) });
                    }
                }
                "crawl-delay" => {
                    has_rule = true;
                    let seconds = value.parse::<f64>().ok().filter(|seconds| (0.0..=1e6).contains(seconds));
                    for (_, group) in groups {
                        group.crawl_delay = seconds.map(Duration::from_secs_f64);
                    }
                }
                _ => {}
            }
        }
        if is_named { ours } else { all }
    }

    /// True where an address may be fetched: the longest rule that fits decides, and of two of one length the one that
    /// allows.
    pub fn allows(&self, url: &Url) -> bool {
        let mut path = url.path().to_owned();
        if path == "/robots.txt" {
            return true;
        }
        if let Some(query) = url.query() {
            path.push('?');
            path.push_str(query);
        }
        let path = normal(&path);
        let fitting = self.rules.iter().filter(|rule| fits(rule.pattern.as_bytes(), path.as_bytes()));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

/// A path with its percent codes in one spelling: letters that need no code have none, others have one in capitals.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut normal = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(coded) => {
                at += 3;
                if coded.is_ascii_alphanumeric() || b"-._~".contains(&coded) {
                    normal.push(char::from(coded));
                } else {
                    normal.push_str(&format!("%{coded:02X}"));
                }
            }
            None => {
                at += 1;
                if byte.is_ascii() {
                    normal.push(char::from(byte));
                } else {
                    normal.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    normal
}

/// True where a path begins as a pattern says: `*` stands for anything, `$` at its end for the end of the path.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let (mut p, mut s) = (0, 0);
    // Where the last star is, and how far into the path it reaches so far.
    let mut star: Option<(usize, usize)> = None;
    loop {
        if p == pattern.len() && (!to_end || s == path.len()) {
            return true;
        }
        if pattern.get(p) == Some(&b'*') {
            star = Some((p, s));
            p += 1;
        } else if s < path.len() && pattern.get(p) == path.get(s) {
            p += 1;
            s += 1;
        } else if let Some((at, reach)) = star.filter(|&(_, reach)| reach < path.len()) {
            star = Some((at, reach + 1));
            (p, s) = (at + 1, reach + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(robots: &str, path: &str) -> bool {
        let url = Url::parse(&format!("https://harbour.example{path}")).unwrap();
        Robots::parse(robots.as_bytes()).allows(&url)
    }

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let robots = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /*.pdf$\nDisallow: /a%3cd\nDisallow: /tie\nAllow: /tie\n";
        for (path, expected) in [
            ("/", true),
            ("/news", false),
            ("/news/a", false),
            ("/newsroom", false),
            ("/news/open/a", true),
            ("/x/report.pdf", false),
            ("/x/report.pdf?a=1", true),
            ("/a%3Cd", false),
            ("/a%3cd/e", false),
            ("/tie", true),
            ("/robots.txt", true),
        ] {
            assert_eq!(allows(robots, path), expected, "{path}");
        }
    }

    #[test]
    fn groups_that_name_the_program_count_alone() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: TwoSource/1.0\nDisallow: /private\nCrawl-delay: 2.5\n\nUser-agent: twosource\nDisallow: /more\n";
        assert!(allows(robots, "/news") && !allows(robots, "/private/a") && !allows(robots, "/more"));
        assert_eq!(Robots::parse(robots.as_bytes()).crawl_delay, Some(Duration::from_millis(2500)));
        assert!(allows("User-agent: twosource\n\nUser-agent: *\nDisallow:\n", "/a"));
        assert!(!allows("User-agent: twosourcery\nDisallow: /b\n\nUser-agent: *\nDisallow: /a\n", "/a"));
    }

    #[test]
    fn stars_fit_anything_and_take_no_time() {
        assert!(!allows("User-agent: *\nDisallow: /*/private/*/x", "/a/b/private/c/x/d"));
        assert!(allows("User-agent: *\nDisallow: /a*b$", "/a/b/c"));
        assert!(!allows("User-agent: *\nDisallow: /a*b$", "/ab/xb"));
        assert!(!allows("User-agent: *\nDisallow: *", "/a"));
        let pattern = format!("User-agent: *\nDisallow: /{}b", "*a".repeat(2000));
        assert!(allows(&pattern, &format!("/{}", "a".repeat(3000))));
    }

    #[test]
    fn nonsense_forbids_nothing() {
        for robots in
            ["", "<html>404</html>", "Disallow: /", "\0\u{1}: x\nUser-agent *", "User-agent: *\nDisallow:"]
        {
            assert!(allows(robots, "/a"), "{robots}");
        }
        assert!(!allows("\u{FEFF}User-agent: * # all\rDisallow: / # all\r", "/a"));
        let long = format!("{}\nUser-agent: *\nDisallow: /\n", "# words\n".repeat(100_000));
        assert!(allows(&long, "/a"), "what stands beyond the limit is not read");
    }
}
