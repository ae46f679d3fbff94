//! What an address tells: which site a page is of.

use url::{Host, Url};

use super::copied;
use super::host::{self, Part};
use super::letters;
use super::name::fold;

/// Bytes of an address that are looked at; longer ones name nobody.
const LONGEST: usize = 4096;

/// An address, as far as it tells whose page it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The host in lower case and in ASCII, without `www.` and a dot at its end.
    pub host: String,
    /// The path, from its first slash.
    pub path: String,
    /// What tells its outlet from others: the registrable domain, or the part of a host of many that is one's own
    /// ("a.substack.com", "facebook.com/harbourpost"); the host where it has no domain.
    pub site: String,
    /// What kind of part of its host the site is.
    pub(super) part: Part,
    /// The host of the archive, translation or cache that the page was found at, where this is the page it copies.
    pub copied_by: Option<String>,
}

impl Address {
    /// Reads an address, with or without a scheme. Archives, translations and caches are read as the page they copy.
    /// `None` where it is no address of the web.
    pub fn of(given: &str) -> Option<Address> {
        let given = given.trim();
        if given.len() > LONGEST || given.is_empty() {
            return None;
        }
        let url = match given.split_once("://") {
            Some((scheme, _))
                if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
            {
                Url::parse(given).ok()?
            }
            Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !scheme.is_empty() => {
                return None;
            }
            _ => {
                let host = given.strip_prefix("//").unwrap_or(given);
                let first = host.split(['/', '?', '#', '\\']).next()?;
                if !looks_like_host(first) {
                    return None;
                }
                Url::parse(&format!("https://{host}")).ok()?
            }
        };
        match copied::original(&url) {
            Some((original, by)) => {
                let mut address = Address::at(&original)?;
                address.copied_by = Some(by.strip_prefix("www.").unwrap_or(&by).to_owned());
                Some(address)
            }
            None => Address::at(&url),
        }
    }

    fn at(url: &Url) -> Option<Address> {
        let path = url.path().to_owned();
        let (host, is_named) = match url.host()? {
            Host::Domain(name) => (name.trim_end_matches('.').to_lowercase(), true),
            Host::Ipv4(number) => (number.to_string(), false),
            Host::Ipv6(number) => (number.to_string(), false),
        };
        let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&host).to_owned();
        if host.is_empty() {
            return None;
        }
        let (site, part) = match is_named && host.contains('.') {
            true => host::site(&host, &path),
            false => (authority(url, &host), Part::Machine),
        };
        Some(Address { host, path, site, part, copied_by: None })
    }

    /// The domain's own label: "harbourpost" of "news.harbourpost.co.uk"; of a blog, its name.
    pub fn label(&self) -> &str {
        match self.part {
            Part::Account => self.site.rsplit('/').next().unwrap_or("").trim_start_matches('@'),
            Part::Machine => &self.site,
            Part::Blog => self.site.split('.').next().unwrap_or(""),
            _ => {
                let suffix = psl::suffix_str(&self.site).unwrap_or("");
                let front = self.site.strip_suffix(suffix).unwrap_or(&self.site).trim_end_matches('.');
                match front.rsplit('.').next() {
                    Some(label) if !label.is_empty() => label,
                    _ => self.site.split('.').next().unwrap_or(""),
                }
            }
        }
    }

    /// True where the host bears a name out: one is in the other, or the host is the name's initials.
    pub fn bears_out(&self, name: &str) -> bool {
        const FEWEST: usize = 3;
        let folded = fold(name);
        let label = fold(self.label());
        if folded.len() < FEWEST || label.len() < FEWEST {
            return folded == label && !label.is_empty();
        }
        let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
        let is_whole = folded.len() > 2 * FEWEST && fold(&self.host).contains(&folded);
        // "Harbour Premium Partners" is no name of harbour.example.
        let is_most = folded.contains(&label) && folded.len() <= 2 * label.len() + 2;
        label.contains(&folded) || is_most || fold(&initials) == label || is_whole
    }

    /// The host as it is read by people, where its letters imitate Latin ones: "reuters.com" for "rеuters.com" with a
    /// Cyrillic letter. `None` where they are Latin anyway.
    pub(super) fn imitated(&self) -> Option<Address> {
        if !self.host.contains("xn--") {
            return None;
        }
        let (shown, _) = idna::domain_to_unicode(&self.host);
        let latin: String = letters::in_latin(&shown).to_lowercase();
        let is_ascii = latin.is_ascii() && latin != self.host;
        let url = is_ascii.then(|| Url::parse(&format!("https://{latin}{}", self.path)).ok())??;
        Address::at(&url)
    }

    /// True where the host tells nothing of whose the page is: a machine without a name, a shortener, a site that prints
    /// what others wrote, a host of many with no name on it.
    pub(super) fn is_mute(&self) -> bool {
        matches!(self.part, Part::Machine | Part::Shortener | Part::Printer | Part::Crowd)
    }
}

/// Machines without a domain are told apart by their port too.
fn authority(url: &Url, host: &str) -> String {
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// True for what looks like the host of an address: labels with dots between, no spaces, letters in the last.
pub(super) fn looks_like_host(text: &str) -> bool {
    let text = text.rsplit('@').next().unwrap_or(text);
    let text = match text.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => text,
    };
    let text = text.strip_suffix('.').unwrap_or(text);
    let labels_are_sound = text
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'));
    let last = text.rsplit('.').next().unwrap_or("");
    text.contains('.')
        && labels_are_sound
        && last.chars().count() >= 2
        && last.chars().all(|c| c.is_alphabetic() || c == '-' || c.is_ascii_digit())
        && (last.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(address: &str) -> String {
        Address::of(address).map(|address| address.site).unwrap_or_default()
    }

    #[test]
    fn the_site_is_the_registrable_domain() {
        for (address, expected) in [
            ("https://News.Harbourpost.co.uk:8080/a?b=c.d", "harbourpost.co.uk"),
            ("https://reuters.com@evil.example/", "evil.example"),
            ("https://evil.example\\@reuters.com/", "evil.example"),
            ("https://www.harbourpost.com./a", "harbourpost.com"),
            ("HTTPS://AMP.HARBOURPOST.COM", "harbourpost.com"),
            ("harbourpost.com/a", "harbourpost.com"),
            ("//m.harbourpost.com/a", "harbourpost.com"),
            ("http://127.0.0.1:80/a", "127.0.0.1"),
            ("http://localhost:8080/a", "localhost:8080"),
            ("https://a.substack.com/p/x", "a.substack.com"),
            ("https://medium.com/@ann/x-1", "medium.com/@ann"),
            ("https://ann.medium.com/x-1", "ann.medium.com"),
            ("https://t.me/s/harbour/12", "t.me/harbour"),
            ("https://youtube.com/watch?v=1", "youtube.com"),
            ("https://www.youtube.com/c/Harbour/videos", "youtube.com/harbour"),
            ("https://a.blogspot.co.uk/2020/x.html", "a.blogspot.co.uk"),
        ] {
            assert_eq!(site(address), expected, "{address}");
        }
        for none in
            ["", "  ", "no address", "file:///home/a.txt", "javascript:alert(1)", "3.14", "Mr. Smith", "U.S."]
        {
            assert_eq!(Address::of(none), None, "{none}");
        }
    }

    #[test]
    fn a_copy_is_the_page_it_copies() {
        for address in [
            "https://web.archive.org/web/20230913120000/https://www.harbourpost.co.uk/a",
            "https://web.archive.org/web/20230913120000id_/http://harbourpost.co.uk:80/a",
            "https://web.archive.org/web/2023/harbourpost.co.uk/a",
            "https://web.archive.org/web/2023*/https://harbourpost.co.uk/a",
            "https://archive.ph/2023.09.13-120000/https://harbourpost.co.uk/a",
            "https://archive.today/newest/https:/harbourpost.co.uk/a",
            "https://archive.is/o/AbCd1/https://harbourpost.co.uk/a",
            "https://www-harbourpost-co-uk.translate.goog/a?_x_tr_sl=en&_x_tr_tl=de",
            "https://translate.google.com/translate?sl=en&tl=de&u=https%3A%2F%2Fharbourpost.co.uk%2Fa",
            "https://www-harbourpost-co-uk.cdn.ampproject.org/c/s/www.harbourpost.co.uk/a",
            "https://cdn.ampproject.org/v/s/harbourpost.co.uk/a?amp_js_v=0.1",
            "https://www.google.com/amp/s/www.harbourpost.co.uk/a",
            "https://www.google.com/url?q=https://harbourpost.co.uk/a&sa=D",
            "https://webcache.googleusercontent.com/search?q=cache:AbC123:https://harbourpost.co.uk/a+words",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fharbourpost.co.uk%2Fa",
            "https://web.archive.org/web/2023/https://archive.ph/2022/https://harbourpost.co.uk/a",
        ] {
            let found = Address::of(address).unwrap();
            assert_eq!(
                (found.site.as_str(), found.copied_by.is_some()),
                ("harbourpost.co.uk", true),
                "{address}"
            );
        }
        // Only those who are known to copy do: anyone can write an address into a path.
        assert_eq!(site("https://evil.example/web/2023/https://reuters.com/a"), "evil.example");
        assert_eq!(site("https://archive.org.evil.example/web/2023/https://reuters.com/a"), "evil.example");
        assert_eq!(site("https://my--paper-com.translate.goog/"), "my-paper.com");
        assert_eq!(site("https://archive.ph/AbCd1"), "archive.ph");
    }

    #[test]
    fn letters_that_imitate_are_told() {
        let address = Address::of("https://www.r\u{435}uters.com/world").unwrap();
        assert!(address.host.starts_with("xn--"));
        assert_eq!(address.imitated().unwrap().site, "reuters.com");
        assert_eq!(Address::of("https://m\u{fc}nchen.de/").unwrap().imitated(), None);
        assert_eq!(Address::of("https://reuters.com/").unwrap().imitated(), None);
    }

    #[test]
    fn a_host_bears_out_the_name_that_it_is_made_of() {
        let bears = |address: &str, name| Address::of(address).unwrap().bears_out(name);
        assert!(bears("https://www.harbourpost.example/a", "The Harbour Post"));
        assert!(bears("https://hcb.example/a", "Harbour Council Bulletin"));
        assert!(bears("https://thecourier.example/a", "Courier"));
        assert!(!bears("https://evil.example/a", "Harbour Post"));
        assert!(!bears("https://evil.example/a", ""));
    }

    #[test]
    fn the_label_is_the_domains_own() {
        let label = |address| Address::of(address).unwrap().label().to_owned();
        assert_eq!(label("https://newsroom.ap.org/a"), "ap");
        assert_eq!(label("https://news.harbourpost.co.uk/"), "harbourpost");
        assert_eq!(label("https://sea.substack.com/p/1"), "sea");
        assert_eq!(label("https://x.com/HarbourPost/status/1"), "harbourpost");
    }
}
