//! Limits of what one input may ask of the machine.

/// Limits for reading. The defaults are far above any real report and far below what hurts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The most bytes one report may take in its input: a file, or one line of a JSON-lines file (the file itself may
    /// be longer, it is read line by line). 50 MB.
    pub max_input_bytes: usize,
    /// The most bytes of text one report may have, as UTF-8. 20 MB.
    pub max_text_bytes: usize,
    /// The most elements of an HTML page that may stand inside one another. Real pages stay below 100. 512.
    pub max_html_depth: usize,
    /// The most elements an HTML page may have, scripts and styling of words left out. Finding the article takes time
    /// that grows faster than their number; real pages have a few thousand. 20,000.
    pub max_html_elements: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            max_input_bytes: 50_000_000,
            max_text_bytes: 20_000_000,
            max_html_depth: 512,
            max_html_elements: 20_000,
        }
    }
}
