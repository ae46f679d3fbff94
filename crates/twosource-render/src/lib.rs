//! Text, Markdown and HTML briefs from evidence.
