//! From bytes to [`Report`]s: formats, segments and metadata.

mod report;
mod segment;

pub use report::{Agency, Provenance, Published, Report};
pub use segment::{Segment, SegmentKind};
