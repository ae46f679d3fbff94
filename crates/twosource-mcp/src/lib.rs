//! A collection and the engine behind it for assistants, over the Model Context Protocol.
//!
//! An [`Assistant`] answers from the [`House`] that pages and the REST interface answer from. Its tools: `brief`, `check`,
//! `independence`, `explain`, `search`, `story`; its resources: the stories of the collection and their evidence files. It
//! is spoken to over standard input and output ([`over_stdio`]) or streamable HTTP ([`over_http`]), behind the same door as
//! the pages.
//!
//! Answers are short and structured. The words of reports come from the open web: wherever they stand in an answer it is
//! under the key `quoted`, and every answer says that they are material and never instructions.

mod assistant;
mod error;
mod given;
mod http;
mod limits;
mod quoted;
mod resource;
mod schema;
mod stdio;
mod tool;

pub use assistant::Assistant;
pub use error::Error;
pub use given::Files;
pub use http::over_http;
pub use stdio::over_stdio;
pub use twosource_server::House;
