//! Watches what happens in the collection, also by other processes, tells those who follow it, and weighs what changed.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use twosource_store::{Mark, StoryId};

use crate::house::{held, on_a_thread};
use crate::{House, Trouble};

/// How often the database is asked for news. It answers in microseconds.
const PULSE: Duration = Duration::from_millis(500);

/// How long others have the machine between two lots of stories.
const BREATH: Duration = Duration::from_millis(20);

/// Events told in one go; more are told at the next.
const MOST_EVENTS: usize = 500;

/// Stories that are weighed between two looks for news.
const STORIES_A_PULSE: usize = 4;

/// Stories that were weighed, or tried, as they were then.
type Tried = Arc<Mutex<BTreeSet<(StoryId, String)>>>;

/// Does so until the server stops.
pub(crate) async fn keep(house: Arc<House>) {
    let mut stopping = house.stopping();
    let mut mark = None;
    let tried = Tried::default();
    while !*stopping.borrow() {
        let (at_work, tried) = (Arc::clone(&house), Arc::clone(&tried));
        let told = on_a_thread({
            let house = Arc::clone(&house);
            move || tell(&house, mark)
        });
        // Where the collection cannot be read just now, it is asked again.
        mark = told.await.ok().or(mark);
        let weighed = on_a_thread(move || weigh(&at_work, &tried)).await;
        let pause = if weighed.is_ok_and(|stories| stories > 0) { BREATH } else { PULSE };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
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

/// Weighs some stories whose reports changed; returns how many. Each is tried once as it is: what cannot be weighed, or
/// cannot be kept in a folder that may only be read, is left.
fn weigh(house: &House, tried: &Tried) -> Result<usize, Trouble> {
    let next = house.pool().with(|store| {
        let mut tried = held(tried);
        let mut next = Vec::new();
        let unweighed = store.unweighed(tried.len() + STORIES_A_PULSE)?;
        if unweighed.is_empty() {
            tried.clear();
        }
        for story in unweighed {
            let key = store.evidence_key(story, house.run())?;
            if next.len() < STORIES_A_PULSE && tried.insert((story, key)) {
                next.push(story);
            }
        }
        Ok(next)
    })?;
    for story in &next {
        if house.is_stopping() {
            break;
        }
        house.weigh_now(*story)?;
    }
    Ok(next.len())
}
