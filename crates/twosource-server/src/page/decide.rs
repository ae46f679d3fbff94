//! Taking a person's decision, and taking it back.

use std::collections::BTreeSet;

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use twosource_evidence::correction::{Ask, CorrectionId};
use twosource_evidence::file::{EntityMember, Place};

use super::story::standing;
use super::tale::Tale;
use crate::Trouble;

/// The fields of a form, as sent; a name may come several times.
type Fields = Vec<(String, String)>;

/// Takes a decision on a story.
pub(crate) async fn take(tale: Tale, Form(fields): Form<Fields>) -> Result<Response, Trouble> {
    let Some(story) = tale.id else {
        return Err(Trouble::Unfit(
            "Decisions are kept with stories of the collection; keep these reports in it first.".to_owned(),
        ));
    };
    let ask = asked(&fields, |given| tale.report_of(given))?;
    let value = |name: &str| one(&fields, name).to_owned();
    let (by, note) = (value("by"), value("note"));
    let evidence = tale.weighed.clone();
    let kept = tale
        .house
        .write(move |store, _| -> Result<_, Trouble> {
            let before = store.corrections(story)?;
            let decision = ask
                .decision(&evidence, &story.to_string(), &before)
                .map_err(|error| Trouble::Unfit(error.to_string()))?;
            Ok(store.correct(story, decision, Some(&by), &note, Timestamp::now())?)
        })
        .await?;
    Ok(Redirect::to(&format!("{}/decisions#{}", tale.base, kept.id)).into_response())
}

/// Takes a decision back.
pub(crate) async fn withdraw(tale: Tale, Form(fields): Form<Fields>) -> Result<Response, Trouble> {
    let asked = tale.part.clone().unwrap_or_default();
    let id: CorrectionId =
        asked.parse().map_err(|_| Trouble::NotFound("There is no such decision.".to_owned()))?;
    let value = |name: &str| one(&fields, name).to_owned();
    let (by, note) = (value("by"), value("note"));
    if !tale.corrections.iter().any(|correction| correction.id == id.to_string()) {
        return Err(Trouble::NotFound("This story has no such decision.".to_owned()));
    }
    let work = move |store: &mut twosource_store::Store, _: twosource_store::Weigher<'_>| {
        store.withdraw(id, Some(&by), Some(&note), Timestamp::now())
    };
    tale.house.write(work).await?;
    Ok(Redirect::to(&format!("{}/decisions#{id}", tale.base)).into_response())
}

fn one<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// The decision that a form asks for; `report` gives the id that a field means.
fn asked(fields: &Fields, report: impl Fn(&str) -> String) -> Result<Ask, Trouble> {
    let all =
        |name: &'static str| fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value);
    let distinct =
        |name: &'static str| all(name).cloned().collect::<BTreeSet<String>>().into_iter().collect();
    let unreadable = || Trouble::Question("The form was not understood; load the page anew.".to_owned());
    Ok(match one(fields, "kind") {
        "overrule" => Ask::Overrule {
            claim: one(fields, "claim").to_owned(),
            standing: standing(one(fields, "standing"))?.ok_or_else(unreadable)?,
        },
        "merge-claims" => Ask::MergeClaims { claims: distinct("claims") },
        "merge-entities" => Ask::MergeEntities { entities: distinct("entities") },
        "split-claim" => {
            let place = |value: &String| {
                let mut parts = value.splitn(3, '-');
                let mut number = || parts.next()?.parse().ok();
                let (start, end) = (number()?, number()?);
                Some(Place { report: report(parts.next()?), start, end })
            };
            let apart = all("apart").map(place).collect::<Option<Vec<_>>>().ok_or_else(unreadable)?;
            Ask::SplitClaim { claim: one(fields, "claim").to_owned(), apart }
        }
        "split-entity" => {
            let member = |value: &String| {
                let (entity, of) = value.split_once('-')?;
                Some(EntityMember { report: report(of), entity: entity.to_owned() })
            };
            let apart = all("apart").map(member).collect::<Option<Vec<_>>>().ok_or_else(unreadable)?;
            Ask::SplitEntity { entity: one(fields, "entity").to_owned(), apart }
        }
        _ => return Err(unreadable()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(fields: &Fields) -> Result<Ask, Trouble> {
        super::asked(fields, str::to_owned)
    }

    fn fields(given: &[(&str, &str)]) -> Fields {
        given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn forms_are_read_as_decisions() {
        let split = asked(&fields(&[
            ("kind", "split-claim"),
            ("claim", "C3"),
            ("apart", "12-40-a-b"),
            ("apart", "0-9-c"),
        ]));
        let place = |report: &str, start, end| Place { report: report.to_owned(), start, end };
        let expected =
            Ask::SplitClaim { claim: "C3".to_owned(), apart: vec![place("a-b", 12, 40), place("c", 0, 9)] };
        assert_eq!(split.unwrap(), expected);
        let merge =
            asked(&fields(&[("kind", "merge-claims"), ("claims", "C3"), ("claims", "C1"), ("claims", "C3")]));
        assert_eq!(merge.unwrap(), Ask::MergeClaims { claims: vec!["C1".to_owned(), "C3".to_owned()] });
        for bad in [
            vec![],
            vec![("kind", "overrule"), ("standing", "firm")],
            vec![("kind", "split-claim"), ("apart", "x")],
        ] {
            assert!(asked(&fields(&bad)).is_err(), "{bad:?}");
        }
    }
}
