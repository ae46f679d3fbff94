//! Who may ask.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::session::Sessions;
use super::{origin, token};
use crate::page::send;
use crate::{Settings, Trouble};

/// The rules of the door.
#[derive(Debug)]
pub(crate) struct Door {
    token: Option<String>,
    sessions: Sessions,
    slow: token::Slow,
    is_loopback: bool,
    most_bytes: usize,
}

impl Door {
    pub fn new(settings: &Settings, here: SocketAddr) -> Self {
        Door {
            token: settings.token.clone(),
            sessions: Sessions::new(),
            slow: token::Slow::default(),
            is_loopback: here.ip().is_loopback(),
            most_bytes: settings.most_bytes,
        }
    }

    fn check(&self, method: &Method, path: &str, headers: &HeaderMap) -> Result<(), Trouble> {
        // Whoever stands between might take the one, and this the other.
        let hosts = headers.get_all(header::HOST).iter().count();
        if hosts > 1 || headers.get_all(header::CONTENT_LENGTH).iter().count() > 1 {
            return Err(Trouble::Question("a request names one host and one length".to_owned()));
        }
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let announced = announced.and_then(|value| value.trim().parse::<u64>().ok());
        if announced.is_some_and(|announced| announced > self.most_bytes as u64) {
            return Err(Trouble::TooLarge { most: self.most_bytes });
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        // A name of another site that was made to lead to this machine is no way in.
        if self.is_loopback && !origin::is_this_machine(host) {
            return Err(Trouble::Forbidden(
                "this server answers to localhost and 127.0.0.1 only; open it by one of these names"
                    .to_owned(),
            ));
        }
        if is_sent(method, path) {
            return Ok(());
        }
        origin::check(method, headers, host)
    }
}

/// True for a page that a bookmarklet sends from another site. Its key is looked at where it is taken in: it opens nothing
/// else.
fn is_sent(method: &Method, path: &str) -> bool {
    method == Method::POST && path == send::PATH
}

/// Lets a request in, or says why not.
pub(crate) async fn admit(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    if let Err(trouble) = door.check(request.method(), request.uri().path(), request.headers()) {
        return trouble.into_response();
    }
    let Some(token) = &door.token else { return next.run(request).await };
    let path = request.uri().path();
    if is_sent(request.method(), path) {
        return next.run(request).await;
    }
    if path == token::PATH || path == "/token/end" || path == "/token/end/all" {
        return token::entrance(request, token, &door.sessions, &door.slow).await;
    }
    match token::of(&request, token, &door.sessions) {
        token::Brought::Right => next.run(request).await,
        token::Brought::InAddress => token::remember(&request, &door.sessions.begin(token)),
        token::Brought::Nothing => token::ask(&request),
        token::Brought::Wrong => {
            if door.slow.down().await {
                token::ask(&request)
            } else {
                Trouble::Busy.into_response()
            }
        }
    }
}
