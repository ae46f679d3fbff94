//! Reading what a program asks and sends, with problem details where it cannot be read.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use twosource_evidence::correction::CorrectionId;
use twosource_store::StoryId;

use super::problem::Problem;

/// The fields of the address.
pub(super) struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(fields)) => Ok(Asked(fields)),
            Err(why) => Err(Problem::question(why.body_text())),
        }
    }
}

/// No fields in the address: one that is there was meant for something.
pub(super) struct Nothing;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

impl<S: Send + Sync> FromRequestParts<S> for Nothing {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Asked(NoFields {}) = Asked::<NoFields>::from_request_parts(parts, state).await?;
        Ok(Nothing)
    }
}

/// A field of at most `MOST` characters.
#[derive(Clone, Debug)]
pub(super) struct Words<const MOST: usize>(pub String);

impl<const MOST: usize> Words<MOST> {
    /// The words, where they are given.
    pub fn of(given: Option<Self>) -> Option<String> {
        given.map(|words| words.0)
    }
}

impl<'de, const MOST: usize> Deserialize<'de> for Words<MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let words = String::deserialize(from)?;
        if words.chars().count() > MOST {
            return Err(D::Error::custom(format!("a field has more than {MOST} characters")));
        }
        Ok(Words(words))
    }
}

impl<const MOST: usize> JsonSchema for Words<MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Words{MOST}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "maxLength": MOST})
    }
}

/// The names in the path.
pub(super) struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(names)) => Ok(At(names)),
            Err(why) => Err(Problem::not_found(why.body_text())),
        }
    }
}

/// A story's number in the path: "S12" or "12", and nothing else.
pub(super) fn story(given: &str) -> Result<StoryId, Problem> {
    let number = number(given, ['S', 's']);
    number
        .map(StoryId)
        .ok_or_else(|| Problem::not_found("there is no such story; stories are named S1, S2, …"))
}

/// A correction's number in the path.
pub(super) fn correction(given: &str) -> Result<CorrectionId, Problem> {
    let number = number(given, ['K', 'k']);
    let missing = || Problem::not_found("there is no such correction; corrections are named K1, K2, …");
    number.map(CorrectionId).ok_or_else(missing)
}

fn number(given: &str, letters: [char; 2]) -> Option<u64> {
    let digits = given.strip_prefix(letters).unwrap_or(given);
    let fits = (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| fits)
}

/// A moment as the address gives it.
pub(super) fn moment(given: Option<Words<40>>) -> Result<Option<jiff::Timestamp>, Problem> {
    Ok(given.map(|given| twosource_store::moment(&given.0)).transpose()?)
}

/// A body in JSON.
pub(super) struct Sent<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let media = media(request.headers());
        if media != "application/json" {
            return Err(wrong_media(&media, "application/json"));
        }
        Ok(Sent(json(&bytes(request, state).await?)?))
    }
}

/// The media type of a body, in small letters and without parameters; empty where none is given.
pub(super) fn media(headers: &HeaderMap) -> String {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    given.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// A body of a type that is not read here.
pub(super) fn wrong_media(given: &str, read: &str) -> Problem {
    let given = if given.is_empty() { "no type".to_owned() } else { given.chars().take(80).collect() };
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("the body is of {given}; send {read}"))
}

/// The whole body.
pub(super) async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    let read = Bytes::from_request(request, state).await;
    read.map_err(|why| Problem::new(why.status(), why.body_text()))
}

/// A value out of a body: what is no JSON cannot be read, what is JSON of another shape cannot be taken.
pub(super) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|why| {
        let detail = format!("the body cannot be read: {why}");
        if why.is_data() { Problem::unfit(detail) } else { Problem::question(detail) }
    })
}

/// A form with files.
pub(super) async fn form<S: Send + Sync>(request: Request, state: &S) -> Result<Multipart, Problem> {
    let read = Multipart::from_request(request, state).await;
    read.map_err(|why| Problem::new(why.status(), why.body_text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_path_are_numbers_and_nothing_else() {
        assert_eq!(story("S12").unwrap(), StoryId(12));
        assert_eq!(correction("k3").unwrap(), CorrectionId(3));
        for bad in [
            "",
            "S",
            "SS1",
            " 1",
            "+1",
            "-1",
            "1 ",
            "../1",
            "S1/..",
            "9999999999999999999",
            "1e3",
            "٣",
            "S1\0",
        ] {
            assert!(story(bad).is_err() && correction(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn what_is_no_json_and_what_is_of_another_shape_are_told_apart() {
        assert_eq!(json::<Vec<u8>>(b"[1").unwrap_err().status, 400);
        assert_eq!(json::<Vec<u8>>(b"\"a\"").unwrap_err().status, 422);
        assert_eq!(json::<Vec<u8>>(b"[1]").unwrap(), [1]);
    }
}
