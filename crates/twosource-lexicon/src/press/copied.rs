//! Addresses of copies: archives, translations, caches and links that carry the address of the page they copy.

use url::Url;

/// Most copies of copies that are followed: an archive of a translation of a page.
const DEEPEST: usize = 6;

/// Sites that keep or pass on pages of others under addresses that hold the page's own, by registrable domain, and hosts
/// of larger sites that do.
const CARRIERS: [&str; 44] = [
    "12ft.io",
    "arquivo.pt",
    "archive.fo",
    "archive.is",
    "archive.li",
    "archive.md",
    "archive.org",
    "archive.ph",
    "archive.today",
    "archive.vn",
    "archive-it.org",
    "bing-amp.com",
    "cc.bingj.com",
    "facebook.com/flx",
    "facebook.com/l.php",
    "freedium.cfd",
    "ghostarchive.org",
    "google.com/amp",
    "google.com/search",
    "google.com/url",
    "google.co.uk/amp",
    "google.co.uk/url",
    "l.facebook.com",
    "l.instagram.com",
    "lm.facebook.com",
    "mementoweb.org",
    "microsofttranslator.com",
    "out.reddit.com",
    "outline.com",
    "r.jina.ai",
    "removepaywall.com",
    "safelinks.protection.outlook.com",
    "scribe.rip",
    "smry.ai",
    "t.umblr.com",
    "translate.google.com",
    "translate.google.co.uk",
    "translate.yandex.com",
    "translate.yandex.ru",
    "translatetheweb.com",
    "webarchive.nationalarchives.gov.uk",
    "webarchive.org.uk",
    "webcache.googleusercontent.com",
    "webcitation.org",
];

/// The page that an address copies, and the host of the copy; `None` where it is a page of its own.
pub(super) fn original(url: &Url) -> Option<(Url, String)> {
    let mut found: Option<(Url, String)> = None;
    for _ in 0..DEEPEST {
        let current = found.as_ref().map_or(url, |(url, _)| url);
        let Some(next) = once(current) else { break };
        let by = found.as_ref().map_or_else(|| host(url).to_owned(), |(_, by)| by.clone());
        found = Some((next, by));
    }
    found
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("").trim_end_matches('.')
}

fn once(url: &Url) -> Option<Url> {
    let host = host(url);
    if let Some(label) = host.strip_suffix(".translate.goog") {
        return translated(label, url);
    }
    let is_amp_cache = host == "cdn.ampproject.org" || host.ends_with(".cdn.ampproject.org");
    if is_amp_cache || host == "ampproject.net" || host.ends_with(".ampproject.net") {
        return cached(url.path()).or_else(|| translated(host.strip_suffix(".cdn.ampproject.org")?, url));
    }
    if !carries(host, url.path()) {
        return None;
    }
    in_path(url)
        .or_else(|| in_query(url))
        .or_else(|| cached(url.path().strip_prefix("/amp")?))
        .or_else(|| (host.ends_with("bing-amp.com")).then(|| cached(url.path()))?)
        .or_else(|| archived_without_scheme(host, url.path()))
}

/// True for hosts, and parts of hosts, that carry pages of others.
fn carries(host: &str, path: &str) -> bool {
    CARRIERS.iter().any(|carrier| {
        let (site, part) = carrier.split_once('/').unwrap_or((carrier, ""));
        let at = host == site || host.strip_suffix(site).is_some_and(|front| front.ends_with('.'));
        let within = part.is_empty()
            || path
                .strip_prefix('/')
                .and_then(|path| path.strip_prefix(part))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        at && within
    })
}

/// `www-bbc-co-uk.translate.goog`: a hyphen stands for a dot, two for a hyphen.
fn translated(label: &str, url: &Url) -> Option<Url> {
    let label = label.split('.').next_back()?;
    let host = label.replace("--", "\0").replace('-', ".").replace('\0', "-");
    if !host.contains('.') {
        return None;
    }
    Url::parse(&format!("https://{host}{}", url.path())).ok()
}

/// `/c/s/www.bbc.com/news/1` of a cache of AMP pages.
fn cached(path: &str) -> Option<Url> {
    let mut rest = path.strip_prefix('/')?;
    for prefix in ["c/", "v/", "i/", "r/", "wp/", "ii/", "s/"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    let host = rest.split('/').next()?;
    if !host.contains('.') {
        return None;
    }
    Url::parse(&format!("https://{rest}")).ok()
}

/// An address that stands in the path, with what follows it: `/web/2023/https://www.bbc.com/news`. Servers and people
/// write it with one slash too.
fn in_path(url: &Url) -> Option<Url> {
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let lower = path.to_ascii_lowercase();
    let start = ["/http://", "/https://", "/http:/", "/https:/", "/https%3a%2f%2f", "/http%3a%2f%2f"]
        .iter()
        .filter_map(|scheme| lower.find(scheme))
        .min()?;
    address(path.get(start + 1..)?)
}

/// An address that is the value of a field of the query: `?u=https://…`, `?q=cache:AbC:https://…`.
fn in_query(url: &Url) -> Option<Url> {
    const FIELDS: [&str; 10] = ["u", "url", "q", "a", "run", "z", "target", "link", "proxy", "dest"];
    const MOST_FIELDS: usize = 50;
    url.query_pairs().take(MOST_FIELDS).filter(|(field, _)| FIELDS.contains(&field.as_ref())).find_map(
        |(_, value)| {
            let value = match value.strip_prefix("cache:") {
                // The number of the copy may stand before the address.
                Some(rest) => {
                    let address = rest.split([' ', '+']).next()?;
                    match address.split_once(':') {
                        Some((number, rest)) if !number.contains('.') && !number.starts_with("http") => {
                            rest.to_owned()
                        }
                        _ => address.to_owned(),
                    }
                }
                None => value.into_owned(),
            };
            let has_scheme = value.starts_with("http");
            let looks = has_scheme || value.split('/').next().is_some_and(super::address::looks_like_host);
            if looks { address(&value) } else { None }
        },
    )
}

/// `web.archive.org/web/2023/bbc.com/news`: the address without its scheme.
fn archived_without_scheme(host: &str, path: &str) -> Option<Url> {
    let is_archive = host.contains("archive.") || host == "arquivo.pt";
    let mut parts = path.trim_start_matches('/').splitn(3, '/');
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next());
    let is_time =
        |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) || part == "*" || part == "newest";
    let rest = match (first, rest) {
        ("web" | "wayback" | "ukgwa", Some(rest)) if is_time(second) => rest.to_owned(),
        (first, rest) if is_time(first) => match rest {
            Some(rest) => format!("{second}/{rest}"),
            None => second.to_owned(),
        },
        _ => return None,
    };
    let is_host = rest.split('/').next().is_some_and(super::address::looks_like_host);
    if is_archive && is_host { address(&rest) } else { None }
}

/// An address as it stands within another.
fn address(text: &str) -> Option<Url> {
    let plain = text.trim();
    let decoded = plain.replace("%3A", ":").replace("%3a", ":").replace("%2F", "/").replace("%2f", "/");
    let rest = ["https://", "http://", "https:/", "http:/"].iter().find_map(|scheme| {
        let head = decoded.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| decoded.get(scheme.len()..))?
    });
    let rest = rest.unwrap_or(&decoded);
    let found = Url::parse(&format!("https://{rest}")).ok()?;
    found.host_str().is_some_and(|host| host.contains('.')).then_some(found)
}
