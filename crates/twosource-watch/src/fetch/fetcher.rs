//! A client for pages and feeds.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use twosource_reader::{ACCEPTED_CODINGS, CodingError, unfold};
use ureq::http::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION, RETRY_AFTER};
use ureq::http::{HeaderMap, HeaderName, Response};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use super::address::{refuse_private_number, shown, web_address};
use super::answer::{Answer, Fetched, Hop, Validators, content_type};
use super::archive::{Archive, Sent};
use super::error::FetchError;
use super::options::FetchOptions;
use super::resolver::{PublicResolver, Unresolved};
use crate::retry;

/// What the program likes to get, as servers of feeds and pages expect it.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";

/// Validators longer than this are not kept.
const LONGEST_VALIDATOR: usize = 1024;

/// Names of variables that other programs take a proxy from.
const PROXY_VARIABLES: [&str; 6] =
    ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

/// Fetches addresses of the open web, and bears with what is found there: answers that never end, unfold to anything,
/// lead elsewhere, or come from a machine inside one's own network. It waits for no one: see
/// [`Watcher`](crate::Watcher) for robots.txt and politeness.
///
/// The environment's proxies are not used, since the machines behind a name could not be checked through them.
///
/// ```
/// use twosource_watch::{FetchError, FetchOptions, Fetcher, Validators};
///
/// let fetcher = Fetcher::new(FetchOptions::default());
/// let refused = fetcher.fetch("http://127.0.0.1/admin", &Validators::default());
/// assert!(matches!(refused, Err(FetchError::Private { .. })));
/// ```
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    options: FetchOptions,
    archive: Option<Archive>,
}

/// What to ask a server.
#[derive(Debug)]
pub(crate) struct Request<'r> {
    pub url: &'r Url,
    pub validators: &'r Validators,
    /// Bytes of the body, sent and unfolded.
    pub max_bytes: usize,
    /// Keep the start of a body that is longer.
    pub may_cut: bool,
    pub deadline: Instant,
}

impl Fetcher {
    /// A client with these limits.
    pub fn new(options: FetchOptions) -> Self {
        let config = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(options.max_head_bytes)
            .timeout_connect(Some(options.connect_timeout))
            .timeout_resolve(Some(options.connect_timeout))
            // A kept connection may be closed by the other side when it is used again; pages of one host are fetched
            // too far apart to be worth that.
            .max_idle_connections(0)
            .user_agent(options.user_agent.as_str())
            .accept(ACCEPT)
            .accept_encoding(ACCEPTED_CODINGS)
            .build();
        let resolver = PublicResolver::new(options.allow_private);
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        let archive = options.keep.as_deref().map(Archive::new);
        Fetcher { agent, options, archive }
    }

    /// Its limits.
    pub fn options(&self) -> &FetchOptions {
        &self.options
    }

    /// The variable of the environment that names a proxy, which is not used: tell whoever may have relied on it.
    pub fn unused_proxy() -> Option<&'static str> {
        PROXY_VARIABLES.into_iter().find(|name| std::env::var_os(name).is_some_and(|proxy| !proxy.is_empty()))
    }

    /// Fetches `address`, following redirects. With validators of an earlier answer, it may be [`Fetched::Unchanged`].
    ///
    /// # Errors
    /// Any [`FetchError`].
    pub fn fetch(&self, address: &str, validators: &Validators) -> Result<Fetched, FetchError> {
        let url = web_address(address)?;
        self.follow(&url, validators, self.options.max_bytes, false)
    }

    /// Fetches `address` whole.
    ///
    /// # Errors
    /// Any [`FetchError`].
    pub fn get(&self, address: &str) -> Result<Answer, FetchError> {
        match self.fetch(address, &Validators::default())? {
            Fetched::New(answer) => Ok(answer),
            // Not asked for.
            Fetched::Unchanged => Err(FetchError::Status { status: 304, retry_after: None }),
        }
    }

    /// Posts a body to `address`, under the same guard, and follows no redirect.
    ///
    /// # Errors
    /// Any [`FetchError`]; [`FetchError::Status`] where the other side does not take it.
    pub fn post(&self, address: &str, media: &str, body: &[u8]) -> Result<(), FetchError> {
        let url = web_address(address)?;
        if !self.options.allow_private {
            refuse_private_number(&url)?;
        }
        let request = self.agent.post(url.as_str()).header("Content-Type", media);
        let request = request.config().timeout_global(Some(self.options.timeout)).build();
        let response = request.send(body).map_err(|error| self.why(&url, error))?;
        match response.status().as_u16() {
            200..=299 => Ok(()),
            status => {
                let field = field(response.headers(), RETRY_AFTER);
                let retry_after = field.and_then(|field| retry::after(&field, Timestamp::now()));
                Err(FetchError::Status { status, retry_after })
            }
        }
    }

    /// Fetches what lies at `url`, or at the end of the redirects from there.
    pub(crate) fn follow(
        &self,
        url: &Url,
        validators: &Validators,
        max_bytes: usize,
        may_cut: bool,
    ) -> Result<Fetched, FetchError> {
        let deadline = Instant::now() + self.options.timeout;
        let mut url = url.clone();
        for _ in 0..=self.options.max_redirects {
            let request = Request { url: &url, validators, max_bytes, may_cut, deadline };
            match self.hop(&request)? {
                Hop::There(fetched) => return Ok(fetched),
                Hop::Moved { to, .. } => url = to,
            }
        }
        Err(FetchError::TooManyRedirects { limit: self.options.max_redirects })
    }

    /// Asks once and follows nothing.
    pub(crate) fn hop(&self, request: &Request) -> Result<Hop, FetchError> {
        let url = request.url;
        if !self.options.allow_private {
            refuse_private_number(url)?;
        }
        let left = request.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::TimedOut { limit: self.options.timeout });
        }
        let response = self.ask(url, request.validators, left).map_err(|error| self.why(url, error))?;
        let status = response.status().as_u16();
        match status {
            200 | 203 => {}
            304 if !request.validators.is_empty() => return Ok(Hop::There(Fetched::Unchanged)),
            301 | 302 | 303 | 307 | 308 => {
                let for_good = matches!(status, 301 | 308);
                return Ok(Hop::Moved { to: onward(url, response.headers())?, for_good });
            }
            _ => {
                let field = field(response.headers(), RETRY_AFTER);
                let retry_after = field.and_then(|field| retry::after(&field, Timestamp::now()));
                return Err(FetchError::Status { status, retry_after });
            }
        }
        let head = response.headers().clone();
        let (body, sent_more) = self.body(response, request)?;
        self.keep(url, status, &head, &body, sent_more)?;
        let named = field(&head, CONTENT_ENCODING).unwrap_or_default();
        // The start of a compressed body unfolds to a start.
        let (body, unfolded_more) = match unfold(body, &named, request.max_bytes, request.may_cut) {
            Ok(unfolded) => unfolded,
            Err(CodingError::Refused { .. }) if sent_more => (Vec::new(), true),
            Err(CodingError::Refused { coding }) => return Err(FetchError::Coding { coding }),
            Err(CodingError::TooLarge { limit }) => return Err(FetchError::TooLarge { limit }),
        };
        let (media, charset) = content_type(&field(&head, CONTENT_TYPE).unwrap_or_default());
        let validator = |name| field(&head, name).filter(|value| value.len() <= LONGEST_VALIDATOR);
        Ok(Hop::There(Fetched::New(Answer {
            address: url.to_string(),
            body,
            media,
            charset,
            validators: Validators { etag: validator(ETAG), last_modified: validator(LAST_MODIFIED) },
            is_cut: sent_more || unfolded_more,
        })))
    }

    /// Keeps an answer as it was sent, where answers are kept. A page that cannot be kept is not read: what it said could
    /// not be shown later.
    fn keep(
        &self,
        url: &Url,
        status: u16,
        head: &HeaderMap,
        body: &[u8],
        is_cut: bool,
    ) -> Result<(), FetchError> {
        // What a site says to robots is no page.
        let Some(archive) = self.archive.as_ref().filter(|_| url.path() != "/robots.txt") else {
            return Ok(());
        };
        let fields: Vec<(String, Vec<u8>)> =
            head.iter().map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect();
        let sent = Sent { address: url.as_str(), status, fields: &fields, body, is_cut };
        archive.keep(&sent).map_err(|error| FetchError::NotKept { reason: error.to_string() })
    }

    fn ask(&self, url: &Url, validators: &Validators, left: Duration) -> Result<Response<Body>, ureq::Error> {
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &validators.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(moment) = &validators.last_modified {
            request = request.header("If-Modified-Since", moment);
        }
        request.config().timeout_global(Some(left)).build().call()
    }

    /// The body as sent, up to the limit, and whether there is more of it.
    fn body(&self, response: Response<Body>, request: &Request) -> Result<(Vec<u8>, bool), FetchError> {
        let limit = request.max_bytes;
        let promised = response.body().content_length();
        if promised.is_some_and(|promised| promised > limit as u64) && !request.may_cut {
            return Err(FetchError::TooLarge { limit });
        }
        let mut bytes = Vec::new();
        let reader = response.into_body().into_with_config().limit(u64::MAX).reader();
        match reader.take(limit as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > limit && !request.may_cut => Err(FetchError::TooLarge { limit }),
            Ok(_) => {
                let is_more = bytes.len() > limit;
                bytes.truncate(limit);
                Ok((bytes, is_more))
            }
            Err(error) => Err(self.why_body(&error)),
        }
    }

    /// What an error of the client means for whoever asked.
    fn why(&self, url: &Url, error: ureq::Error) -> FetchError {
        let host = url.host_str().unwrap_or_default().to_owned();
        match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                FetchError::TimedOut { limit: self.options.connect_timeout.min(self.options.timeout) }
            }
            ureq::Error::Timeout(_) => FetchError::TimedOut { limit: self.options.timeout },
            ureq::Error::Other(other) => match other.downcast_ref::<Unresolved>() {
                Some(Unresolved::Private) => FetchError::Private { host },
                Some(Unresolved::Unknown(_)) => FetchError::UnknownHost { host },
                None => FetchError::Unreachable { host, reason: other.to_string() },
            },
            ureq::Error::HostNotFound => FetchError::UnknownHost { host },
            ureq::Error::LargeResponseHeader(..) => {
                FetchError::HeadTooLarge { limit: self.options.max_head_bytes }
            }
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
                FetchError::Address { address: shown(url.as_str()), reason: "is no web address" }
            }
            ureq::Error::Tls(reason) => FetchError::Unsafe { host, reason: reason.to_owned() },
            ureq::Error::Rustls(error) => FetchError::Unsafe { host, reason: error.to_string() },
            ureq::Error::Protocol(error) => FetchError::NotHttp { reason: error.to_string() },
            ureq::Error::Io(error) if error.kind() == ErrorKind::InvalidData => {
                FetchError::Unsafe { host, reason: error.to_string() }
            }
            ureq::Error::Io(error) => FetchError::Unreachable { host, reason: error.to_string() },
            error => FetchError::Unreachable { host, reason: error.to_string() },
        }
    }

    /// What an error means that comes while the body is read.
    fn why_body(&self, error: &std::io::Error) -> FetchError {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
        match inner {
            Some(ureq::Error::Timeout(_)) => FetchError::TimedOut { limit: self.options.timeout },
            Some(ureq::Error::Protocol(error)) => FetchError::NotHttp { reason: error.to_string() },
            _ if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => {
                FetchError::TimedOut { limit: self.options.timeout }
            }
            _ => FetchError::CutShort,
        }
    }
}

/// A field of the head as text. Bytes beyond ASCII are read as Latin-1, as the standard once had it.
fn field(head: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = head.get(name)?.as_bytes();
    Some(value.iter().map(|&byte| char::from(byte)).collect::<String>().trim().to_owned())
}

/// Where a redirect leads.
fn onward(from: &Url, head: &HeaderMap) -> Result<Url, FetchError> {
    // Addresses in UTF-8 are common there, whatever the standard says.
    let named = head.get(LOCATION).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let named = named.unwrap_or_default();
    let refused = || FetchError::Redirect { address: shown(&named) };
    let to = from.join(named.trim()).map_err(|_| refused())?;
    web_address(to.as_str()).map_err(|_| refused())
}
