//! Watches what happens in the collection, also by other processes, tells those who follow it, and weighs what changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use twosource_store::{Mark, StoryId};

use crate::house::on_a_thread;
use crate::{House, Trouble};

/// How often the database is asked for news. It answers in microseconds.
const PULSE: Duration = Duration::from_millis(500);

/// Events told in one go; more are told at the next.
const MOST_EVENTS: usize = 500;

/// Stories that are weighed between two looks for news.
const STORIES_A_PULSE: usize = 4;

/// Does so until the server stops.
pub(crate) async fn keep(house: Arc<House>) {
    let mut stopping = house.stopping();
    let mut mark = None;
    let mut tried = BTreeSet::new();
    while !*stopping.borrow() {
        let at_work = Arc::clone(&house);
        let result = on_a_thread(move || {
            let mark = tell(&at_work, mark)?;
            let tried = weigh(&at_work, tried)?;
            Ok((mark, tried))
        })
        .await;
        match result {
            Ok((now, now_tried)) => (mark, tried) = (Some(now), now_tried),
            // The collection could not be read just now; it is asked again.
            Err(_) => tried = BTreeSet::new(),
        }
        tokio::select! {
            () = tokio::time::sleep(PULSE) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Tells what happened after `mark`; without one, nothing has been told and all is old.
fn tell(house: &House, mark: Option<Mark>) -> Result<Mark, Trouble> {
    let (mark, events) = house.pool().with(|store| match mark {
        None => Ok((store.mark()?, Vec::new())),
        Some(mark) => {
            let events = store.events(mark, MOST_EVENTS)?;
            Ok((events.last().map_or(mark, |(mark, _)| *mark), events))
        }
    })?;
    for event in events {
        // Nobody listening is no failure.
        let _ = house.happenings.send(event);
    }
    Ok(mark)
}

/// Weighs some stories whose reports changed. What cannot be kept, in a folder that may only be read, is tried once.
fn weigh(
    house: &House,
    mut tried: BTreeSet<(StoryId, String)>,
) -> Result<BTreeSet<(StoryId, String)>, Trouble> {
    let next = house.pool().with(|store| {
        let mut next = Vec::new();
        for story in store.unweighed(tried.len() + STORIES_A_PULSE)? {
            let key = store.evidence_key(story, house.run())?;
            if tried.insert((story, key)) {
                next.push(story);
            }
        }
        next.truncate(STORIES_A_PULSE);
        Ok(next)
    })?;
    for story in next {
        house.weigh_now(story)?;
    }
    Ok(tried)
}
