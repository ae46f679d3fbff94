//! Parts of speech and features, given together.

use crate::ModelError;
use crate::container::Container;
use crate::header::MorphologizerHeader;
use crate::string_table::SharedStrings;
use crate::tagger::Tagger;

/// What the morphologizer says of a token. Numbers of strings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Analysis {
    pub pos: u32,
    pub morph: u32,
}

/// A tagger whose labels are analyses.
#[derive(Debug)]
pub(crate) struct Morphologizer {
    /// Its labels are positions in `analyses`.
    pub tagger: Tagger,
    pub analyses: Vec<Analysis>,
}

impl Morphologizer {
    pub fn read(
        container: &Container<'_>,
        header: &MorphologizerHeader,
        width: usize,
        strings: &mut SharedStrings,
    ) -> Result<Self, ModelError> {
        let analysis =
            |(pos, morph): &(String, String)| Analysis { pos: strings.add(pos), morph: strings.add(morph) };
        let analyses: Vec<Analysis> = header.labels.iter().map(analysis).collect();
        let labels = (0..analyses.len() as u32).collect();
        Ok(Morphologizer { tagger: Tagger::read(container, "morphologizer", labels, width)?, analyses })
    }
}
