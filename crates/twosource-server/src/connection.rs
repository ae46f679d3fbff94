//! Connections: how many, how long they may take to say what they want, and how they end.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::House;

/// Bytes of a request's head at most.
const MOST_HEAD_BYTES: usize = 64 << 10;

/// How long answers may still take when the server stops.
const PATIENCE_AT_END: Duration = Duration::from_secs(5);

/// How long accepting pauses when the system has no more room for connections.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers connections until `stop` is done.
pub(crate) async fn accept(
    listener: TcpListener,
    routes: Router,
    house: &Arc<House>,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(house.settings().most_connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(house.settings().patience_for_head)
        .max_buf_size(MOST_HEAD_BYTES);
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        // A page is some small writes: they should leave at once.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(
            routes
                .clone()
                .map_request(|request: hyper::Request<Incoming>| request.map(axum::body::Body::new)),
        );
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A connection that breaks is its own affair.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = house.stop.send(true);
    let _ = tokio::time::timeout(PATIENCE_AT_END, graceful.shutdown()).await;
}
