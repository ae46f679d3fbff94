//! One rule a file; see [`rule`](super::rule) for how to add one.

mod address;
mod agency_credit;
mod byline;
mod caption;
mod comments;
mod date_line;
mod dateline;
mod furniture;
mod given_title;
mod glued_date;
mod heading;
mod note;
mod picture_credit;
mod promotion;
mod teaser;
mod title;

use super::rule::Rule;
pub(super) use comments::is_heading_of_comments;
pub(super) use promotion::is_promotion;

/// All rules, in the order they are tried: the surest first, layout alone last.
pub(super) const ALL: &[Rule] = &[
    comments::RULE,
    given_title::RULE,
    glued_date::RULE,
    date_line::RULE,
    byline::RULE,
    dateline::RULE,
    address::RULE,
    note::RULE,
    agency_credit::RULE,
    picture_credit::RULE,
    caption::RULE,
    furniture::RULE,
    promotion::RULE,
    title::RULE,
    heading::RULE,
    teaser::RULE,
];
