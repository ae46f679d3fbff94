//! Troubles as programs are told them: problem details, RFC 9457.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::correction::CorrectionError;
use twosource_store::StoreError;

use crate::Trouble;

/// The media type of problem details.
pub(super) const MEDIA: &str = "application/problem+json";

/// Where the interface and its description stand.
const HERE: &str = "/api";

/// Why a request could not be answered as asked (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is: an address below this server that tells of it.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong with this request, and what to do.
    pub detail: String,
    /// Seconds after which asking again may help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// Every kind of problem: its status, its name, and what it means.
pub(super) const KINDS: [(StatusCode, &str, &str); 15] = [
    (StatusCode::BAD_REQUEST, "question", "The question cannot be read"),
    (StatusCode::UNAUTHORIZED, "token", "A token is needed"),
    (StatusCode::FORBIDDEN, "forbidden", "The request is refused"),
    (StatusCode::NOT_FOUND, "not-found", "There is nothing here"),
    (StatusCode::METHOD_NOT_ALLOWED, "method", "This method is not answered here"),
    (StatusCode::REQUEST_TIMEOUT, "timeout", "The request took too long to arrive"),
    (StatusCode::CONFLICT, "clash", "It clashes with what is there"),
    (StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large"),
    (StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "The body is of a type that is not read here"),
    (StatusCode::UNPROCESSABLE_ENTITY, "unfit", "What was sent cannot be taken"),
    (StatusCode::TOO_MANY_REQUESTS, "too-many", "Too many listen already"),
    (StatusCode::INTERNAL_SERVER_ERROR, "inside", "The server failed"),
    (StatusCode::SERVICE_UNAVAILABLE, "busy", "There is too much to do at the moment"),
    (StatusCode::INSUFFICIENT_STORAGE, "cannot-write", "The collection cannot be written"),
    (StatusCode::GATEWAY_TIMEOUT, "late", "The answer took too long"),
];

impl Problem {
    /// A problem of this status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let known = KINDS.iter().find(|(known, ..)| *known == status);
        let (kind, title) =
            known.map_or(("other", "The request could not be answered"), |(_, k, t)| (*k, *t));
        Problem {
            kind: format!("{HERE}#{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            retry_after: None,
        }
    }

    /// A question that cannot be read.
    pub fn question(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, detail)
    }

    /// Nothing of that name.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::NOT_FOUND, detail)
    }

    /// Well-formed, and still not to be taken.
    pub fn unfit(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }
}

impl From<&Trouble> for Problem {
    fn from(trouble: &Trouble) -> Self {
        Problem { retry_after: trouble.retry_after(), ..Problem::new(trouble.status(), trouble.to_string()) }
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Problem::from(&trouble)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Trouble::from(error).into()
    }
}

impl From<CorrectionError> for Problem {
    fn from(error: CorrectionError) -> Self {
        StoreError::from(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // A struct of words and numbers always has a JSON form.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA)], body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// Tells programs of troubles that stand before the interface (a missing token, another site's request, too much at once)
/// in the interface's own form.
pub(crate) async fn tell(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_ours = path == HERE || path.strip_prefix(HERE).is_some_and(|rest| rest.starts_with('/'));
    let response = next.run(request).await;
    let Some(trouble) = response.extensions().get::<Trouble>().filter(|_| is_ours) else { return response };
    let mut told = Problem::from(trouble).into_response();
    // What was sealed stays sealed.
    for (name, value) in response.headers() {
        if *name != header::CONTENT_LENGTH {
            told.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_has_a_kind_of_its_own() {
        let troubles = [
            Trouble::NotFound(String::new()),
            Trouble::Question(String::new()),
            Trouble::Unfit(String::new()),
            Trouble::Clash(String::new()),
            Trouble::TooLarge { most: 1 },
            Trouble::Token,
            Trouble::Forbidden(String::new()),
            Trouble::Busy,
            Trouble::CannotWrite(String::new()),
            Trouble::Inside(String::new()),
        ];
        for trouble in troubles {
            let problem = Problem::from(&trouble);
            assert_eq!(problem.status, trouble.status().as_u16());
            assert!(!problem.kind.ends_with("#other"), "{trouble:?}");
        }
    }

    #[test]
    fn a_token_that_is_missing_is_asked_for() {
        let response = Problem::from(Trouble::Token).into_response();
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
        let response = Problem::from(Trouble::Busy).into_response();
        assert_eq!(
            (response.status(), &response.headers()["retry-after"]),
            (StatusCode::SERVICE_UNAVAILABLE, &HeaderValue::from_static("2"))
        );
    }
}
