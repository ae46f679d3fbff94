//! From bytes to [`Report`]s: formats, segments and metadata.
//!
//! [`read`] takes paths as a person gives them (files, folders, patterns, `-`) and returns every report it finds, every
//! input it could not read, and what the user should know. One bad input never stops the others.

mod draft;
mod encoding;
mod error;
mod format;
mod input;
mod metadata;
mod options;
mod pattern;
mod reading;
mod report;
mod segment;

pub use error::{Caution, Failure, Place, ReadError, Warning};
pub use metadata::agency::{AgencyKind, KnownAgency, agencies, agency_named};
pub use options::Options;
pub use reading::{Reading, read, read_bytes, read_each, read_with_standard_input};
pub use report::{Agency, Provenance, Published, Report};
pub use segment::{Segment, SegmentKind};
