//! Evidence in the formats that others read. Each is a pure function of an [`Evidence`], in a file of its own.
//!
//! ```
//! use twosource_export::Standard;
//!
//! # let evidence = twosource_evidence::Evidence {
//! #     schema: twosource_evidence::file::SCHEMA.to_owned(),
//! #     run: Default::default(),
//! #     reports: vec![],
//! #     stories: vec![],
//! # };
//! let page = Standard::WebAnnotation.write(&evidence);
//! assert!(page.contains("http://www.w3.org/ns/anno.jsonld"));
//! ```

mod coders;
mod follow_the_money;
mod index;
mod number;
mod plover;
mod prov;
mod schema_org;
mod table;
mod web_annotation;

use twosource_evidence::Evidence;

pub use coders::coders;
pub use follow_the_money::follow_the_money;
pub use plover::plover;
pub use prov::prov;
pub use schema_org::schema_org;
pub use web_annotation::web_annotation;

/// A format of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// W3C Web Annotation: a collection whose page an outlet can load.
    WebAnnotation,
    /// W3C PROV, as PROV-JSON.
    Prov,
    /// schema.org: a `Claim` with its appearances, and a draft of a `ClaimReview` without a verdict.
    SchemaOrg,
    /// FollowTheMoney: an entity a line.
    FollowTheMoney,
    /// Events by the columns of PLOVER's POLECAT, tab-separated; type and mode are left to a coder.
    Plover,
    /// A row a number: low, best and high value with its sources and origins, as CSV.
    Coders,
}

impl Standard {
    /// All of them.
    pub const ALL: [Standard; 6] = [
        Standard::WebAnnotation,
        Standard::Prov,
        Standard::SchemaOrg,
        Standard::FollowTheMoney,
        Standard::Plover,
        Standard::Coders,
    ];

    /// What it is called on a command line.
    pub const fn name(self) -> &'static str {
        match self {
            Standard::WebAnnotation => "web-annotation",
            Standard::Prov => "prov",
            Standard::SchemaOrg => "schema-org",
            Standard::FollowTheMoney => "follow-the-money",
            Standard::Plover => "plover",
            Standard::Coders => "coders",
        }
    }

    /// What it is, in a line.
    pub const fn about(self) -> &'static str {
        match self {
            Standard::WebAnnotation => "W3C Web Annotation: a collection that an outlet's page can load",
            Standard::Prov => "W3C PROV, as PROV-JSON",
            Standard::SchemaOrg => "schema.org: claims, and drafts of reviews without a verdict",
            Standard::FollowTheMoney => "FollowTheMoney entities, a line each",
            Standard::Plover => "Events by the columns of PLOVER, tab-separated",
            Standard::Coders => "Low, best and high value of each number, as CSV",
        }
    }

    /// The evidence in this format. The same evidence gives the same bytes.
    pub fn write(self, evidence: &Evidence) -> String {
        let pretty = |value: serde_json::Value| format!("{value:#}\n");
        match self {
            Standard::WebAnnotation => pretty(web_annotation(evidence)),
            Standard::Prov => pretty(prov(evidence)),
            Standard::SchemaOrg => pretty(schema_org(evidence)),
            Standard::FollowTheMoney => {
                follow_the_money(evidence).into_iter().map(|entity| format!("{entity}\n")).collect()
            }
            Standard::Plover => plover(evidence),
            Standard::Coders => coders(evidence),
        }
    }
}
