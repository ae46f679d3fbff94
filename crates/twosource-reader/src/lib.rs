//! From bytes to [`Report`]s: formats, segments and metadata.
//!
//! [`read`] takes paths as a person gives them (files, folders, patterns, `-`) and returns every report it finds, every
//! input it could not read, and what the user should know. One bad input never stops the others.

mod coding;
mod draft;
mod encoding;
mod error;
mod format;
mod given;
mod input;
mod metadata;
mod options;
mod page;
mod pattern;
mod published;
mod reading;
mod report;
mod segment;
mod site;
mod syndication;

pub use coding::{ACCEPTED_CODINGS, CodingError, gunzip, unfold};
pub use error::{Caution, Failure, Place, ReadError, Warning};
pub use format::entry::Entry;
pub use format::feed::{Feed, read_feed};
pub use metadata::agency::{Agency, AgencyKind, KnownAgency, UNNAMED_AGENCY, agencies, agency_named};
pub use metadata::amendment::{Amendment, AmendmentKind};
pub use metadata::genre::{Genre, GenreKind};
pub use options::Options;
pub use page::{Delivery, read_page};
pub use published::{Provenance, Published};
pub use reading::{Reading, read, read_bytes, read_each, read_with_standard_input};
pub use report::Report;
pub use segment::{Segment, SegmentKind};
pub use syndication::{Syndication, SyndicationMark};
