//! Requests that another site's page makes in a reader's browser.

use axum::http::{HeaderMap, Method, header};

use crate::Trouble;

/// True where the name before the port is this machine's own.
pub(super) fn is_this_machine(host: &str) -> bool {
    let (name, rest) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some(parts) => parts,
        None => host.find(':').map_or((host, ""), |at| host.split_at(at)),
    };
    // A port and nothing else: "localhost:80@evil.example" is a name and a word to log in with.
    let is_port = |rest: &str| rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    if !rest.is_empty() && !is_port(rest) {
        return false;
    }
    let is_name = name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost");
    is_name || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Refuses what another site's page asks: all that changes something, and all but following a link.
pub(super) fn check(method: &Method, headers: &HeaderMap, host: &str) -> Result<(), Trouble> {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    let is_same_site = match value("sec-fetch-site") {
        // Browsers say where a request comes from; programs say nothing.
        Some(site) => matches!(site, "same-origin" | "none"),
        None if is_safe => true,
        None => value(header::ORIGIN.as_str()).is_none_or(|origin| is_of(origin, host)),
    };
    let follows_link = is_safe && value("sec-fetch-mode") == Some("navigate");
    let is_framed = matches!(value("sec-fetch-dest"), Some("iframe" | "frame" | "embed" | "object"));
    if is_same_site || (follows_link && !is_framed) {
        return Ok(());
    }
    Err(Trouble::Forbidden("requests from pages of other sites are refused".to_owned()))
}

/// True where an origin (`http://host:port`) is that of `host`.
fn is_of(origin: &str, host: &str) -> bool {
    origin.split_once("://").is_some_and(|(_, of)| of.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(given: &[(&'static str, &'static str)]) -> HeaderMap {
        given
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn this_machine_has_few_names() {
        for host in
            ["localhost", "localhost:8321", "127.0.0.1:8321", "[::1]:8321", "127.1.2.3", "Localhost:1"]
        {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "localhost.example.org",
            "192.168.0.2:8321",
            "[fe80::1]:8321",
            "127.0.0.1.nip.io",
            "localhost:8321@evil.example",
            "user@localhost",
            "localhost:",
            "localhost:99999",
            "[::1]evil.example",
            "localhost/x",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn other_sites_may_link_here_and_no_more() {
        let host = "localhost:8321";
        let ask = |method: Method, given: &[(&'static str, &'static str)]| {
            check(&method, &headers(given), host).is_ok()
        };
        assert!(ask(Method::POST, &[]));
        assert!(ask(Method::POST, &[("origin", "http://localhost:8321")]));
        assert!(ask(Method::POST, &[("origin", "http://localhost:8321"), ("sec-fetch-site", "same-origin")]));
        assert!(!ask(Method::POST, &[("origin", "https://evil.example")]));
        assert!(!ask(Method::POST, &[("origin", "null")]));
        assert!(!ask(Method::POST, &[("origin", "http://localhost:9999")]));
        assert!(!ask(Method::POST, &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]));
        assert!(!ask(Method::DELETE, &[("sec-fetch-site", "same-site")]));
        assert!(ask(Method::GET, &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]));
        assert!(!ask(Method::GET, &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]));
        let framed =
            [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert!(!ask(Method::GET, &framed));
    }
}
