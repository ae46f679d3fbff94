//! Facts of the press and of languages as tables, with one loader.
//!
//! A fact is a row of a table in `data/`, never a line of code: whoever knows it better mends the row. Each table says in
//! its head where it comes from and under which licence it may be used.
//!
//! ```
//! use twosource_lexicon::press::Register;
//!
//! let register = Register::shipped();
//! let outlet = register.identify(None, Some("https://web.archive.org/web/2023/https://www.bbc.co.uk/news/1")).unwrap();
//! assert_eq!(outlet.name, "BBC");
//! ```

pub mod english;
pub mod press;
mod table;

pub use table::{Row, Table, TableError};
