//! DER, as far as time stamps need it: definite lengths, and every step checked.

/// Elements of one that are looked at.
const MOST: usize = 256;

/// An element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Der<'b> {
    pub tag: u8,
    pub content: &'b [u8],
    /// With its tag and length.
    pub whole: &'b [u8],
}

/// The first element of `bytes`, and what follows it.
pub(crate) fn first(bytes: &[u8]) -> Option<(Der<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    // Tags of more than one byte are in no time stamp.
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (&length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x0f))?;
            (digits.iter().fold(0, |sum, &digit| (sum << 8) | usize::from(digit)), rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    let whole = bytes.get(..bytes.len() - after.len())?;
    Some((Der { tag, content, whole }, after))
}

impl<'b> Der<'b> {
    /// The elements in it.
    pub fn parts(&self) -> Option<Vec<Der<'b>>> {
        let mut parts = Vec::new();
        let mut rest = self.content;
        while !rest.is_empty() {
            let (part, after) = first(rest)?;
            parts.push(part);
            rest = after;
            if parts.len() > MOST {
                return None;
            }
        }
        Some(parts)
    }
}

/// An element made of its content.
pub(crate) fn made(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut whole = vec![tag];
    match content.len() {
        length @ 0..=0x7f => whole.push(length as u8),
        length @ 0x80..=0xff => whole.extend([0x81, length as u8]),
        length => whole.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    whole.extend_from_slice(content);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_end_where_they_say() {
        let inner = made(0x04, &[7; 200]);
        let outer = made(0x30, &inner);
        let (found, rest) = first(&outer).unwrap();
        assert!(rest.is_empty());
        assert_eq!(found.parts().unwrap()[0].content, [7; 200]);
        for broken in [
            &[][..],
            &[0x30],
            &[0x30, 5, 1],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x85, 1, 1, 1, 1, 1],
            &[0x3f, 1, 1],
        ] {
            assert!(first(broken).is_none(), "{broken:?}");
        }
    }
}
