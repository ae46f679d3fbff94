//! From Python's regular expressions to those of the `regex` and `fancy-regex` crates.

use crate::ModelError;

/// Writes a Python pattern in the crates' syntax: code points are written out, and what only Rust takes as an operator
/// within brackets is escaped. (`$` is the very end in Rust, and in Python also before a last line feed; a token that ends
/// in a line feed is white space, which no pattern is about.)
pub(super) fn translate(pattern: &str) -> Result<String, ModelError> {
    let mut reader = Reader { rest: pattern.strip_prefix("(?u)").unwrap_or(pattern), output: String::new() };
    while let Some(c) = reader.next() {
        match c {
            '\\' => {
                let escape = reader.escape()?;
                reader.emit(escape);
            }
            '[' => reader.class()?,
            _ => reader.output.push(c),
        }
    }
    Ok(reader.output)
}

/// What a backslash stands for.
#[derive(Clone, Copy)]
enum Escape {
    Literal(char),
    /// A class or an anchor, by its letter.
    Letter(char),
}

struct Reader<'p> {
    rest: &'p str,
    output: String,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn escape(&mut self) -> Result<Escape, ModelError> {
        let c = self.next().ok_or_else(|| unsupported("a backslash at the end"))?;
        let digits = match c {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'n' => return Ok(Escape::Literal('\n')),
            't' => return Ok(Escape::Literal('\t')),
            'r' => return Ok(Escape::Literal('\r')),
            'Z' => return Ok(Escape::Letter('z')),
            'A' | 'b' | 'B' | 'd' | 'D' | 's' | 'S' | 'w' | 'W' => return Ok(Escape::Letter(c)),
            _ if c.is_ascii_alphanumeric() => return Err(unsupported(&format!("\\{c}"))),
            _ => return Ok(Escape::Literal(c)),
        };
        let code = self.rest.get(..digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let literal = code.and_then(char::from_u32).ok_or_else(|| unsupported("a broken code point"))?;
        self.rest = &self.rest[digits..];
        Ok(Escape::Literal(literal))
    }

    fn emit(&mut self, escape: Escape) {
        match escape {
            Escape::Letter(letter) => self.output.extend(['\\', letter]),
            Escape::Literal(c) => {
                if c.is_ascii_punctuation() {
                    self.output.push('\\');
                }
                self.output.push(c);
            }
        }
    }

    /// The rest of a bracketed class.
    fn class(&mut self) -> Result<(), ModelError> {
        self.output.push('[');
        if let Some(rest) = self.rest.strip_prefix('^') {
            self.rest = rest;
            self.output.push('^');
        }
        let mut first = true;
        loop {
            let c = self.next().ok_or_else(|| unsupported("an open bracket"))?;
            if c == ']' && !first {
                self.output.push(']');
                return Ok(());
            }
            first = false;
            let item = if c == '\\' { self.escape()? } else { Escape::Literal(c) };
            self.emit(item);
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if is_range && matches!(item, Escape::Literal(_)) {
                self.next();
                self.output.push('-');
                let c = self.next().ok_or_else(|| unsupported("an open bracket"))?;
                let end = if c == '\\' { self.escape()? } else { Escape::Literal(c) };
                self.emit(end);
            }
        }
    }
}

fn unsupported(what: &str) -> ModelError {
    ModelError::Unsupported(format!("a pattern of its tokenizer has {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_written_out_and_brackets_escaped() {
        assert_eq!(translate(r"^\u0041|\U0001F600|\!$").unwrap(), "^A|😀|\\!$");
        assert_eq!(translate(r"[a-z\-[&&]").unwrap(), r"[a-z\-\[\&\&]");
        assert_eq!(translate(r"[0-9-]\d").unwrap(), r"[0-9\-]\d");
        assert!(translate(r"(a)\1").is_err());
    }
}
