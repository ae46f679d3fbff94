//! Fetching one address from an open and unfriendly web.

mod address;
mod answer;
pub mod archive;
mod error;
mod fetcher;
mod network;
mod options;
mod reading;
mod resolver;

pub use address::web_address;
pub use answer::{Answer, Fetched, Hop, Validators};
pub use archive::Archive;
pub use error::FetchError;
pub use fetcher::Fetcher;
pub use network::is_public;
pub use options::FetchOptions;
pub use reading::read_address;

pub(crate) use fetcher::Request;
pub(crate) use twosource_reader::gunzip;
