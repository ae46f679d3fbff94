//! How standings are told: by a word and a shape.

use twosource_evidence::file::Standing;

/// Standings in the order of a brief.
pub const ORDER: [Standing; 5] = [
    Standing::Corroborated,
    Standing::Disputed,
    Standing::Echoed,
    Standing::Unsourced,
    Standing::SingleSource,
];

/// What a reader needs to know a standing by.
pub struct Face {
    /// The shape that stands for it in text.
    pub shape: &'static str,
    /// Its name, as a heading.
    pub word: &'static str,
    /// What follows a count: "4 corroborated".
    pub counted: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Short name for ids and style classes.
    pub key: &'static str,
    /// Its word in the evidence file and in addresses.
    pub value: &'static str,
}

/// The face of a standing.
pub fn face(standing: Standing) -> Face {
    match standing {
        Standing::Corroborated => Face {
            shape: "●",
            word: "Corroborated",
            counted: "corroborated",
            meaning: "two or more named, independent origins",
            key: "cor",
            value: "corroborated",
        },
        Standing::Disputed => Face {
            shape: "◆",
            word: "Disputed",
            counted: "disputed",
            meaning: "reports that cannot all be right",
            key: "dis",
            value: "disputed",
        },
        Standing::Echoed => Face {
            shape: "◐",
            word: "Echoed",
            counted: "echoed",
            meaning: "several outlets, one origin",
            key: "ech",
            value: "echoed",
        },
        Standing::Unsourced => Face {
            shape: "◌",
            word: "No source named",
            counted: "with no source named",
            meaning: "several outlets, none tells from whom",
            key: "uns",
            value: "unsourced",
        },
        Standing::SingleSource => Face {
            shape: "○",
            word: "One outlet alone",
            counted: "from one outlet alone",
            meaning: "no other report carries it",
            key: "one",
            value: "single-source",
        },
    }
}
