//! Lists in pages: how many fit, those of the page, and the address of the next.

use axum::http::{Uri, header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::problem::Problem;

/// Items of a page where no limit is given.
pub(super) const USUAL: usize = 50;

/// Items of a page at most.
pub(super) const MOST: usize = 200;

/// How far a list may be followed.
const FARTHEST: usize = 1_000_000;

/// Which page of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Paging {
    /// Items to leave out before the first; follow `next` rather than counting.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub offset: Option<usize>,
    /// Items to give at most; 50 where not said.
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<usize>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "PageOf{T}")]
pub(super) struct Page<T> {
    /// How many items fit in all.
    pub total: usize,
    /// Those of this page.
    pub items: Vec<T>,
    /// Address of the next page; `null` where this is the last.
    pub next: Option<String>,
}

/// A page that was asked for, its bounds kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub offset: usize,
    pub limit: usize,
}

impl Paging {
    /// The page asked for.
    pub fn bounds(self) -> Result<Bounds, Problem> {
        bounds(self.offset, self.limit)
    }
}

/// The page from `offset` on, of `limit` items.
pub(super) fn bounds(offset: Option<usize>, limit: Option<usize>) -> Result<Bounds, Problem> {
    let bounds = Bounds { offset: offset.unwrap_or(0), limit: limit.unwrap_or(USUAL) };
    if bounds.limit == 0 || bounds.limit > MOST {
        return Err(Problem::question(format!("limit is from 1 to {MOST}")));
    }
    if bounds.offset > FARTHEST {
        return Err(Problem::question(format!("offset is at most {FARTHEST}; ask for less by a filter")));
    }
    Ok(bounds)
}

impl Bounds {
    /// The page out of the whole list.
    pub fn cut<T: Serialize>(self, all: Vec<T>, uri: &Uri) -> Result<Answer, Problem> {
        let total = all.len();
        let items: Vec<T> = all.into_iter().skip(self.offset).take(self.limit).collect();
        self.page(total, items, uri)
    }

    /// The page of these items.
    pub fn page<T: Serialize>(self, total: usize, items: Vec<T>, uri: &Uri) -> Result<Answer, Problem> {
        let end = self.offset + items.len();
        let next = (end < total && !items.is_empty() && end <= FARTHEST).then(|| address(uri, end));
        let answer = Answer::json(&Page { total, items, next: next.clone() })?;
        Ok(match next {
            Some(next) => answer.with(header::LINK, &format!("<{next}>; rel=\"next\"")),
            None => answer,
        })
    }
}

/// The same address with another offset.
fn address(uri: &Uri, offset: usize) -> String {
    let query = uri.query().unwrap_or("");
    let kept =
        query.split('&').filter(|pair| !pair.is_empty() && *pair != "offset" && !pair.starts_with("offset="));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    pairs.push(format!("offset={offset}"));
    format!("{}?{}", uri.path(), pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let uri: Uri = "/api/v1/stories?outlet=a%26b&offset=3&limit=2".parse().unwrap();
        assert_eq!(address(&uri, 5), "/api/v1/stories?outlet=a%26b&limit=2&offset=5");
        let uri: Uri = "/api/v1/stories".parse().unwrap();
        assert_eq!(address(&uri, 50), "/api/v1/stories?offset=50");
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(bounds(None, None).unwrap(), Bounds { offset: 0, limit: 50 });
        for (offset, limit) in [(None, Some(0)), (None, Some(201)), (Some(usize::MAX), None)] {
            assert_eq!(bounds(offset, limit).unwrap_err().status, 400);
        }
    }
}
