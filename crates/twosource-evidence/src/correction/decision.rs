//! The kinds of decision, and what makes one whole.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::anchor::{Anchor, ClaimRef, EntityAnchor, EntityRef};
use super::reference::{ConflictRef, OriginRef};
use super::{LONGEST_NAME, MOST_NAMED};
use crate::file::{OriginKind, Standing};

/// The most characters of a story's title.
pub const LONGEST_TITLE: usize = 300;

/// The most characters of somebody's initials.
pub const LONGEST_INITIALS: usize = 8;

/// The kinds that an entity can be of.
pub const KINDS: [&str; 6] = ["person", "organisation", "state", "place", "group", "other"];

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Decision {
    /// These claims say the same thing.
    MergeClaims {
        /// Two or more.
        claims: Vec<ClaimRef>,
    },
    /// These statements say something else than the rest of their claim.
    SplitClaim {
        /// The claim they stand in.
        claim: ClaimRef,
        /// The statements that make a claim of their own.
        apart: Vec<Anchor>,
    },
    /// These statements say what another claim says, and not what theirs says.
    MoveStatements {
        /// The claim they stand in.
        claim: ClaimRef,
        /// The statements.
        statements: Vec<Anchor>,
        /// The claim they belong to.
        to: ClaimRef,
    },
    /// These are one person, body or place.
    MergeEntities {
        /// Two or more.
        entities: Vec<EntityRef>,
    },
    /// These reports speak of somebody else than the rest.
    SplitEntity {
        /// Whom they were taken for.
        entity: EntityRef,
        /// The reports' entities that are another.
        apart: Vec<EntityAnchor>,
    },
    /// This person, body or place is called otherwise.
    RenameEntity {
        /// Which.
        entity: EntityRef,
        /// Its name.
        name: String,
    },
    /// This is of another kind: no person but a place.
    RetypeEntity {
        /// Which.
        entity: EntityRef,
        /// One of [`KINDS`].
        is: String,
    },
    /// There is nobody and nothing of this name.
    DropEntity {
        /// Which.
        entity: EntityRef,
    },
    /// These origins are one.
    MergeOrigins {
        /// Two or more.
        origins: Vec<OriginRef>,
    },
    /// These statements come from somebody else than the program took them from.
    SetSource {
        /// The claim they stand in.
        claim: ClaimRef,
        /// The statements.
        statements: Vec<Anchor>,
        /// What sort of root.
        origin: OriginKind,
        /// Who. A name that an origin of the story has means that origin.
        name: String,
    },
    /// These statements do not contradict each other.
    DismissConflict {
        /// The conflict.
        conflict: ConflictRef,
    },
    /// This claim stands otherwise than the rules say.
    Overrule {
        /// The claim.
        claim: ClaimRef,
        /// How it stands.
        standing: Standing,
    },
    /// Somebody has checked this claim. It changes nothing of how it stands.
    Check {
        /// The claim.
        claim: ClaimRef,
        /// Who, in a few letters.
        initials: String,
    },
    /// The story is called otherwise.
    SetTitle {
        /// Its title.
        title: String,
    },
    /// This report is of another event, and no part of the story.
    DropReport {
        /// Id of the report.
        report: String,
        /// Its headline when the decision was made, cut after 200 characters.
        title: String,
    },
}

impl Decision {
    /// What is wrong with it, in words: nothing of what is taken here, and nothing that the program itself would have written.
    pub fn fault(&self) -> Option<String> {
        let words = match self {
            Decision::RenameEntity { name, .. } | Decision::SetSource { name, .. } => {
                Some(("name", name, LONGEST_NAME))
            }
            Decision::SetTitle { title } => Some(("title", title, LONGEST_TITLE)),
            Decision::Check { initials, .. } => Some(("initials", initials, LONGEST_INITIALS)),
            _ => None,
        };
        if let Some((what, words, longest)) = words {
            if words.trim() != words || words.is_empty() || words.chars().any(char::is_control) {
                return Some(format!("the {what} must be one line that is not empty"));
            }
            if words.chars().count() > longest {
                return Some(format!("the {what} has more than {longest} characters"));
            }
        }
        if let Decision::RetypeEntity { is, .. } = self
            && !KINDS.contains(&is.as_str())
        {
            return Some(format!("there is no such kind; the kinds are {}", KINDS.join(", ")));
        }
        if let Decision::Check { initials, .. } = self
            && !initials.chars().any(char::is_alphanumeric)
        {
            return Some("initials have a letter".to_owned());
        }
        let (named, needed) = self.names();
        if named > MOST_NAMED {
            return Some(format!("it decides about more than {MOST_NAMED}"));
        }
        (named < needed).then(|| "it does not say what it decides about".to_owned())
    }

    /// How many claims, statements, entities or origins it names, and how many it must.
    fn names(&self) -> (usize, usize) {
        let of_claim = |claim: &ClaimRef| usize::from(!claim.statements.is_empty());
        let of_entity = |entity: &EntityRef| usize::from(!entity.members.is_empty());
        match self {
            Decision::MergeClaims { claims } => (claims.len(), 2),
            Decision::MergeEntities { entities } => (entities.len(), 2),
            Decision::MergeOrigins { origins } => (origins.len(), 2),
            Decision::SplitClaim { claim, apart } => (apart.len() + of_claim(claim), 2),
            Decision::SetSource { claim, statements, .. } => (statements.len() + of_claim(claim), 2),
            Decision::MoveStatements { claim, statements, to } => {
                (statements.len() + of_claim(claim) + of_claim(to), 3)
            }
            Decision::SplitEntity { entity, apart } => (apart.len() + of_entity(entity), 2),
            Decision::RenameEntity { entity, .. }
            | Decision::RetypeEntity { entity, .. }
            | Decision::DropEntity { entity } => (of_entity(entity), 1),
            Decision::DismissConflict { conflict } => (conflict.statements.len(), 2),
            Decision::Overrule { claim, .. } | Decision::Check { claim, .. } => (of_claim(claim), 1),
            Decision::DropReport { report, .. } => (usize::from(!report.is_empty()), 1),
            Decision::SetTitle { .. } => (1, 1),
        }
    }

    /// The words of the claims it is about.
    pub fn claims(&self) -> Vec<&str> {
        match self {
            Decision::MergeClaims { claims } => claims.iter().map(|claim| claim.text.as_str()).collect(),
            Decision::MoveStatements { claim, to, .. } => vec![&claim.text, &to.text],
            Decision::SplitClaim { claim, .. }
            | Decision::SetSource { claim, .. }
            | Decision::Overrule { claim, .. }
            | Decision::Check { claim, .. } => vec![&claim.text],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Decision {
    /// In one line, without the reports' words.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let are = |count: usize, one: &str, rest: &str| match count {
            1 => format!("1 {one} is {rest}"),
            count => format!("{count} {one}s are {rest}"),
        };
        match self {
            Decision::MergeClaims { claims } => write!(out, "{} claims are one", claims.len()),
            Decision::SplitClaim { apart, .. } => {
                write!(out, "{}", are(apart.len(), "statement", "a claim apart"))
            }
            Decision::MoveStatements { statements, .. } => {
                write!(out, "{}", are(statements.len(), "statement", "part of another claim"))
            }
            Decision::MergeEntities { entities } => {
                let names: Vec<&str> = entities.iter().map(|entity| entity.name.as_str()).collect();
                write!(out, "{} are one", names.join(" and "))
            }
            Decision::SplitEntity { entity, apart } => {
                write!(out, "{} of {}", are(apart.len(), "mention", "of somebody else"), entity.name)
            }
            Decision::RenameEntity { entity, name } => write!(out, "{} is called {name}", entity.name),
            Decision::RetypeEntity { entity, is } => {
                write!(out, "{} is of the kind {is}, and not {}", entity.name, entity.kind)
            }
            Decision::DropEntity { entity } => {
                write!(out, "there is no {} called {}", entity.kind, entity.name)
            }
            Decision::MergeOrigins { origins } => {
                let names: Vec<&str> = origins.iter().map(|origin| origin.name.as_str()).collect();
                write!(out, "{} are one source", names.join(" and "))
            }
            Decision::SetSource { statements, name, .. } => {
                write!(out, "{}", are(statements.len(), "statement", &format!("from {name}")))
            }
            Decision::DismissConflict { conflict } => {
                let mut values: Vec<&str> = conflict.values.iter().map(String::as_str).collect();
                values.dedup();
                write!(out, "{} do not contradict each other", values.join(" and "))
            }
            Decision::Overrule { standing, .. } => {
                write!(out, "the claim is {}", crate::record::word(standing))
            }
            Decision::Check { initials, .. } => write!(out, "checked by {initials}"),
            Decision::SetTitle { title } => write!(out, "the story is called “{title}”"),
            Decision::DropReport { title, .. } => write!(out, "the report “{title}” is of another event"),
        }
    }
}
