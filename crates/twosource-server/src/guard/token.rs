//! The token that readers beyond this machine bring: in a header, or once by the form or in the address; then a session
//! stands for it in a cookie.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::session::Sessions;
use crate::Trouble;

/// The cookie's name.
const COOKIE: &str = "twosource";

/// The parameter of an address that brings the token.
const PARAMETER: &str = "token";

/// The path that the form sends the token to. A session is looked at and ended below it.
pub(super) const PATH: &str = "/token";

/// The most bytes that the form sends.
const FORM_BYTES: usize = 4 << 10;

/// Time that a wrong token costs whoever brings it. They are looked at one by one: trying out takes for ever.
const SLOW: Duration = Duration::from_millis(300);

/// Wrong tokens that wait for their answer at once; more are turned away.
const MOST_WAITING: usize = 16;

/// What a request brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Brought {
    /// The token in a header, or a session that is open.
    Right,
    /// The token, in the address, where it should not stay.
    InAddress,
    /// Another.
    Wrong,
    /// None, or a session that is over.
    Nothing,
}

/// What `request` brings of `token`.
pub(super) fn of(request: &Request, token: &str, sessions: &Sessions) -> Brought {
    let value = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let authorization = value(header::AUTHORIZATION).and_then(|value| value.trim().split_once(' '));
    // The scheme's name has no case.
    let bearer = authorization.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    if let Some((_, given)) = bearer {
        return if is_same(given.trim(), token) { Brought::Right } else { Brought::Wrong };
    }
    if session(request).is_some_and(|name| sessions.is_open(name)) {
        return Brought::Right;
    }
    match in_address(request.uri()) {
        Some(given) if is_same(&given, token) => Brought::InAddress,
        Some(_) => Brought::Wrong,
        None => Brought::Nothing,
    }
}

/// The session that a request's cookie names.
pub(super) fn session(request: &Request) -> Option<&str> {
    let cookies = request.headers().get(header::COOKIE).and_then(|value| value.to_str().ok())?;
    let mut named = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    named.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

/// Begins a session, and leads to the address without the token.
pub(super) fn remember(request: &Request, session: &str) -> Response {
    let others = pairs(request.uri()).filter(|(name, _)| *name != PARAMETER);
    let query: Vec<String> = others.map(|(name, value)| format!("{name}={value}")).collect();
    let path = request.uri().path();
    lead(&if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }, session)
}

/// Leads to a place on this server, with a session in a cookie.
fn lead(place: &str, session: &str) -> Response {
    // "//example.org" and "/\example.org" would lead elsewhere.
    let place = format!("/{}", place.trim_start_matches(['/', '\\']));
    let place = if place.bytes().all(|byte| byte.is_ascii_graphic()) { place } else { "/".to_owned() };
    let cookie = format!("{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
    (StatusCode::SEE_OTHER, [(header::LOCATION, place), (header::SET_COOKIE, cookie)]).into_response()
}

/// What is sent to [`PATH`]: the form's token begins a session, and a session is ended.
pub(super) async fn entrance(request: Request, token: &str, sessions: &Sessions, slow: &Slow) -> Response {
    let is_in = of(&request, token, sessions) == Brought::Right;
    if request.method() != Method::POST {
        return if is_in { leave() } else { ask(&request) };
    }
    if request.uri().path() != PATH {
        if let (true, Some(name)) = (is_in, session(&request)) {
            sessions.end(name, request.uri().path().ends_with("/all"));
        }
        return (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response();
    }
    let again = ask(&request);
    let Ok(body) = axum::body::to_bytes(request.into_body(), FORM_BYTES).await else {
        return Trouble::TooLarge { most: FORM_BYTES }.into_response();
    };
    let form = String::from_utf8_lossy(&body);
    let field = |wanted: &str| {
        let (_, value) = split(&form).find(|(name, _)| *name == wanted)?;
        decoded(value)
    };
    if field(PARAMETER).is_some_and(|given| is_same(given.trim(), token)) {
        return lead(&field("to").unwrap_or_default(), &sessions.begin(token));
    }
    if slow.down().await { again } else { Trouble::Busy.into_response() }
}

/// Makes trying out tokens slow.
#[derive(Debug, Default)]
pub(super) struct Slow {
    turn: tokio::sync::Mutex<()>,
    waiting: AtomicUsize,
}

impl Slow {
    /// Lets time pass; false where too many wait already.
    pub async fn down(&self) -> bool {
        /// Counted down however the wait ends.
        struct Waiting<'s>(&'s AtomicUsize);
        impl Drop for Waiting<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        if before >= MOST_WAITING {
            return false;
        }
        let _turn = self.turn.lock().await;
        tokio::time::sleep(SLOW).await;
        true
    }
}

/// A page to end sessions.
fn leave() -> Response {
    let page = bare(
        "Twosource: sessions",
        &maud::html! {
            h1 { "You are in" }
            form method="post" action="/token/end" { p { button { "End this session" } } }
            form method="post" action="/token/end/all" { p { button { "End all sessions" } } }
            p { a href="/" { "Back to the collection" } }
        },
    );
    axum::response::Html(page).into_response()
}

/// A page before the door: it loads nothing, not even the style of the pages behind it.
fn bare(title: &str, content: &maud::Markup) -> String {
    let page = maud::html! {
        (maud::DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
            }
            body { main { (content) } }
        }
    };
    page.into_string()
}

/// Asks for the token: a browser by a form, a program by its status.
pub(super) fn ask(request: &Request) -> Response {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let is_program = request.uri().path().starts_with("/api") || !accepts.contains("text/html");
    if is_program {
        return Trouble::Token.into_response();
    }
    let place = request.uri().path_and_query().filter(|_| request.method() == Method::GET);
    let place = place.filter(|_| in_address(request.uri()).is_none() && request.uri().path() != PATH);
    let place = place.map_or("/", |place| place.as_str());
    let page = bare(
        "Twosource: token",
        &maud::html! {
            h1 { "This collection is shared with a token" }
            form method="post" action=(PATH) {
                input type="hidden" name="to" value=(place);
                p { label { "Token " input type="password" name=(PARAMETER) autocomplete="current-password" required autofocus; } }
                p { button { "Open" } }
            }
            p { "Whoever started the server has it: it was set with --token-file or TWOSOURCE_TOKEN." }
        },
    );
    let mut response = (StatusCode::UNAUTHORIZED, axum::response::Html(page)).into_response();
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

/// Compares in a time that does not tell how much is the same.
fn is_same(given: &str, token: &str) -> bool {
    Sha256::digest(given).ct_eq(&Sha256::digest(token)).into()
}

fn pairs(uri: &Uri) -> impl Iterator<Item = (&str, &str)> {
    split(uri.query().unwrap_or(""))
}

fn split(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The token in the address, decoded.
fn in_address(uri: &Uri) -> Option<String> {
    let (_, value) = pairs(uri).find(|(name, _)| *name == PARAMETER)?;
    // What cannot be decoded is a wrong token.
    Some(decoded(value).unwrap_or_default())
}

/// A value of a form.
fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request(uri: &str, name: &str, value: &str) -> Request {
        Request::builder().uri(uri).header(name, value).body(Body::empty()).unwrap()
    }

    #[test]
    fn the_token_comes_in_three_ways() {
        let (token, sessions) = ("s3cret &", Sessions::new());
        let of = |uri: &str, name: &str, value: &str| of(&request(uri, name, value), token, &sessions);
        assert_eq!(of("/", "x", "y"), Brought::Nothing);
        assert_eq!(of("/", "authorization", "Bearer s3cret &"), Brought::Right);
        assert_eq!(of("/", "authorization", "bearer s3cret &"), Brought::Right);
        assert_eq!(of("/", "authorization", "Bearer s3cret"), Brought::Wrong);
        assert_eq!(of("/?token=s3cret+%26&a=b", "x", "y"), Brought::InAddress);
        assert_eq!(of("/?token=%zz", "x", "y"), Brought::Wrong);
        let session = sessions.begin(token);
        assert_eq!(of("/", "cookie", &format!("a=b; {COOKIE}={session}")), Brought::Right);
        sessions.end(&session, false);
        assert_eq!(of("/", "cookie", &format!("{COOKIE}={session}")), Brought::Nothing);
        assert_eq!(of("/", "cookie", "twosource=s3cret &"), Brought::Nothing);
    }

    #[test]
    fn the_token_does_not_stay_in_the_address_and_leads_nowhere_else() {
        let response = remember(&request("//evil.example/x?a=b&token=t", "x", "y"), "session");
        assert_eq!(response.headers()["location"], "/evil.example/x?a=b");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        for place in ["/\\evil.example", "\\\\evil.example", "//evil.example"] {
            assert_eq!(lead(place, "s").headers()["location"], "/evil.example", "{place}");
        }
        assert_eq!(lead("/a\r\nX: y", "s").headers()["location"], "/");
    }
}
