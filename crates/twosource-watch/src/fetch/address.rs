//! Addresses that can be fetched.

use std::net::IpAddr;

use url::{Host, Url};

use super::error::FetchError;
use super::network::is_public;

/// Longer addresses are no page's.
const LONGEST: usize = 4096;

/// The web address that `given` means: http or https, with a host, and without a user's name or password in it.
/// What points into the page (`#…`) is left out.
///
/// # Errors
/// [`FetchError::Address`] says what is wrong with it.
pub fn web_address(given: &str) -> Result<Url, FetchError> {
    let given = given.trim();
    let refused = |reason: &'static str| FetchError::Address { address: shown(given), reason };
    if given.len() > LONGEST {
        return Err(refused("is too long"));
    }
    let mut url = Url::parse(given).map_err(|_| refused("is no web address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused("is not on the web"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("has a user's name or password in it, which would be kept and shown"));
    }
    if url.host_str().is_none_or(str::is_empty) || url.port() == Some(0) {
        return Err(refused("names no host"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Refuses an address whose host is written as a number of a machine that may not be asked. Whatever way it was written
/// in (octal, hexadecimal, one number), `Url` has made an IP address of it.
pub(super) fn refuse_private_number(url: &Url) -> Result<(), FetchError> {
    let number = match url.host() {
        Some(Host::Ipv4(number)) => IpAddr::V4(number),
        Some(Host::Ipv6(number)) => IpAddr::V6(number),
        _ => return Ok(()),
    };
    if is_public(number) {
        return Ok(());
    }
    Err(FetchError::Private { host: url.host_str().unwrap_or_default().to_owned() })
}

/// The start of an address, for messages.
pub(super) fn shown(address: &str) -> String {
    const SHOWN: usize = 200;
    match address.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_taken_and_others_are_not() {
        assert_eq!(web_address(" https://Example.org/a#b ").unwrap().as_str(), "https://example.org/a");
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://example.org/a",
            "gopher://example.org/",
            "https://user:word@example.org/",
            "https://user@example.org/",
            "example.org/feed",
            "http://",
            "http://example.org:0/",
            "",
        ] {
            assert!(matches!(web_address(bad), Err(FetchError::Address { .. })), "{bad}");
        }
        assert!(web_address(&format!("https://example.org/{}", "a".repeat(5000))).is_err());
    }

    #[test]
    fn numbers_of_private_machines_are_refused_in_every_spelling() {
        for bad in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "http://①②⑦.0.0.1/",
            "http://0/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[fe80::1]/",
        ] {
            let url = web_address(bad).unwrap();
            assert!(refuse_private_number(&url).is_err(), "{bad} is {url}");
        }
        assert!(refuse_private_number(&web_address("http://1.1.1.1/").unwrap()).is_ok());
    }
}
