//! One round: each follower is sent what they were not told yet.

use twosource_evidence::file::Evidence;
use twosource_store::{Store, StoreError, StoryFilter, StorySummary, Weigher};
use twosource_watch::Fetcher;

use crate::substance::{self, Entry};
use crate::webhook;
use crate::{Follower, Mailer, Plan, What};

/// Stories that a follower of all, or of a name, looks through: those that changed last.
const STORIES: usize = 200;

/// Entries of one message.
const A_MESSAGE: usize = 50;

/// What a round came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// What became of each follower for whom there was anything.
    pub told: Vec<Told>,
}

/// What became of one follower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its name.
    pub follower: String,
    /// How many entries were sent.
    pub entries: usize,
    /// What could not be sent and why; it is tried again in the next round.
    pub failures: Vec<String>,
    /// True where it follows from now on: what was before is not told.
    pub is_new: bool,
}

impl Round {
    /// Looks for news and sends it.
    ///
    /// # Errors
    /// Where the collection cannot be read or written. Who cannot be told is no error of the round.
    pub fn go(
        store: &Store,
        weigher: Weigher,
        plan: &Plan,
        fetcher: &Fetcher,
        mailer: Option<&Mailer>,
    ) -> Result<Self, StoreError> {
        let mut told = Vec::new();
        for follower in &plan.followers {
            // Read before: a plan that was parsed has no other.
            let Ok(what) = follower.what() else { continue };
            let entries = entries(store, weigher, follower, &what)?;
            let names: Vec<String> = entries.iter().map(Entry::name).collect();
            if !store.knows_follower(&follower.name)? {
                store.set_told(&follower.name, &names)?;
                told.push(Told {
                    follower: follower.name.clone(),
                    entries: 0,
                    failures: Vec::new(),
                    is_new: true,
                });
                continue;
            }
            let known = store.told(&follower.name)?;
            let fresh: Vec<&Entry> = entries
                .iter()
                .zip(&names)
                .filter(|(_, name)| !known.contains(*name))
                .map(|(entry, _)| entry)
                .collect();
            if fresh.is_empty() {
                continue;
            }
            let mut failures = Vec::new();
            let mut sent = 0;
            for some in fresh.chunks(A_MESSAGE) {
                let failed = send(plan, follower, some, fetcher, mailer);
                if !failed.is_empty() {
                    failures = failed;
                    break;
                }
                let names: Vec<String> = some.iter().map(|entry| entry.name()).collect();
                store.set_told(&follower.name, &names)?;
                sent += some.len();
            }
            told.push(Told { follower: follower.name.clone(), entries: sent, failures, is_new: false });
        }
        Ok(Round { told })
    }
}

/// What happened of what a follower follows, the oldest first.
fn entries(
    store: &Store,
    weigher: Weigher,
    follower: &Follower,
    what: &What,
) -> Result<Vec<Entry>, StoreError> {
    let stories: Vec<StorySummary> = match what {
        What::All | What::Mention(_) => {
            let entity = if let What::Mention(name) = what { Some(name.clone()) } else { None };
            let order = twosource_store::Order::Changed;
            store.stories(&StoryFilter { entity, limit: STORIES, order, ..StoryFilter::default() })?
        }
        What::Story(id) | What::Claim(id, _) => match store.story_now(*id) {
            Ok(now) => vec![store.summary(now)?],
            // It has not come yet, or its reports are gone.
            Err(StoreError::UnknownStory { .. }) => Vec::new(),
            Err(error) => return Err(error),
        },
    };
    let mut entries = Vec::new();
    for story in &stories {
        // How claims stand is written down when a story is weighed.
        let is_current = story.tally.is_some_and(|tally| tally.current);
        let claim = if let What::Claim(_, claim) = what { Some(claim) } else { None };
        let evidence =
            if !is_current || claim.is_some() { Some(store.evidence(story.id, weigher)?) } else { None };
        let mut of_story = substance::of_story(store, story)?;
        if let (Some(claim), Some(evidence)) = (claim, &evidence) {
            of_story.retain(|entry| is_of_claim(evidence, claim, entry));
        }
        entries.extend(of_story);
    }
    if let Some(words) = &follower.words {
        entries.retain(|entry| entry.holds(words));
    }
    entries.sort_by(|a, b| (&a.at, &a.title, &a.text).cmp(&(&b.at, &b.title, &b.text)));
    Ok(entries)
}

/// True for what became of a claim, and for what its reports changed in its statements.
fn is_of_claim(evidence: &Evidence, id: &str, entry: &Entry) -> bool {
    let Some(story) = evidence.stories.first() else { return false };
    let Some(claim) = story.claim_called(&evidence.reports, id) else { return false };
    let Some(report) = &entry.report else {
        return entry.about.contains(&claim.text);
    };
    let record = evidence.reports.iter().find(|record| record.id == *report);
    let Some(record) = record else { return false };
    claim.statements.iter().filter(|at| at.report == *report).any(|at| {
        let words: String =
            record.text.chars().skip(at.start).take(at.end.saturating_sub(at.start)).collect();
        entry.about.iter().any(|about| about.contains(&words) || words.contains(about.as_str()))
    })
}

/// Sends entries to a follower by all that it names; what failed, in words.
fn send(
    plan: &Plan,
    follower: &Follower,
    entries: &[&Entry],
    fetcher: &Fetcher,
    mailer: Option<&Mailer>,
) -> Vec<String> {
    let mut failures = Vec::new();
    if let Some(address) = &follower.webhook
        && let Err(why) = webhook::post(fetcher, address, &follower.name, plan.pages.as_deref(), entries)
    {
        failures.push(format!("{address}: {why}"));
    }
    if !follower.mail.is_empty() {
        let (subject, text) = message(plan, &follower.name, entries);
        let sent = match mailer {
            Some(mailer) => mailer.send(&follower.mail, &subject, &text),
            None => Err("there is no mail server".to_owned()),
        };
        if let Err(why) = sent {
            failures.push(format!("{}: {why}", follower.mail.join(", ")));
        }
    }
    failures
}

/// Subject and text of a mail.
fn message(plan: &Plan, follower: &str, entries: &[&Entry]) -> (String, String) {
    let first = entries.first().map(|entry| entry.title.as_str()).unwrap_or_default();
    let subject = match entries.len() {
        0 | 1 => first.to_owned(),
        more => format!("{first} (and {} more)", more - 1),
    };
    let mut text = String::new();
    for entry in entries {
        text.push_str(&format!("{}\n{}\n{}\n", entry.title, entry.text, entry.at));
        if let Some(pages) = &plan.pages {
            text.push_str(&format!("{}{}\n", pages.trim_end_matches('/'), entry.address));
        }
        text.push('\n');
    }
    text.push_str(&format!("-- \nSent by Twosource to those who follow “{follower}”. A standing tells what reports share, and not whether it is so.\n"));
    (subject, text)
}
