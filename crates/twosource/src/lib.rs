//! The two-source rule as software.
