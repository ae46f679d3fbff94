//! Claims in the same words: a list shows them once.

use std::collections::BTreeMap;

use crate::file::{ClaimRecord, Standing};

/// The claims whose words another claim has too and stands better with, each with the place of that one. Statements that were
/// told apart may give claims of the same words; whoever counts or lists claims for a reader leaves these out.
#[must_use]
pub fn twins(claims: &[ClaimRecord]) -> BTreeMap<usize, usize> {
    let mut best: BTreeMap<String, usize> = BTreeMap::new();
    for (place, claim) in claims.iter().enumerate() {
        let words = words(&claim.text);
        if words.is_empty() {
            continue;
        }
        let known = best.entry(words).or_insert(place);
        if rank(claim.standing) < rank(claims[*known].standing) {
            *known = place;
        }
    }
    let kept = |place: usize| best.get(&words(&claims[place].text)).copied();
    (0..claims.len())
        .filter_map(|place| kept(place).filter(|kept| *kept != place).map(|kept| (place, kept)))
        .collect()
}

/// The letters and digits of each word, without case.
fn words(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A contradiction is told before what merely repeats.
fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Corroborated => 0,
        Standing::Disputed => 1,
        Standing::Echoed => 2,
        Standing::Unsourced => 3,
        Standing::SingleSource => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::twins;
    use crate::file::Standing;

    #[test]
    fn the_better_of_two_in_the_same_words_stands_for_both() {
        let (_, evidence) = crate::invented::weighed();
        let mut claims = evidence.stories[0].claims.clone();
        claims.truncate(1);
        claims[0].text = "The bridge is shut.".to_owned();
        claims[0].standing = Standing::SingleSource;
        let mut better = claims[0].clone();
        better.text = "the bridge is  shut".to_owned();
        better.standing = Standing::Corroborated;
        let mut other = claims[0].clone();
        other.text = "The bridge is open.".to_owned();
        claims.extend([better, other]);
        assert_eq!(twins(&claims).into_iter().collect::<Vec<_>>(), [(0, 1)]);
    }
}
