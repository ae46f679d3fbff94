//! A standing collection of reports.
//!
//! A [`Store`] is a folder with a SQLite database of reports, their versions, annotations and stories, and the words to
//! search for. Reports come one by one or in batches; each joins a story or opens one as it comes, and is found from the
//! same moment on. Stories are weighed when they are asked for, and the evidence is kept until a report changes it.
//!
//! What [`Store::ingest`] has returned is on the disk, whatever happens to the process or the machine. The evidence and
//! the history of standing are derived: they can be lost and made anew.

mod annotation;
mod card;
mod change;
mod correction;
mod doctor;
mod error;
mod event;
mod export;
mod grouping;
mod history;
mod ingest;
mod kept;
mod latest;
mod name;
mod news;
mod reading;
mod report;
mod revised;
mod saved_search;
mod schema;
mod search;
mod since;
mod store;
mod story;
mod tally;
mod told;
mod watched;
mod weighing;

pub use change::{Edit, FieldChange, Matter, ReportChanges, Revision, StatementChange};
pub use doctor::{Finding, Health, Saved};
pub use error::StoreError;
pub use event::{Event, Mark};
pub use history::StandingChange;
pub use ingest::{Arrival, Outcome};
pub use latest::Latest;
pub use name::{Name, Names};
pub use news::{News, Turn, Way};
pub use report::{ReportSummary, ReportVersion, Reports, VersionSummary};
pub use saved_search::SavedSearch;
pub use search::{Facet, Facets, Hit, Hits, Query, Sort, Unit};
pub use since::{Since, moment};
pub use store::{Size, Store};
pub use story::{Order, Stories, StoryFilter, StoryId, StoryMove, StorySummary};
pub use tally::Tally;
pub use twosource_table::{Format as TableFormat, Table, workbook, write as table_of};
pub use weighing::Weigher;
