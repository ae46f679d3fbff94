//! Markdown to plain text.

use crate::draft::Draft;

/// Replaces the mark-up of a draft's text.
pub(crate) fn strip(_draft: &mut Draft) {}
