//! Hosts whose pages are of many outlets, and what of an address is one outlet's own.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::HOSTS;

/// What part of a host a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The host's domain: one outlet's own.
    Domain,
    /// A name before the host: a blog.
    Blog,
    /// A name in the path: an account.
    Account,
    /// A host of many, and the address does not tell whose page it is.
    Crowd,
    /// A site that prints or links what others wrote.
    Printer,
    /// An address that stands for another and does not carry it.
    Shortener,
    /// A machine without a domain.
    Machine,
}

/// A host of many, as its row tells.
struct Many {
    kind: Kind,
    /// Parts of the path that may stand before the name.
    before: Vec<String>,
    /// True where the first part of the path is a name on a host that else has names before it.
    names_in_path: bool,
}

enum Kind {
    Subdomain,
    Account,
    Printer,
    Shortener,
}

static MANY: LazyLock<HashMap<&'static str, Many>> = LazyLock::new(|| {
    let rows = HOSTS.rows().filter_map(|row| {
        let kind = match row.cell("kind") {
            "subdomain" => Kind::Subdomain,
            "account" => Kind::Account,
            "printer" => Kind::Printer,
            "shortener" => Kind::Shortener,
            _ => return None,
        };
        Some((
            row.cell("host"),
            Many { kind, before: row.list("before"), names_in_path: !row.cell("parts").is_empty() },
        ))
    });
    rows.collect()
});

/// The site that a page is of, and what part of its host that is.
pub(super) fn site(host: &str, path: &str) -> (String, Part) {
    if let Some((base, front, many)) = many(host) {
        let parts = || path.split('/').filter(|part| !part.is_empty());
        let account = parts().find(|part| !many.before.iter().any(|before| before == part));
        match (&many.kind, front) {
            (Kind::Printer, _) => return (base.to_owned(), Part::Printer),
            (Kind::Shortener, _) => return (base.to_owned(), Part::Shortener),
            (Kind::Subdomain, Some(front)) => return (format!("{front}.{base}"), Part::Blog),
            (Kind::Subdomain, None) => {
                let named = account.filter(|part| part.starts_with('@') || many.names_in_path);
                return crowd_or_account(base, named);
            }
            // Pages of the host's own machinery name nobody.
            (Kind::Account, _) => return crowd_or_account(base, account.filter(|part| is_account(part))),
        }
    }
    match psl::domain_str(host) {
        // A suffix that only one holder sells or gives away names below: each name is one's own.
        Some(domain) if domain.contains('.') => (domain.to_owned(), Part::Domain),
        _ => (host.to_owned(), Part::Domain),
    }
}

fn crowd_or_account(base: &str, account: Option<&str>) -> (String, Part) {
    match account {
        Some(account) => (format!("{base}/{}", account.to_lowercase()), Part::Account),
        None => (base.to_owned(), Part::Crowd),
    }
}

/// True for a part of a path that can be the name of an account.
fn is_account(part: &str) -> bool {
    const NOT: [&str; 22] = [
        "watch",
        "shorts",
        "live",
        "embed",
        "playlist",
        "feed",
        "results",
        "hashtag",
        "search",
        "explore",
        "i",
        "p",
        "reel",
        "groups",
        "story.php",
        "photo.php",
        "permalink.php",
        "share",
        "video",
        "watch.php",
        "home",
        "login",
    ];
    !NOT.contains(&part.to_lowercase().as_str())
}

/// The host of many that `host` is or belongs to, the name right before it, and what its row tells.
fn many(host: &str) -> Option<(&str, Option<&str>, &'static Many)> {
    let mut rest = host;
    let mut front: Option<&str> = None;
    loop {
        if let Some(many) = MANY.get(rest) {
            let front =
                front.filter(|front| !matches!(*front, "www" | "m" | "mobile" | "amp" | "old" | "en"));
            return Some((rest, front, many));
        }
        // Google's blogs go by the ending of the country they are read in.
        if let Some((name, ending)) = rest.split_once('.')
            && name == "blogspot"
            && ending.len() <= 6
        {
            return MANY.get("blogspot.com").map(|many| (rest, front, many));
        }
        let (label, after) = rest.split_once('.')?;
        front = Some(label);
        rest = after;
    }
}
