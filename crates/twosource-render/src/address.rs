//! Addresses of pages, made from words of any kind.

use std::fmt::Write as _;

/// `words` as one segment of a path or one value of a query: every byte but letters, digits and `-._~` as `%2F`.
///
/// ```
/// assert_eq!(twosource_render::address::segment("a/b ä\""), "a%2Fb%20%C3%A4%22");
/// ```
pub fn segment(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// `address` with a query of those `fields` that have a value, in their order.
///
/// ```
/// use twosource_render::address::with_query;
/// assert_eq!(with_query("/search", &[("q", "a b"), ("outlet", "")]), "/search?q=a%20b");
/// ```
pub fn with_query(address: &str, fields: &[(&str, &str)]) -> String {
    let mut out = address.to_owned();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.len() == address.len() { '?' } else { '&' });
        out.push_str(&segment(name));
        out.push('=');
        out.push_str(&segment(value));
    }
    out
}

/// True where a browser may be led to `url`: on the web, one line, of moderate length.
pub fn is_web(url: &str) -> bool {
    let lower: String = url.chars().take(8).collect::<String>().to_ascii_lowercase();
    let on_the_web = lower.starts_with("https://") || lower.starts_with("http://");
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control() || crate::printable::shown(c) != c);
    on_the_web && plain && url.len() <= 2048
}
