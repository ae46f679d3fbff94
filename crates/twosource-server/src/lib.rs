//! A collection in the browser and for programs.
//!
//! [`Server::open`] takes a collection's folder and a loaded model, [`Server::run`] answers until it is told to stop. What
//! it answers from is the [`House`]: reading stores in a pool, the one writer, weighed stories in memory, briefs in the
//! making, and news of what happens in the collection. `page` are the pages for people, `api` is the interface for
//! programs, and `guard` stands before both.

mod api;
mod asset;
mod brief;
mod check;
mod connection;
mod decided;
mod errand;
mod guard;
mod house;
mod keeper;
mod lane;
mod page;
mod pool;
mod server;
mod settings;
mod shelf;
mod trouble;

pub use brief::{BriefId, BriefState, Made, Material};
pub use check::Against;
pub use house::House;
pub use server::Server;
pub use settings::Settings;
pub use trouble::Trouble;
