//! Words that stand in two statements in one run.

/// The words of a statement that are compared, at most.
const LONGEST: usize = 120;

/// The longest run of words of `a` that also stands in `b`: where it starts in `a`, and how many words it has.
pub(crate) fn longest_common(a: &[usize], b: &[usize]) -> (usize, usize) {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let mut best = (0, 0);
    // How long the run is that ends above, at each place of `b`.
    let mut above = vec![0; b.len() + 1];
    for (i, word) in a.iter().enumerate() {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let here: usize = if word == other { diagonal + 1 } else { 0 };
            diagonal = above[j + 1];
            above[j + 1] = here;
            if here > best.1 {
                best = (i + 1 - here, here);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found_where_it_stands() {
        assert_eq!(longest_common(&[1, 2, 3, 4], &[9, 2, 3, 8, 4]), (1, 2));
        assert_eq!(longest_common(&[1, 2], &[3]).1, 0);
        assert_eq!(longest_common(&[], &[]).1, 0);
        assert_eq!(longest_common(&[5, 5, 5], &[5, 5]).1, 2);
    }
}
