//! The press: outlets, who owns them, and which address is whose.

mod address;
mod copied;
mod country;
mod entry;
mod host;
mod identity;
mod import;
mod letters;
mod name;
mod register;
mod tables;

pub use address::Address;
pub use country::country_name;
pub use entry::{COLUMNS, OutletEntry, OutletKind};
pub use identity::{Identity, Why};
pub use import::{Form, ImportError, Imported, added, import};
pub use name::{fold, is_no_name, plain_name};
pub use register::{Register, RegisterError};
