//! The records of a web archive, found again after one that is broken or lies about its length.

use std::io::BufRead;

/// Bytes that the head of a record may take.
const HEAD_BYTES: usize = 1 << 20;

/// Bytes of a line that are looked at together where the next head is searched.
const PIECE: usize = 1 << 16;

/// How a head begins.
const VERSION: &[u8] = b"WARC/";

/// How the head after a record whose length lies begins. A page may speak of "WARC/" by itself.
const NEXT: &[u8] = b"\nWARC/1.";

/// Records that may lie about their length before lengths are no longer trusted: each costs reading as far as it says.
const LIES: usize = 16;

/// The head of a record.
#[derive(Debug, Default)]
pub(super) struct Head {
    fields: Vec<(String, String)>,
    length: u64,
}

impl Head {
    /// A field by its name in small letters.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// What comes next in an archive.
pub(super) enum Next {
    /// A record.
    Head(Head),
    /// Bytes that are none.
    Broken {
        /// What is wrong.
        why: &'static str,
        /// Bytes up to the next head.
        passed: u64,
        /// True where none follows.
        ends: bool,
    },
    /// Nothing.
    End,
}

/// The body of a record.
pub(super) enum Body {
    Whole(Vec<u8>),
    /// More than is wanted; it was passed over.
    TooLarge,
    /// The archive ends in it.
    Cut,
    /// It is not as long as its head says.
    Lied {
        /// Bytes up to the next head.
        passed: u64,
    },
}

/// An archive, record by record.
pub(super) struct Records<'s> {
    source: &'s mut dyn BufRead,
    /// What was read and belongs to later records, from `at`.
    back: Vec<u8>,
    at: usize,
    lies: usize,
}

impl<'s> Records<'s> {
    pub fn new(source: &'s mut dyn BufRead) -> Self {
        Records { source, back: Vec::new(), at: 0, lies: 0 }
    }

    /// The next head; its body must be asked for before the one after.
    pub fn next(&mut self) -> std::io::Result<Next> {
        self.blank()?;
        let mut head = Head::default();
        let mut taken = 0;
        let mut line = Vec::new();
        let mut length = None;
        loop {
            line.clear();
            let is_whole = self.line(&mut line, PIECE)?;
            if line.is_empty() {
                return if taken == 0 {
                    Ok(Next::End)
                } else {
                    self.broken("its head is cut short", taken, b"")
                };
            }
            if taken == 0 && !line.starts_with(VERSION) {
                return self.broken("no head begins here", 0, &line);
            }
            let is_first = taken == 0;
            taken += line.len();
            if !is_whole || taken > HEAD_BYTES {
                return self.broken("its head is too long", taken, b"");
            }
            let text = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
            if is_first {
                continue;
            }
            if text.is_empty() {
                break;
            }
            match (text.split_once(':'), head.fields.last_mut()) {
                (_, Some((_, value))) if text.starts_with([' ', '\t']) => value.push_str(&text),
                (Some((name, value)), _) => {
                    let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_owned());
                    if name == "content-length" {
                        length = value.parse().ok();
                    }
                    head.fields.push((name, value));
                }
                (None, _) => return self.broken("its head has a line that is no field", taken, b""),
            }
        }
        match length {
            Some(length) => Ok(Next::Head(Head { length, ..head })),
            None => self.broken("its head gives no length", taken, b""),
        }
    }

    /// The body of the record whose head came last, up to `limit` bytes.
    pub fn body(&mut self, head: &Head, limit: usize) -> std::io::Result<Body> {
        if self.lies >= LIES {
            return self.distrusted(limit);
        }
        let wanted = head.length.min(limit as u64) as usize;
        let mut bytes = Vec::new();
        while bytes.len() < wanted {
            let piece = self.fill()?;
            if piece.is_empty() {
                break;
            }
            let taken = piece.len().min(wanted - bytes.len());
            bytes.extend_from_slice(&piece[..taken]);
            self.consume(taken);
        }
        let is_cut = bytes.len() < wanted;
        let mut over = head.length - wanted as u64;
        while over > 0 && !is_cut {
            let there = self.fill()?.len() as u64;
            if there == 0 {
                break;
            }
            let taken = there.min(over);
            self.consume(taken as usize);
            over -= taken;
        }
        if !is_cut && over == 0 && self.at_head()? {
            return Ok(if head.length > limit as u64 { Body::TooLarge } else { Body::Whole(bytes) });
        }
        // The next head may stand in what was taken for the body.
        self.lies += 1;
        // A body of no bytes may be followed by what belongs to it.
        let found = bytes.windows(NEXT.len()).position(|window| window == NEXT);
        if let Some(found) = found {
            let passed = found as u64 + 1;
            let mut rest = bytes.split_off(found + 1);
            rest.extend_from_slice(self.back.get(self.at..).unwrap_or(&[]));
            (self.back, self.at) = (rest, 0);
            return Ok(Body::Lied { passed });
        }
        if is_cut || over > 0 {
            return Ok(Body::Cut);
        }
        let passed = bytes.len() as u64 + self.pass()?;
        Ok(Body::Lied { passed })
    }

    /// A body up to the next head, whatever its own says.
    fn distrusted(&mut self, limit: usize) -> std::io::Result<Body> {
        let mut line = Vec::new();
        let (mut bytes, mut passed, mut at_start) = (Vec::new(), 0_u64, false);
        loop {
            line.clear();
            let is_whole = self.line(&mut line, PIECE)?;
            if line.is_empty() || (at_start && line.starts_with(&NEXT[1..])) {
                self.put_back(&line);
                let fits = passed <= limit as u64;
                // What ends the record is no part of it.
                for _ in 0..2 {
                    let end = [&b"\r\n"[..], b"\n"].into_iter().find(|end| bytes.ends_with(end));
                    bytes.truncate(bytes.len() - end.map_or(0, <[u8]>::len));
                }
                return Ok(if line.is_empty() && passed == 0 {
                    Body::Cut
                } else if fits {
                    Body::Whole(bytes)
                } else {
                    Body::TooLarge
                });
            }
            passed += line.len() as u64;
            if passed <= limit as u64 {
                bytes.extend_from_slice(&line);
            }
            at_start = is_whole;
        }
    }

    /// What is no record, and what follows up to the next head.
    fn broken(&mut self, why: &'static str, taken: usize, line: &[u8]) -> std::io::Result<Next> {
        // The rest of a line in the middle of which reading stopped is no start of one.
        let mut passed = (taken + line.len()) as u64;
        let in_line = !line.is_empty() && line.last() != Some(&b'\n');
        if in_line {
            let mut rest = Vec::new();
            loop {
                rest.clear();
                let is_whole = self.line(&mut rest, PIECE)?;
                passed += rest.len() as u64;
                if is_whole || rest.is_empty() {
                    break;
                }
            }
        }
        passed += self.pass()?;
        let ends = self.fill()?.is_empty();
        Ok(Next::Broken { why, passed, ends })
    }

    /// Passes over everything up to a line that begins a record. The next byte must be the start of a line.
    fn pass(&mut self) -> std::io::Result<u64> {
        let mut line = Vec::new();
        let (mut passed, mut at_start) = (0, true);
        loop {
            line.clear();
            let is_whole = self.line(&mut line, PIECE)?;
            if line.is_empty() {
                return Ok(passed);
            }
            if at_start && line.starts_with(&NEXT[1..]) {
                self.put_back(&line);
                return Ok(passed);
            }
            passed += line.len() as u64;
            at_start = is_whole;
        }
    }

    /// True where a record ends: two line ends follow it, or a head, or nothing.
    fn at_head(&mut self) -> std::io::Result<bool> {
        if self.blank()? >= 2 {
            return Ok(true);
        }
        let mut start = Vec::new();
        while start.len() < VERSION.len() {
            let piece = self.fill()?;
            let Some(&byte) = piece.first() else { break };
            start.push(byte);
            self.consume(1);
        }
        self.put_back(&start);
        Ok(start.is_empty() || start == VERSION)
    }

    /// Passes over line ends; returns how many there were.
    fn blank(&mut self) -> std::io::Result<usize> {
        let mut ends = 0;
        loop {
            let piece = self.fill()?;
            let blank = piece.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            ends += piece.iter().take(blank).filter(|byte| **byte == b'\n').count();
            let is_all = blank == piece.len();
            if blank == 0 {
                return Ok(ends);
            }
            self.consume(blank);
            if !is_all {
                return Ok(ends);
            }
        }
    }

    /// Appends bytes up to a line's end or to `most`; true where the line ended.
    fn line(&mut self, line: &mut Vec<u8>, most: usize) -> std::io::Result<bool> {
        while line.len() < most {
            let room = most - line.len();
            let piece = self.fill()?;
            if piece.is_empty() {
                return Ok(false);
            }
            let piece = &piece[..piece.len().min(room)];
            let end = piece.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(piece.len());
            line.extend_from_slice(&piece[..taken]);
            self.consume(taken);
            if end.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn fill(&mut self) -> std::io::Result<&[u8]> {
        if self.at < self.back.len() {
            return Ok(&self.back[self.at..]);
        }
        loop {
            match self.source.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.back.len() {
            self.at += amount;
            if self.at >= self.back.len() {
                (self.back, self.at) = (Vec::new(), 0);
            }
        } else {
            self.source.consume(amount);
        }
    }

    fn put_back(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        // What was taken from there mostly still stands before the place.
        if self.at >= bytes.len() && self.back.get(self.at - bytes.len()..self.at) == Some(bytes) {
            self.at -= bytes.len();
            return;
        }
        let mut whole = bytes.to_vec();
        whole.extend_from_slice(self.back.get(self.at..).unwrap_or(&[]));
        (self.back, self.at) = (whole, 0);
    }
}
