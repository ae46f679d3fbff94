//! Answers: JSON, tables and pages, each with an entity tag, and no body where the asker has it already.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::problem::Problem;

/// Hexadecimal digits of an entity tag.
const TAG: usize = 16;

/// An answer with the bytes that its tag is made of.
pub(super) struct Answer {
    status: StatusCode,
    media: &'static str,
    bytes: Bytes,
    more: HeaderMap,
}

impl Answer {
    /// A value as JSON.
    pub fn json<T: Serialize>(value: &T) -> Result<Self, Problem> {
        let bytes = serde_json::to_vec(value);
        let bytes = bytes.map_err(|why| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, why.to_string()))?;
        Ok(Answer::of("application/json", bytes))
    }

    /// Bytes of a media type.
    pub fn of(media: &'static str, bytes: impl Into<Bytes>) -> Self {
        Answer { status: StatusCode::OK, media, bytes: bytes.into(), more: HeaderMap::new() }
    }

    /// With another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// With a header; one that cannot be written is left out.
    pub fn with(mut self, name: header::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.more.insert(name, value);
        }
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let tag = tag(&self.bytes);
        let mut response = (self.status, self.bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
        if let (true, Ok(tag)) = (self.status == StatusCode::OK, HeaderValue::from_str(&tag)) {
            headers.insert(header::ETAG, tag);
        }
        headers.extend(self.more);
        response
    }
}

/// A strong entity tag: the same bytes have the same.
fn tag(bytes: &[u8]) -> String {
    let digits: String =
        Sha256::digest(bytes).iter().take(TAG / 2).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

/// Answers with 304 and no body where the asker has the same already.
pub(super) async fn unless_known(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: Vec<String> = request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok().map(str::to_owned))
        .collect();
    let mut response = next.run(request).await;
    let is_known = |tag: &HeaderValue| {
        let tags = known.iter().flat_map(|list| list.split(',')).map(str::trim);
        tags.map(|tag| tag.strip_prefix("W/").unwrap_or(tag))
            .any(|known| known == "*" || known.as_bytes() == tag.as_bytes())
    };
    if reads
        && response.status() == StatusCode::OK
        && response.headers().get(header::ETAG).is_some_and(is_known)
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_follows_the_bytes() {
        let tag_of = |value: &str| Answer::json(&value).unwrap().into_response().headers()["etag"].clone();
        assert_eq!(tag_of("a"), tag_of("a"));
        assert_ne!(tag_of("a"), tag_of("b"));
        assert!(tag_of("a").to_str().unwrap().starts_with('"'));
        let accepted = Answer::json(&"a").unwrap().status(StatusCode::ACCEPTED).into_response();
        assert!(accepted.headers().get("etag").is_none());
    }
}
