//! The interface for programs.

use std::sync::Arc;

use axum::Router;

use crate::House;

/// The routes of the interface.
pub(crate) fn routes(_house: &Arc<House>) -> Router<Arc<House>> {
    Router::new()
}
