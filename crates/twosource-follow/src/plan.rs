//! Who follows what, and how they are told: a file.
//!
//! ```toml
//! pages = "https://desk.example"      # where `twosource serve` answers, for links
//!
//! [smtp]
//! host = "mail.example"
//! from = "Desk <desk@example.org>"
//!
//! [[follow]]
//! name = "ferry desk"
//! story = "S12"
//! webhook = "https://chat.example/hook"
//! mail = ["night@example.org"]
//! ```

use serde::Deserialize;
use thiserror::Error;
use twosource_store::StoryId;

use crate::mail::Post;

/// The most followers of one plan, and characters of each field.
const MOST: usize = 1_000;
const LONGEST: usize = 500;

/// Who follows what.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Where the pages are, for links; without it messages have none.
    #[serde(default)]
    pub pages: Option<String>,
    /// The server that takes mail.
    #[serde(default)]
    pub smtp: Option<Post>,
    /// The followers, by name.
    #[serde(default, rename = "follow")]
    pub followers: Vec<Follower>,
}

/// One that follows something.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follower {
    /// Its name: what it was told is remembered under it.
    pub name: String,
    /// A story: "S12".
    #[serde(default)]
    pub story: Option<String>,
    /// A claim of a story: "S12/c-7f3a".
    #[serde(default)]
    pub claim: Option<String>,
    /// A name: the stories that mention it.
    #[serde(default)]
    pub mention: Option<String>,
    /// Words that must stand in what is told: "12 people" follows a number.
    #[serde(default)]
    pub words: Option<String>,
    /// An address that is posted to.
    #[serde(default)]
    pub webhook: Option<String>,
    /// Who gets mail.
    #[serde(default)]
    pub mail: Vec<String>,
}

/// What is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// All stories.
    All,
    /// One story.
    Story(StoryId),
    /// One claim of a story, by its id.
    Claim(StoryId, String),
    /// The stories that mention a name.
    Mention(String),
}

/// Why a file is no plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// It is no TOML, or has other keys.
    #[error("{0}")]
    Unreadable(String),
    /// A follower makes no sense, in words.
    #[error("follower {name:?}: {what}")]
    Follower {
        /// Its name.
        name: String,
        /// What is wrong.
        what: String,
    },
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// Where it is none, or a follower makes no sense.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let plan: Plan = toml::from_str(text).map_err(|error| PlanError::Unreadable(error.to_string()))?;
        if plan.followers.is_empty() {
            return Err(PlanError::Unreadable("it names nobody; write [[follow]] with a name".to_owned()));
        }
        if plan.followers.len() > MOST {
            return Err(PlanError::Unreadable(format!("it names more than {MOST} followers")));
        }
        for (place, follower) in plan.followers.iter().enumerate() {
            let wrong =
                |what: &str| PlanError::Follower { name: follower.name.clone(), what: what.to_owned() };
            if plan.followers[..place].iter().any(|other| other.name == follower.name) {
                return Err(wrong("another has this name"));
            }
            follower.what().map_err(|what| wrong(&what))?;
            if follower.webhook.is_none() && follower.mail.is_empty() {
                return Err(wrong("it is told by nothing; name a webhook or a mail address"));
            }
            if !follower.mail.is_empty() && plan.smtp.is_none() {
                return Err(wrong("mail needs a server; write [smtp] with host and from"));
            }
            if follower.mail.iter().any(|to| to.parse::<lettre::message::Mailbox>().is_err()) {
                return Err(wrong("a mail address of it is none"));
            }
        }
        if let Some(post) = &plan.smtp
            && post.from.parse::<lettre::message::Mailbox>().is_err()
        {
            return Err(PlanError::Unreadable(format!("from = {:?} is no mail address", post.from)));
        }
        Ok(plan)
    }
}

impl Follower {
    /// What it follows.
    ///
    /// # Errors
    /// In words, where that is no one thing.
    pub fn what(&self) -> Result<What, String> {
        let given = [&self.story, &self.claim, &self.mention, &self.words, &self.webhook];
        let longest = given.into_iter().flatten().chain([&self.name]).map(|text| text.chars().count()).max();
        if self.name.trim().is_empty() || longest > Some(LONGEST) {
            return Err(format!("it needs a name, and no field of more than {LONGEST} characters"));
        }
        let story =
            |text: &str| text.parse::<StoryId>().map_err(|_| format!("{text:?} is no story; write S12"));
        match (&self.story, &self.claim, &self.mention) {
            (None, None, None) => Ok(What::All),
            (Some(text), None, None) => Ok(What::Story(story(text)?)),
            (None, Some(text), None) => match text.split_once('/') {
                Some((of, claim)) if !claim.is_empty() => Ok(What::Claim(story(of)?, claim.to_owned())),
                _ => Err(format!("{text:?} is no claim; write S12/c-7f3a")),
            },
            (None, None, Some(name)) => Ok(What::Mention(name.clone())),
            _ => Err("it follows one of story, claim and mention".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_says_who_follows_what() {
        let plan = Plan::parse(
            "pages = 'http://desk.example'\n[smtp]\nhost = 'mail.example'\nfrom = 'Desk <desk@example.org>'\n\
             [[follow]]\nname = 'a'\nstory = 's12'\nmail = ['x@example.org']\n\
             [[follow]]\nname = 'b'\nclaim = 'S1/c-7f'\nwords = '12 people'\nwebhook = 'https://hook.example'\n",
        )
        .unwrap();
        let what: Vec<What> = plan.followers.iter().map(|follower| follower.what().unwrap()).collect();
        assert_eq!(what, [What::Story(StoryId(12)), What::Claim(StoryId(1), "c-7f".to_owned())]);
        for (text, why) in [
            ("", "names nobody"),
            ("[[follow]]\nname = 'a'", "told by nothing"),
            ("[[follow]]\nname = 'a'\nmail = ['x@example.org']", "[smtp]"),
            ("[[follow]]\nname = ' '\nwebhook = 'x'", "needs a name"),
            ("[[follow]]\nname = 'a'\nstory = 'x'\nwebhook = 'x'", "is no story"),
            ("[[follow]]\nname = 'a'\nstory = 'S1'\nmention = 'Kim'\nwebhook = 'x'", "one of"),
            ("[[follow]]\nname = 'a'\nwebhook = 'x'\n[[follow]]\nname = 'a'\nwebhook = 'x'", "another"),
            ("[[follow]]\nname = 'a'\npassword = 'x'", "password"),
        ] {
            let error = Plan::parse(text).unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
