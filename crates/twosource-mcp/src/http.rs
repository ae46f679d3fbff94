//! Over streamable HTTP, at `/mcp`.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use twosource_server::Server;

use crate::{Assistant, Error, Files, limits};

/// The path that is answered at.
const PATH: &str = "/mcp";

/// Answers at `address` until the process is told to end. Beyond loopback only with a token, which each request brings as
/// `Authorization: Bearer TOKEN`; on this machine only to its own names and no other site's pages.
///
/// Every request stands for itself: no session is kept, and nothing is lost when the server starts anew.
///
/// # Errors
/// Where the address cannot be listened at; where it is beyond loopback and no token is set.
pub fn over_http(
    server: &Server,
    files: Files,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr, &str),
) -> Result<(), Error> {
    // The door before it checks the names of this machine; beyond it, the token is what counts.
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .disable_allowed_hosts()
        .with_max_request_body_bytes(limits::MESSAGE);
    let assistant = Assistant::new(Arc::clone(server.house()), files);
    let service: StreamableHttpService<Assistant, LocalSessionManager> =
        StreamableHttpService::new(move || Ok(assistant.clone()), Arc::default(), config);
    let routes = Router::new().nest_service(PATH, service);
    Ok(server.run_others_until_told(address, routes, |here| ready(here, PATH))?)
}
