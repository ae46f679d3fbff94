//! Which addresses are of one site.

/// The host of a web address in lower case, without `www.`; `None` where it is no web address.
pub(crate) fn host_of(url: &str) -> Option<String> {
    let after_scheme = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = after_scheme.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let plain = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
    plain.then(|| host.to_owned())
}

/// True where two addresses are of one site: "amp.example.org" and "www.example.org" are, "example.org" and "example.com"
/// are not.
pub(crate) fn same_site(a: &str, b: &str) -> bool {
    let authority = |url: &str| {
        let (_, rest) = url.split_once("://")?;
        Some(rest.split(['/', '?', '#']).next()?.to_lowercase())
    };
    match (host_of(a), host_of(b)) {
        (Some(a), Some(b)) => site_of(&a) == site_of(&b),
        // Machines without a name of the web.
        _ => authority(a).is_some() && authority(a) == authority(b),
    }
}

/// The last two labels of a host, or three where the last two are a country's own kind of ending ("co.uk", "com.au").
fn site_of(host: &str) -> &str {
    if host.split('.').all(|label| label.bytes().all(|byte| byte.is_ascii_digit())) {
        return host;
    }
    let mut labels = host.rsplit('.');
    let (last, second) = (labels.next().unwrap_or(""), labels.next().unwrap_or(""));
    let kept = if last.len() == 2 && second.len() <= 3 { 3 } else { 2 };
    let start = host.rmatch_indices('.').nth(kept - 1).map_or(0, |(dot, _)| dot + 1);
    &host[start..]
}

/// True for the address of a site's front page, which is no one report's.
pub(crate) fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty() || path.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_of_an_address_is_its_host() {
        assert_eq!(host_of("https://www.example.org/a?b=c.d").as_deref(), Some("example.org"));
        assert_eq!(host_of("http://User@News.Example.co.uk:8080").as_deref(), Some("news.example.co.uk"));
        assert_eq!(host_of("file:///home/a.txt"), None);
        assert_eq!(host_of("https://localhost/"), None);
        assert_eq!(host_of("not an address"), None);
    }

    #[test]
    fn hosts_of_one_site_share_its_name() {
        for (a, b) in [
            ("https://www.example.org/a", "http://amp.example.org/b"),
            ("https://news.example.co.uk/", "https://example.co.uk/a"),
            ("http://127.0.0.1:80/a", "http://127.0.0.1:80/b"),
            ("http://localhost:80/a", "http://localhost:80/b"),
        ] {
            assert!(same_site(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("https://example.org/a", "https://example.com/a"),
            ("https://one.co.uk/", "https://two.co.uk/"),
            ("http://127.0.0.1/", "http://10.0.0.1/"),
            ("http://localhost:80/a", "http://localhost:81/b"),
            ("", "https://example.org/"),
        ] {
            assert!(!same_site(a, b), "{a} {b}");
        }
        assert!(is_front_page("https://example.org/") && is_front_page("https://example.org"));
        assert!(!is_front_page("https://example.org/a"));
    }
}
