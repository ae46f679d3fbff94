//! The strings of a document, by number. Labels belong to the model and are shared; words belong to the document.

use std::collections::HashMap;
use std::sync::Arc;

/// The strings that every document of a pipeline shares. The empty string is number 0.
#[derive(Debug, Default)]
pub(crate) struct SharedStrings {
    strings: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl SharedStrings {
    pub fn new() -> Self {
        let mut strings = Self::default();
        strings.add("");
        strings
    }

    /// The number of `string`, a new one if it is not there yet.
    pub fn add(&mut self, string: &str) -> u32 {
        if let Some(&number) = self.numbers.get(string) {
            return number;
        }
        let number = self.strings.len() as u32;
        self.strings.push(string.into());
        self.numbers.insert(string.into(), number);
        number
    }

    pub fn get(&self, number: u32) -> &str {
        self.strings.get(number as usize).map_or("", |string| string)
    }

    pub fn len(&self) -> usize {
        self.strings.len()
    }
}

/// The strings of one document.
#[derive(Clone, Debug)]
pub(crate) struct Strings {
    shared: Arc<SharedStrings>,
    own: Vec<Box<str>>,
}

impl Strings {
    pub fn get(&self, number: u32) -> &str {
        let number = number as usize;
        match number.checked_sub(self.shared.len()) {
            None => self.shared.get(number as u32),
            Some(own) => self.own.get(own).map_or("", |string| string),
        }
    }
}

/// Collects the strings of a document that is being parsed.
pub(crate) struct Interner {
    strings: Strings,
    numbers: HashMap<Box<str>, u32>,
}

impl Interner {
    pub fn new(shared: &Arc<SharedStrings>) -> Self {
        let strings = Strings { shared: Arc::clone(shared), own: Vec::new() };
        Interner { strings, numbers: HashMap::new() }
    }

    /// The number of `string`, a new one if it is not there yet.
    pub fn add(&mut self, string: &str) -> u32 {
        if let Some(&number) = self.strings.shared.numbers.get(string) {
            return number;
        }
        if let Some(&number) = self.numbers.get(string) {
            return number;
        }
        let number = (self.strings.shared.len() + self.strings.own.len()) as u32;
        self.strings.own.push(string.into());
        self.numbers.insert(string.into(), number);
        number
    }

    pub fn get(&self, number: u32) -> &str {
        self.strings.get(number)
    }

    pub fn finish(self) -> Strings {
        self.strings
    }
}
