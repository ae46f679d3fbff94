//! The server: its routes, its listening and its stopping.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use twosource_evidence::file::Run;
use twosource_language::Pipeline;
use twosource_store::StoreError;

use crate::{House, Settings, api, connection, guard, keeper, page};

/// A collection that is served.
#[derive(Debug)]
pub struct Server {
    house: Arc<House>,
}

impl Server {
    /// A server over the collection in `folder`, made where there is none.
    ///
    /// # Errors
    /// Where the folder holds something else, or can neither be made nor read.
    pub fn open(folder: &Path, pipeline: Pipeline, run: Run, settings: Settings) -> Result<Self, StoreError> {
        Ok(Server { house: Arc::new(House::open(folder, pipeline, run, settings)?) })
    }

    /// What it answers from.
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// Answers at `address` until `stop` is done, then lets what is being answered end. `ready` is told the address that is
    /// listened at: port 0 gets a free one.
    ///
    /// # Errors
    /// Where the address cannot be listened at; where it is beyond loopback and no token is set.
    pub fn run(
        &self,
        address: SocketAddr,
        ready: impl FnOnce(SocketAddr),
        stop: impl Future<Output = ()>,
    ) -> io::Result<()> {
        self.listen(address, |here| routes(&self.house, here), true, ready, stop)
    }

    /// As [`Server::run_until_told`], with other routes in place of the pages and the interface, behind the same door.
    ///
    /// # Errors
    /// As [`Server::run`].
    pub fn run_others_until_told(
        &self,
        address: SocketAddr,
        others: Router,
        ready: impl FnOnce(SocketAddr),
    ) -> io::Result<()> {
        let guarded = |here| {
            let door = Arc::new(guard::Door::new(self.house.settings(), here));
            others.layer(from_fn_with_state(door, guard::admit)).layer(from_fn(guard::seal))
        };
        self.listen(address, guarded, false, ready, ending())
    }

    fn listen(
        &self,
        address: SocketAddr,
        routes: impl FnOnce(SocketAddr) -> Router,
        keeps: bool,
        ready: impl FnOnce(SocketAddr),
        stop: impl Future<Output = ()>,
    ) -> io::Result<()> {
        if !address.ip().is_loopback() && self.house.settings().token.is_none() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "beyond this machine the collection is only served with a token",
            ));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = TcpListener::bind(address).await?;
            let here = listener.local_addr()?;
            let routes = routes(here);
            let keeping = keeps.then(|| tokio::spawn(keeper::keep(Arc::clone(&self.house))));
            ready(here);
            connection::accept(listener, routes, &self.house, stop).await;
            if let Some(keeping) = keeping {
                let _ = keeping.await;
            }
            Ok(())
        })
    }

    /// Answers at `address` until the process is told to end (Ctrl-C, or SIGTERM); told twice, it ends at once.
    ///
    /// # Errors
    /// As [`Server::run`].
    pub fn run_until_told(&self, address: SocketAddr, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
        self.run(address, ready, ending())
    }
}

/// Is done when the process is told to end; told again, it ends at once.
async fn ending() {
    told_to_end().await;
    tokio::spawn(async {
        told_to_end().await;
        std::process::exit(130);
    });
}

/// Is done when the process is told to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// All that is answered, behind the guard.
fn routes(house: &Arc<House>, here: SocketAddr) -> Router {
    let door = Arc::new(guard::Door::new(house.settings(), here));
    Router::new()
        .merge(page::routes())
        .merge(api::routes())
        .layer(axum::extract::DefaultBodyLimit::max(house.settings().most_bytes))
        .layer(from_fn_with_state(Arc::clone(&door), guard::admit))
        .layer(from_fn(guard::seal))
        .layer(from_fn_with_state(Arc::clone(house), guard::in_time))
        .layer(from_fn(api::problem::tell))
        .with_state(Arc::clone(house))
}
