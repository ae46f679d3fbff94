//! Changing bytes at random, with an eye for what they are: JSON is also changed by its values.

use serde_json::{Map, Value, json};

/// Pieces that mean something in one format or another.
const PIECES: [&str; 64] = [
    "<",
    ">",
    "</p>",
    "<p",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&#",
    "&amp;",
    "&#x110000;",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\u",
    "\\ud800",
    "---\n",
    "\r\n\r\n",
    "\n\n",
    "WARC/1.0\r\n",
    "Content-Length: 99\r\n",
    "Content-Length: -1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "ffffffffffffffff\r\n",
    "\0",
    "\u{FEFF}",
    "\u{301}",
    "\u{202E}",
    "\u{2028}",
    "```",
    "|",
    "#",
    "> ",
    "- ",
    "<script type=\"application/ld+json\">",
    "</script>",
    "<style>",
    "<table><tr><td>",
    "hidden",
    "style=\"display:none\"",
    "charset=utf-16be",
    "\"@type\":\"NewsArticle\"",
    "\"text\":",
    "9999-99-99",
    "2024-02-30",
    "0000-00-00",
    "-1",
    "1e309",
    "18446744073709551616",
    "standing:",
    "date:..",
    "speaker:\"",
    " OR ",
    "NOT ",
    "[[rule]]\n",
    "= \"",
    "“",
    "”, said ",
    ", according to ",
];

/// Values that are seldom thought of.
fn odd(dice: &mut Changer) -> Value {
    let values = [
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(0.5),
        json!(""),
        json!("\u{0}"),
        json!("\u{202E}x"),
        json!("é🚢e\u{301}"),
        json!("c-1"),
        json!("S1"),
        json!("corroborated"),
        json!("2024-02-30"),
        json!([]),
        json!({}),
        json!([[]]),
        json!([0, 0]),
        json!("a".repeat(5_000)),
    ];
    let place = dice.throw(values.len());
    values.into_iter().nth(place).unwrap_or(Value::Null)
}

/// Changes inputs; a source of random numbers that are always the same.
pub struct Changer(u64);

impl Changer {
    /// One of its own for each number.
    pub fn new(seed: u64) -> Self {
        let mixed = (seed ^ 0x2545_F491_4F6C_DD1D).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Changer(mixed ^ (mixed >> 29) | 1)
    }

    /// A number below `sides`; 0 where there is none.
    pub fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if sides == 0 { 0 } else { ((self.0 >> 11) % sides as u64) as usize }
    }

    /// One of the sound inputs, changed a little or a lot.
    pub fn change(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds.get(self.throw(seeds.len())).cloned().unwrap_or_default();
        if self.throw(2) == 0
            && let Ok(value) = serde_json::from_slice::<Value>(&input)
        {
            let mut value = value;
            for _ in 0..=self.throw(3) {
                self.change_value(&mut value);
            }
            input = value.to_string().into_bytes();
            if self.throw(4) > 0 {
                return input;
            }
        }
        for _ in 0..=self.throw(5) {
            self.change_bytes(&mut input, seeds);
        }
        input
    }

    fn change_bytes(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let start = self.throw(input.len() + 1);
        let most = if self.throw(4) == 0 { 400 } else { 12 };
        let end = (start + self.throw(most)).min(input.len());
        match self.throw(9) {
            0 => drop(input.drain(start..end)),
            1 if self.throw(6) == 0 => input.truncate(start),
            2 => {
                let byte = self.throw(256) as u8;
                if let Some(place) = input.get_mut(start) {
                    *place = byte;
                }
            }
            3 => {
                if let Some(place) = input.get_mut(start) {
                    *place ^= 1 << (self.0 & 7);
                }
            }
            4 => {
                let again = input.get(start..end).unwrap_or_default().to_vec();
                let times = 1 + self.throw(40);
                drop(input.splice(start..start, again.repeat(times)));
            }
            5 => {
                // A part of another input.
                let other = seeds.get(self.throw(seeds.len())).cloned().unwrap_or_default();
                let from = self.throw(other.len() + 1);
                let to = (from + self.throw(600)).min(other.len());
                drop(input.splice(start..end, other.get(from..to).unwrap_or_default().to_vec()));
            }
            6 => {
                // What stands here changes places with what stands there.
                let moved: Vec<u8> = input.drain(start..end).collect();
                let place = self.throw(input.len() + 1);
                drop(input.splice(place..place, moved));
            }
            _ => {
                let piece = PIECES[self.throw(PIECES.len())];
                drop(input.splice(start..end.min(start + 2), piece.bytes()));
            }
        }
    }

    /// Changes one value somewhere within.
    fn change_value(&mut self, value: &mut Value) {
        let go_in = self.throw(5) > 0;
        match value {
            Value::Array(items) if !items.is_empty() && go_in => {
                let place = self.throw(items.len());
                match self.throw(8) {
                    0 => drop(items.remove(place)),
                    1 => {
                        let again = items[place].clone();
                        items.push(again);
                    }
                    2 => {
                        let other = self.throw(items.len());
                        items.swap(place, other);
                    }
                    _ => self.change_value(&mut items[place]),
                }
            }
            Value::Object(entries) if !entries.is_empty() && go_in => self.change_entry(entries),
            Value::Number(number) => {
                let near = number.as_i64().unwrap_or(0);
                *value = match self.throw(4) {
                    0 => json!(near.wrapping_add(1)),
                    1 => json!(near.wrapping_sub(1)),
                    2 => json!(near.wrapping_mul(1_000)),
                    _ => odd(self),
                };
            }
            _ => *value = odd(self),
        }
    }

    fn change_entry(&mut self, entries: &mut Map<String, Value>) {
        let place = self.throw(entries.len());
        let Some(key) = entries.keys().nth(place).cloned() else { return };
        match self.throw(10) {
            0 => drop(entries.remove(&key)),
            1 => {
                let other = entries.values().nth(self.throw(entries.len())).cloned().unwrap_or(Value::Null);
                entries.insert(key, other);
            }
            2 => drop(entries.insert(format!("{key}x"), odd(self))),
            _ => {
                if let Some(value) = entries.get_mut(&key) {
                    self.change_value(value);
                }
            }
        }
    }
}
