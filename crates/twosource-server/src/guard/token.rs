//! The token that readers beyond this machine bring: in a header, or once in the address, then in a cookie.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::Trouble;

/// The cookie's name.
const COOKIE: &str = "twosource";

/// The parameter of an address that brings the token.
const PARAMETER: &str = "token";

/// What a request brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brought {
    /// The token, in a header or as a cookie.
    Right,
    /// The token, in the address, where it should not stay.
    InAddress,
    /// Another, or none.
    Wrong,
}

/// What `request` brings of `token`.
pub(super) fn of(request: &Request, token: &str) -> Brought {
    let value = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let bearer = value(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    if bearer.is_some_and(|given| is_same(given.trim(), token)) {
        return Brought::Right;
    }
    let cookies = value(header::COOKIE).into_iter().flat_map(|cookies| cookies.split(';'));
    let ours = cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(name, _)| *name == COOKIE);
    if ours.is_some_and(|(_, given)| is_same(given, &stand_in(token))) {
        return Brought::Right;
    }
    match in_address(request.uri()) {
        Some(given) if is_same(&given, token) => Brought::InAddress,
        _ => Brought::Wrong,
    }
}

/// Puts the token of the address into a cookie, and leads to the address without it.
pub(super) fn remember(request: &Request, token: &str) -> Response {
    let others = pairs(request.uri()).filter(|(name, _)| *name != PARAMETER);
    let query: Vec<String> = others.map(|(name, value)| format!("{name}={value}")).collect();
    let path = request.uri().path();
    // "//example.org" would lead elsewhere.
    let path = format!("/{}", path.trim_start_matches('/'));
    let place = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
    let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000", stand_in(token));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place), (header::SET_COOKIE, cookie)]).into_response()
}

/// Asks for the token: a browser by a form, a program by its status.
pub(super) fn ask(request: &Request) -> Response {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let is_program = request.uri().path().starts_with("/api") || !accepts.contains("text/html");
    if is_program {
        return Trouble::Token.into_response();
    }
    let page = maud::html! {
        (maud::DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Twosource: token" }
            }
            body {
                main {
                    h1 { "This collection is shared with a token" }
                    form method="get" {
                        p { label { "Token " input type="password" name=(PARAMETER) autocomplete="current-password" required autofocus; } }
                        p { button { "Open" } }
                    }
                    p { "Whoever started the server has it: it was set with --token-file or TWOSOURCE_TOKEN." }
                }
            }
        }
    };
    let mut response = (StatusCode::UNAUTHORIZED, axum::response::Html(page.into_string())).into_response();
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

/// What stands in the cookie for the token: who reads the cookie does not have the token.
fn stand_in(token: &str) -> String {
    let hash = Sha256::digest(format!("twosource cookie\n{token}"));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares in a time that does not tell how much is the same.
fn is_same(given: &str, token: &str) -> bool {
    Sha256::digest(given).ct_eq(&Sha256::digest(token)).into()
}

fn pairs(uri: &Uri) -> impl Iterator<Item = (&str, &str)> {
    let query = uri.query().unwrap_or("");
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The token in the address, decoded.
fn in_address(uri: &Uri) -> Option<String> {
    let (_, value) = pairs(uri).find(|(name, _)| *name == PARAMETER)?;
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
        let token = "s3cret &";
        assert_eq!(of(&request("/", "x", "y"), token), Brought::Wrong);
        assert_eq!(of(&request("/", "authorization", "Bearer s3cret &"), token), Brought::Right);
        assert_eq!(of(&request("/", "authorization", "Bearer s3cret"), token), Brought::Wrong);
        assert_eq!(of(&request("/?token=s3cret+%26&a=b", "x", "y"), token), Brought::InAddress);
        assert_eq!(of(&request("/?token=%zz", "x", "y"), token), Brought::Wrong);
        let cookie = format!("a=b; {COOKIE}={}", stand_in(token));
        assert_eq!(of(&request("/", "cookie", &cookie), token), Brought::Right);
        assert_eq!(of(&request("/", "cookie", "twosource=s3cret &"), token), Brought::Wrong);
    }

    #[test]
    fn the_token_does_not_stay_in_the_address_and_leads_nowhere_else() {
        let response = remember(&request("//evil.example/x?a=b&token=t", "x", "y"), "t");
        assert_eq!(response.headers()["location"], "/evil.example/x?a=b");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        assert!(!cookie.contains("=t;"));
    }
}
