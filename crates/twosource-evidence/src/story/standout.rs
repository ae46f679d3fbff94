//! How alike two reports are beside how alike each is to those nearest to it.
//!
//! Some reports are alike to many (short ones, those with common words), some to few. Dividing by what each has with its
//! nearest evens that out, as in L. Zelnik-Manor and P. Perona, *Self-tuning spectral clustering* (2004). A report with
//! no near ones is not stretched: by [`FLOOR`] it needs as much to join as any.

/// How many of the nearest count.
const NEAREST: usize = 3;

/// What the nearest have, at least.
const FLOOR: f64 = 0.33;

/// What the mean standing-out of two groups must be above for them to be one story.
pub(super) const THRESHOLD: f64 = 0.52;

/// How alike a report is to those nearest to it, from its likenesses to all others.
pub(super) fn to_nearest(likenesses: impl Iterator<Item = f64>) -> f64 {
    let mut best = [0.0; NEAREST];
    for likeness in likenesses {
        let place = best.iter().position(|&known| likeness > known);
        if let Some(place) = place {
            best[place..].rotate_right(1);
            best[place] = likeness;
        }
    }
    (best.iter().sum::<f64>() / NEAREST as f64).max(FLOOR)
}

/// The likeness of two reports, given how alike each is to its nearest.
pub(super) fn standout(likeness: f64, nearest_of_one: f64, nearest_of_other: f64) -> f64 {
    likeness / (nearest_of_one * nearest_of_other).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_the_best_whatever_their_order() {
        let mean = (0.9 + 0.6 + 0.5) / 3.0;
        for likenesses in [[0.9, 0.6, 0.5, 0.1], [0.1, 0.5, 0.6, 0.9], [0.5, 0.9, 0.1, 0.6]] {
            assert!((to_nearest(likenesses.into_iter()) - mean).abs() < 1e-12);
        }
    }

    #[test]
    fn a_report_by_itself_is_not_stretched() {
        assert_eq!(to_nearest([0.05].into_iter()), FLOOR);
        assert!(standout(0.1, FLOOR, FLOOR) < THRESHOLD);
        assert!(standout(0.2, FLOOR, FLOOR) > THRESHOLD);
    }
}
