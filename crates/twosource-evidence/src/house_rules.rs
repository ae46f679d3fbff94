//! A desk's own two-source policy: what counts as an origin, and how many a claim needs.

use serde::{Deserialize, Serialize};

use crate::file::{OriginKind, Run};
use crate::origin::Ground;
use crate::standing::Counted;

/// The name of the rules in the settings of a run.
pub const SETTING: &str = "house_rules";

/// The default rules as a file, with what each means.
pub const DEFAULT: &str = include_str!("house-rules.toml");

/// Whether something counts as an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// It is an origin of its own.
    Origin,
    /// It is none.
    None,
}

/// What a common owner of outlets does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Owners {
    /// It is told beside the standing.
    Caution,
    /// The outlets count as one.
    One,
}

/// How many origins a claim needs, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Needs {
    /// Any claim.
    pub default: usize,
    /// A claim that gives a figure.
    pub figure: usize,
    /// A claim about a plan.
    pub plan: usize,
}

impl Default for Needs {
    fn default() -> Self {
        Needs { default: 2, figure: 2, plan: 2 }
    }
}

/// A source that is treated otherwise than its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Its name as the origins give it, without regard to case.
    pub name: String,
    /// What it counts.
    pub counts: Counts,
}

/// A desk's rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HouseRules {
    /// How many origins a claim needs.
    pub origins_needed: Needs,
    /// An outlet that names nobody.
    pub silence: Counts,
    /// Sources that asked not to be named.
    pub anonymous: Counts,
    /// An agency or another outlet that is cited, and does not tell whom it has it from.
    pub cited_outlets: Counts,
    /// An organ of a state that is cited. Two organs of one state are never two.
    pub state_media: Counts,
    /// A text that several outlets share and credit to nobody.
    pub releases: Counts,
    /// Outlets of one owner.
    pub common_owner: Owners,
    /// Sources by name.
    pub exceptions: Vec<Exception>,
}

impl Default for HouseRules {
    fn default() -> Self {
        HouseRules {
            origins_needed: Needs::default(),
            silence: Counts::None,
            anonymous: Counts::None,
            cited_outlets: Counts::None,
            state_media: Counts::None,
            releases: Counts::None,
            common_owner: Owners::Caution,
            exceptions: Vec::new(),
        }
    }
}

/// A file of rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// It is no TOML, or has keys or values that rules do not have.
    #[error("{0}")]
    Syntax(#[from] toml::de::Error),
    /// A claim that needs no origin.
    #[error("a claim needs at least one origin, and at most 20")]
    Needs,
}

impl HouseRules {
    /// Reads a file of rules. Keys that it leaves out have the default's values.
    ///
    /// # Errors
    /// Where the text is no TOML, has keys that rules do not have, or asks for no origin at all.
    pub fn parse(text: &str) -> Result<HouseRules, RulesError> {
        let rules: HouseRules = toml::from_str(text)?;
        rules.check().map(|()| rules)
    }

    /// That a claim needs a number of origins that makes sense.
    ///
    /// # Errors
    /// Where it needs none, or more than there are.
    pub fn check(&self) -> Result<(), RulesError> {
        let Needs { default, figure, plan } = self.origins_needed;
        match [default, figure, plan].iter().all(|needed| (1..=20).contains(needed)) {
            true => Ok(()),
            false => Err(RulesError::Needs),
        }
    }

    /// The names of the rules that are not the default's.
    pub fn changed(&self) -> Vec<String> {
        let object = |rules: &HouseRules| serde_json::to_value(rules).ok();
        let (Some(own), Some(default)) = (object(self), object(&HouseRules::default())) else {
            return Vec::new();
        };
        let own = own.as_object().into_iter().flatten();
        own.filter(|(name, value)| default.get(name.as_str()) != Some(*value))
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// The rules that a run was weighed by.
    pub fn of(run: &Run) -> HouseRules {
        let setting = run.settings.get(SETTING).cloned();
        setting.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
    }

    /// Writes the rules into the settings of a run, by which it is then weighed.
    pub fn write_to(&self, run: &mut Run) {
        if let Ok(value) = serde_json::to_value(self) {
            run.settings.insert(SETTING.to_owned(), value);
        }
    }

    /// True where an origin counts.
    pub(crate) fn counts(&self, origin: &Counted) -> bool {
        let folded = origin.name.to_lowercase();
        if let Some(named) = self.exceptions.iter().find(|exception| exception.name.to_lowercase() == folded)
        {
            return named.counts == Counts::Origin;
        }
        let counts = match (origin.ground, origin.kind) {
            (Ground::Named, _) => return true,
            (Ground::Anonymous, _) => self.anonymous,
            (Ground::Silent, _) => self.silence,
            (Ground::Relayed, OriginKind::Release) => self.releases,
            (Ground::Relayed, OriginKind::Document) => self.state_media,
            (Ground::Relayed, _) => self.cited_outlets,
        };
        counts == Counts::Origin
    }

    /// The fewest origins that any claim needs.
    pub(crate) fn least(&self) -> usize {
        let Needs { default, figure, plan } = self.origins_needed;
        default.min(figure).min(plan)
    }

    /// Why an origin does not count, in words.
    pub(crate) fn why_not(&self, origin: &Counted) -> &'static str {
        match (origin.ground, origin.kind) {
            (Ground::Named, _) => "the house rules name it",
            (Ground::Anonymous, _) => "it is not named",
            (Ground::Silent, _) => "it names no source",
            (Ground::Relayed, OriginKind::Release) => "it is not told whose text it is",
            (Ground::Relayed, _) => "it is not told whom it has it from",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_default_is_the_default() {
        assert_eq!(HouseRules::parse(DEFAULT).ok(), Some(HouseRules::default()));
    }

    #[test]
    fn a_file_changes_what_it_names_and_nothing_else() {
        let rules = HouseRules::parse("anonymous = \"origin\"\n[origins_needed]\nfigure = 3\n").ok();
        let needed = Needs { figure: 3, ..Needs::default() };
        let expected =
            HouseRules { anonymous: Counts::Origin, origins_needed: needed, ..HouseRules::default() };
        assert_eq!(rules, Some(expected));
        assert!(HouseRules::parse("anonymus = \"origin\"").is_err());
        assert!(HouseRules::parse("[origins_needed]\ndefault = 0").is_err());
    }

    #[test]
    fn rules_travel_in_the_settings_of_a_run() {
        let rules = HouseRules { silence: Counts::Origin, ..HouseRules::default() };
        let mut run = Run::default();
        assert_eq!(HouseRules::of(&run), HouseRules::default());
        rules.write_to(&mut run);
        assert_eq!(HouseRules::of(&run), rules);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_rules_or_an_error(text in "[a-z_ =\\[\\]\"0-9\n.{}-]{0,200}") {
            if let Ok(rules) = HouseRules::parse(&text) {
                proptest::prop_assert!(rules.check().is_ok());
            }
        }
    }
}
