//! Who may ask.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{origin, token};
use crate::{Settings, Trouble};

/// The rules of the door.
#[derive(Debug)]
pub(crate) struct Door {
    token: Option<String>,
    is_loopback: bool,
}

impl Door {
    pub fn new(settings: &Settings, here: SocketAddr) -> Self {
        Door { token: settings.token.clone(), is_loopback: here.ip().is_loopback() }
    }

    fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), Trouble> {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        // A name of another site that was made to lead to this machine is no way in.
        if self.is_loopback && !origin::is_this_machine(host) {
            return Err(Trouble::Forbidden(
                "this server answers to localhost and 127.0.0.1 only; open it by one of these names"
                    .to_owned(),
            ));
        }
        origin::check(method, headers, host)
    }
}

/// Lets a request in, or says why not.
pub(crate) async fn admit(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    if let Err(trouble) = door.check(request.method(), request.headers()) {
        return trouble.into_response();
    }
    let Some(token) = &door.token else { return next.run(request).await };
    match token::of(&request, token) {
        token::Brought::Right => next.run(request).await,
        token::Brought::InAddress => token::remember(&request, token),
        token::Brought::Wrong => token::ask(&request),
    }
}
