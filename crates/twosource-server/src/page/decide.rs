//! Taking a person's decision, and taking it back.

use std::collections::BTreeSet;

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use twosource_evidence::correction::{Ask, CorrectionId};
use twosource_evidence::file::{EntityMember, OriginKind, Place};

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
    // The first keeps its name.
    let in_order = |name: &'static str| {
        let mut values: Vec<String> = Vec::new();
        for value in all(name).filter(|value| !value.is_empty()) {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        values
    };
    let place = |value: &String| {
        let mut parts = value.splitn(3, '-');
        let mut number = || parts.next()?.parse().ok();
        let (start, end) = (number()?, number()?);
        Some(Place { report: report(parts.next()?), start, end })
    };
    let places = || all("apart").map(place).collect::<Option<Vec<_>>>().ok_or_else(unreadable);
    Ok(match one(fields, "kind") {
        "overrule" => Ask::Overrule {
            claim: one(fields, "claim").to_owned(),
            standing: standing(one(fields, "standing"))?.ok_or_else(unreadable)?,
        },
        "merge-claims" => Ask::MergeClaims { claims: distinct("claims") },
        "merge-entities" => Ask::MergeEntities { entities: distinct("entities") },
        "split-claim" => Ask::SplitClaim { claim: one(fields, "claim").to_owned(), apart: places()? },
        "move-statements" => Ask::MoveStatements {
            claim: one(fields, "claim").to_owned(),
            statements: places()?,
            to: one(fields, "to").to_owned(),
        },
        "set-source" => Ask::SetSource {
            claim: one(fields, "claim").to_owned(),
            statements: places()?,
            origin: sort(one(fields, "origin")).ok_or_else(unreadable)?,
            name: one(fields, "name").to_owned(),
        },
        "merge-origins" => Ask::MergeOrigins { origins: in_order("origins") },
        "dismiss-conflict" => Ask::DismissConflict { conflict: one(fields, "conflict").to_owned() },
        "rename-entity" => Ask::RenameEntity {
            entity: one(fields, "entity").to_owned(),
            name: one(fields, "name").to_owned(),
        },
        "retype-entity" => {
            Ask::RetypeEntity { entity: one(fields, "entity").to_owned(), is: one(fields, "is").to_owned() }
        }
        "drop-entity" => Ask::DropEntity { entity: one(fields, "entity").to_owned() },
        "check" => Ask::Check {
            claim: one(fields, "claim").to_owned(),
            initials: one(fields, "initials").to_owned(),
        },
        "set-title" => Ask::SetTitle { title: one(fields, "title").to_owned() },
        "drop-report" => Ask::DropReport { report: report(one(fields, "report")) },
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

/// What sort of root a form's field means.
fn sort(word: &str) -> Option<OriginKind> {
    Some(match word {
        "speaker" => OriginKind::Speaker,
        "document" => OriginKind::Document,
        "outlet" => OriginKind::Outlet,
        "agency" => OriginKind::Agency,
        "release" => OriginKind::Release,
        _ => return None,
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
        let source = asked(&fields(&[
            ("kind", "set-source"),
            ("claim", "C3"),
            ("apart", "0-9-c"),
            ("origin", "agency"),
            ("name", "Nordwire"),
        ]));
        let expected = Ask::SetSource {
            claim: "C3".to_owned(),
            statements: vec![place("c", 0, 9)],
            origin: OriginKind::Agency,
            name: "Nordwire".to_owned(),
        };
        assert_eq!(source.unwrap(), expected);
        let origins = asked(&fields(&[("kind", "merge-origins"), ("origins", "O7"), ("origins", "O2")]));
        assert_eq!(origins.unwrap(), Ask::MergeOrigins { origins: vec!["O7".to_owned(), "O2".to_owned()] });
        for bad in [
            vec![],
            vec![("kind", "set-source"), ("apart", "0-9-c"), ("origin", "rumour")],
            vec![("kind", "overrule"), ("standing", "firm")],
            vec![("kind", "split-claim"), ("apart", "x")],
        ] {
            assert!(asked(&fields(&bad)).is_err(), "{bad:?}");
        }
    }
}
