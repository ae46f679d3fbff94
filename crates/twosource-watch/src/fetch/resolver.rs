//! From a host's name to the machines that may be asked.

use std::fmt;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::network::is_public;

/// Looks a name up and leaves out what may not be asked. The connection is made to what it returns, so that a name cannot
/// mean one machine when it is checked and another when it is asked.
#[derive(Debug)]
pub(super) struct PublicResolver {
    inner: DefaultResolver,
    /// Leave nothing out.
    allow_private: bool,
}

impl PublicResolver {
    pub fn new(allow_private: bool) -> Self {
        PublicResolver { inner: DefaultResolver::default(), allow_private }
    }
}

/// Why a name gave no machine.
#[derive(Debug)]
pub(super) enum Unresolved {
    /// It leads to machines that may not be asked alone.
    Private,
    /// It is not known, or nobody can tell now.
    Unknown(String),
}

impl fmt::Display for Unresolved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unresolved::Private => out.write_str("a private address"),
            Unresolved::Unknown(reason) => out.write_str(reason),
        }
    }
}

impl std::error::Error for Unresolved {}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = match self.inner.resolve(uri, config, timeout) {
            Ok(found) => found,
            Err(timed_out @ Error::Timeout(_)) => return Err(timed_out),
            Err(error) => return Err(Error::Other(Box::new(Unresolved::Unknown(error.to_string())))),
        };
        let mut allowed = self.empty();
        for &address in found.iter().filter(|address| self.allow_private || is_public(address.ip())) {
            allowed.push(address);
        }
        if allowed.is_empty() {
            return Err(Error::Other(Box::new(Unresolved::Private)));
        }
        Ok(allowed)
    }
}
