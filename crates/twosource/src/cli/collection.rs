//! The collection that a command asks for.

use std::path::PathBuf;

use jiff::Timestamp;
use twosource::store::{self, StoreError};
use twosource::{Collection, Error, outlets};

use super::Outcome;
use super::args::Place;
use super::terminal::Terminal;

/// The folder that --store names, else the usual one. Its own file of outlets is put to use, unless --outlets named one.
pub fn folder(place: &Place) -> Result<PathBuf, Error> {
    let folder = match &place.store {
        Some(folder) => folder.clone(),
        None => Collection::default_folder()?,
    };
    let own = folder.join(outlets::FILE_NAME);
    if own.is_file() {
        outlets::put_to_use(&own)?;
    }
    Ok(folder)
}

/// Opens the collection to ask it.
pub fn open(place: &Place) -> Result<Collection, Error> {
    Collection::open(&folder(place)?)
}

/// Says where an older program's search index lies in the folder and only takes room.
pub fn tell_of_left_over(collection: &Collection, terminal: &Terminal) {
    if let Some(folder) = collection.store().left_over() {
        terminal.warning(&format!(
            "{} was made by an older program and is not used any more; it can be deleted",
            folder.display()
        ));
    }
}

/// Tells of what could not be read back and was left out of an answer.
pub fn left_out(collection: &Collection, terminal: &Terminal) -> Outcome {
    let damaged = collection.store().left_out();
    for what in damaged.iter().take(TOLD) {
        terminal.error(&format!("{what}; it was left out, `twosource doctor` tells more"));
    }
    if damaged.len() > TOLD {
        terminal.error(&format!("{} more were left out", damaged.len() - TOLD));
    }
    if damaged.is_empty() { Outcome::Done } else { Outcome::Incomplete }
}

/// Damaged values that are told one by one.
const TOLD: usize = 5;

/// A moment that a flag gives.
pub fn moment(given: Option<&String>) -> Result<Option<Timestamp>, Error> {
    Ok(given.map(|given| store::moment(given)).transpose()?)
}

/// What an error of a question means for the exit code: something that is not there is wrong usage.
pub fn outcome_of<T>(result: Result<T, Error>, terminal: &Terminal) -> anyhow::Result<Result<T, Outcome>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Error::Store(
            error @ (StoreError::Question(_)
            | StoreError::UnknownStory { .. }
            | StoreError::UnknownReport { .. }
            | StoreError::Missing { .. }),
        )) => {
            terminal.error(&error.to_string());
            Ok(Err(Outcome::WrongUsage))
        }
        Err(error) => Err(error.into()),
    }
}
