//! How long an answer may take.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::{House, Trouble};

/// Gives up on an answer that does not begin in time. A body that streams may take longer.
pub(crate) async fn in_time(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(house.settings().patience, next.run(request));
    answer.await.unwrap_or_else(|_| Trouble::Busy.into_response())
}
