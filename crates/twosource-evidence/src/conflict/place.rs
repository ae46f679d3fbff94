//! Two places for one happening. "in northern Syria" against "in southern Syria".

use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;
use crate::vocabulary::family;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.4;

/// The parts of a country, by family.
const PARTS: [&str; 8] =
    ["east", "west", "north", "south", "northeast", "southeast", "northwest", "southwest"];

/// Finds parts of one country or town that differ.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE || !pairing.one_claim {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let (of_a, of_b) = (parts(a), parts(b));
    let mut clashes = Vec::new();
    for (whole, part, token) in &of_a {
        let rivals: Vec<_> = of_b.iter().filter(|(other, _, _)| other == whole).collect();
        let [(_, rival, at)] = rivals.as_slice() else { continue };
        // "northeast" is a part of "north".
        let fits = part.starts_with(rival.as_str()) || rival.starts_with(part.as_str());
        let once = of_a.iter().filter(|(other, _, _)| other == whole).count() == 1;
        if fits || part.ends_with(rival.as_str()) || rival.ends_with(part.as_str()) || !once {
            continue;
        }
        let spans = [a.annotated.doc.span(*token), b.annotated.doc.span(*at)];
        let values = [spans[0].of(&a.annotated.report.text), spans[1].of(&b.annotated.report.text)];
        clashes.push(Clash {
            on: ConflictKind::Place,
            matter: whole.clone(),
            values: [(values[0].to_owned(), spans[0]), (values[1].to_owned(), spans[1])],
            why: format!("“{}” against “{}” of {whole}", values[0], values[1]),
            replaces: false,
        });
    }
    clashes
}

/// The named wholes of a statement with the part each is spoken of in, and where the part stands.
fn parts(side: &Side) -> Vec<(String, String, usize)> {
    let doc = &side.annotated.doc;
    let tokens = side.statement.tokens.clone();
    tokens
        .filter_map(|token| {
            let part = family(doc.lower(token));
            let whole = doc.head(token);
            (PARTS.contains(&part) && whole > token && doc.pos(whole) == "PROPN")
                .then(|| (doc.lower(whole).to_owned(), part.to_owned(), token))
        })
        .collect()
}
