//! Why a request could not be answered as asked.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use twosource_evidence::correction::CorrectionError;
use twosource_store::StoreError;

/// Why a request could not be answered as asked. Pages and the interface each have their own form of telling it: the answer
/// made of a trouble carries the trouble itself among its extensions.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Trouble {
    /// There is nothing of that name.
    #[error("{0}")]
    NotFound(String),
    /// What was asked cannot be understood.
    #[error("{0}")]
    Question(String),
    /// What was sent is well-formed, and still cannot be taken.
    #[error("{0}")]
    Unfit(String),
    /// It clashes with what is there.
    #[error("{0}")]
    Clash(String),
    /// The body is larger than allowed.
    #[error(
        "the request is larger than {most} bytes; send less at once, or take it in with `twosource ingest`"
    )]
    TooLarge {
        /// Bytes allowed.
        most: usize,
    },
    /// The request brings no token, or a wrong one.
    #[error(
        "this collection is shared with a token; send it as `Authorization: Bearer TOKEN`, or enter it on the page"
    )]
    Token,
    /// The request comes from another site's page.
    #[error("{0}")]
    Forbidden(String),
    /// There is too much to do at the moment.
    #[error("too many requests at once; come again in a few seconds")]
    Busy,
    /// The story is being weighed.
    #[error(
        "this story is being weighed for the first time since its reports changed; come again in a few seconds"
    )]
    Weighing,
    /// Another process is writing.
    #[error("another program is writing to the collection; try again when it is done")]
    Locked,
    /// The collection may only be read, or no room is left.
    #[error("{0}")]
    CannotWrite(String),
    /// The collection is damaged, or the program is wrong.
    #[error("{0}")]
    Inside(String),
}

impl Trouble {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound(_) => StatusCode::NOT_FOUND,
            Trouble::Question(_) => StatusCode::BAD_REQUEST,
            Trouble::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Clash(_) => StatusCode::CONFLICT,
            Trouble::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::Token => StatusCode::UNAUTHORIZED,
            Trouble::Forbidden(_) => StatusCode::FORBIDDEN,
            Trouble::Busy | Trouble::Weighing | Trouble::Locked => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::CannotWrite(_) => StatusCode::INSUFFICIENT_STORAGE,
            Trouble::Inside(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Seconds after which asking again may help.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Trouble::Busy | Trouble::Weighing => Some(2),
            Trouble::Locked => Some(5),
            _ => None,
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        let told = error.to_string();
        match error {
            StoreError::UnknownStory { .. } | StoreError::UnknownReport { .. } => Trouble::NotFound(told),
            StoreError::Question(_) => Trouble::Question(told),
            StoreError::Correction(CorrectionError::Unknown { .. } | CorrectionError::Missing { .. }) => {
                Trouble::NotFound(told)
            }
            StoreError::Correction(CorrectionError::Withdrawn { .. }) => Trouble::Clash(told),
            StoreError::Correction(_) => Trouble::Unfit(told),
            StoreError::Locked { .. } => Trouble::Locked,
            StoreError::ReadOnly { .. } | StoreError::Full { .. } => Trouble::CannotWrite(told),
            _ => Trouble::Inside(told),
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = (self.status(), self.to_string()).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if matches!(self, Trouble::Token) {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
