//! What was asked for of late.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// A table that forgets: what was put in of late, and what was put in before. When there is enough of the first it becomes
/// the second, and that is dropped. So texts of ever new words, which may be hostile, take no more memory than others.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    generation: usize,
}

impl<K: Eq + Hash, V> Recent<K, V> {
    /// A table of at most twice `generation` values.
    pub fn new(generation: usize) -> Self {
        Recent { young: HashMap::new(), old: HashMap::new(), generation }
    }

    /// The value of `key`, and whether it will be forgotten next unless it is put in again.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<(&V, bool)>
    where
        K: Borrow<Q>,
    {
        let young = self.young.get(key).map(|value| (value, false));
        young.or_else(|| self.old.get(key).map(|value| (value, true)))
    }

    pub fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.generation {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_used_is_forgotten() {
        let mut recent = Recent::new(2);
        for number in [1, 2, 3] {
            recent.insert(number, number * 10);
        }
        assert_eq!(recent.get(&1), Some((&10, true)));
        assert_eq!(recent.get(&3), Some((&30, false)));
        recent.insert(1, 10);
        recent.insert(4, 40);
        assert_eq!(recent.get(&2), None);
        assert_eq!(recent.get(&1), Some((&10, true)));
    }
}
