//! Rules that set parts of speech, features, and lemmas of closed-class words from tags, words and labels.

use std::collections::{BTreeMap, HashMap};

use fancy_regex::Regex;

use crate::ModelError;
use crate::container::damaged;
use crate::header::{Condition, ConditionSet, RulePattern};
use crate::string_table::{Interner, SharedStrings};

/// What the rules read and write of a token. Strings by number.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TokenAttributes {
    pub orth: u32,
    pub lower: u32,
    pub tag: u32,
    pub pos: u32,
    pub morph: u32,
    pub dep: u32,
    /// 0 where no rule has set it.
    pub lemma: u32,
    pub is_space: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Field {
    Orth,
    Lower,
    Tag,
    Pos,
    Morph,
    Dep,
    Lemma,
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ORTH" | "TEXT" => Field::Orth,
            "LOWER" => Field::Lower,
            "TAG" => Field::Tag,
            "POS" => Field::Pos,
            "MORPH" => Field::Morph,
            "DEP" => Field::Dep,
            "LEMMA" => Field::Lemma,
            _ => return None,
        })
    }

    fn of(self, token: &TokenAttributes) -> u32 {
        match self {
            Field::Orth => token.orth,
            Field::Lower => token.lower,
            Field::Tag => token.tag,
            Field::Pos => token.pos,
            Field::Morph => token.morph,
            Field::Dep => token.dep,
            Field::Lemma => token.lemma,
        }
    }

    fn set(self, token: &mut TokenAttributes, value: u32) {
        match self {
            Field::Tag => token.tag = value,
            Field::Pos => token.pos = value,
            Field::Morph => token.morph = value,
            Field::Dep => token.dep = value,
            Field::Lemma => token.lemma = value,
            Field::Orth | Field::Lower => {}
        }
    }
}

/// A condition on one token.
#[derive(Debug)]
enum Test {
    Space(bool),
    Is(Field, u32),
    In(Field, Vec<u32>),
    NotIn(Field, Vec<u32>),
    Matches(Field, Box<Regex>),
}

impl Test {
    fn field(&self) -> Option<Field> {
        match self {
            Test::Space(_) => None,
            Test::Is(field, _) | Test::In(field, _) | Test::NotIn(field, _) | Test::Matches(field, _) => {
                Some(*field)
            }
        }
    }

    fn holds(&self, token: &TokenAttributes, strings: &Interner) -> bool {
        match self {
            Test::Space(wanted) => token.is_space == *wanted,
            Test::Is(field, value) => field.of(token) == *value,
            Test::In(field, values) => values.contains(&field.of(token)),
            Test::NotIn(field, values) => !values.contains(&field.of(token)),
            Test::Matches(field, regex) => regex.is_match(strings.get(field.of(token))).unwrap_or(false),
        }
    }
}

#[derive(Debug)]
struct Pattern {
    /// Position of the rule; later rules win.
    rule: usize,
    tokens: Vec<Vec<Test>>,
}

#[derive(Debug)]
struct Action {
    index: usize,
    values: Vec<(Field, u32)>,
}

#[derive(Debug)]
pub(crate) struct AttributeRuler {
    actions: Vec<Action>,
    patterns: Vec<Pattern>,
    /// Patterns whose first token must have a certain value of tag or word, by that value.
    keyed: HashMap<(Field, u32), Vec<usize>>,
    /// All others.
    other: Vec<usize>,
    reads_words: bool,
}

impl AttributeRuler {
    pub fn new(rules: &[RulePattern], strings: &mut SharedStrings) -> Result<Self, ModelError> {
        let mut ruler = AttributeRuler {
            actions: Vec::new(),
            patterns: Vec::new(),
            keyed: HashMap::new(),
            other: Vec::new(),
            reads_words: false,
        };
        for (number, rule) in rules.iter().enumerate() {
            let mut values = Vec::new();
            for (name, value) in &rule.attrs {
                let field = Field::named(name).ok_or_else(|| unsupported(name))?;
                let value = if field == Field::Morph && value == "_" { "" } else { value };
                values.push((field, strings.add(value)));
            }
            ruler.actions.push(Action { index: rule.index, values });
            for tokens in &rule.patterns {
                if tokens.is_empty() || rule.index >= tokens.len() {
                    return Err(damaged(&format!(
                        "rule {number} of the attribute ruler sets a token it does not see"
                    )));
                }
                let tokens: Result<Vec<_>, _> = tokens.iter().map(|token| tests(token, strings)).collect();
                ruler.add(Pattern { rule: number, tokens: tokens? });
            }
        }
        Ok(ruler)
    }

    fn add(&mut self, pattern: Pattern) {
        let number = self.patterns.len();
        let reads_words = |test: &Test| test.field() == Some(Field::Orth);
        self.reads_words |= pattern.tokens.iter().flatten().any(reads_words);
        let keys = pattern.tokens[0].iter().filter_map(|test| match test {
            Test::Is(field @ (Field::Lower | Field::Tag), value) => Some((*field, *value)),
            _ => None,
        });
        // Words are rarer than tags.
        match keys.min() {
            Some(key) => self.keyed.entry(key).or_default().push(number),
            None => self.other.push(number),
        }
        self.patterns.push(pattern);
    }

    /// True where a rule looks at words as they are written.
    pub fn reads_words(&self) -> bool {
        self.reads_words
    }

    /// Applies the rules to a document. All rules look at the tokens as they were at first.
    pub fn apply(&self, tokens: &mut [TokenAttributes], strings: &Interner) {
        let mut matches: Vec<(usize, usize)> = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            let keyed = [(Field::Lower, token.lower), (Field::Tag, token.tag)];
            let keyed = keyed.iter().filter_map(|key| self.keyed.get(key)).flatten();
            for &number in keyed.chain(&self.other) {
                let pattern = &self.patterns[number];
                let Some(seen) = tokens.get(start..start + pattern.tokens.len()) else { continue };
                let mut pairs = pattern.tokens.iter().zip(seen);
                if pairs.all(|(tests, token)| tests.iter().all(|test| test.holds(token, strings))) {
                    matches.push((pattern.rule, start));
                }
            }
        }
        matches.sort_unstable();
        for (rule, start) in matches {
            let action = &self.actions[rule];
            let token = &mut tokens[start + action.index];
            action.values.iter().for_each(|(field, value)| field.set(token, *value));
        }
    }
}

fn tests(token: &BTreeMap<String, Condition>, strings: &mut SharedStrings) -> Result<Vec<Test>, ModelError> {
    let mut tests = Vec::new();
    for (name, condition) in token {
        if name == "IS_SPACE" {
            let Condition::Flag(wanted) = condition else { return Err(unsupported(name)) };
            tests.push(Test::Space(*wanted));
            continue;
        }
        let field = Field::named(name).ok_or_else(|| unsupported(name))?;
        let mut add = |value: &String| strings.add(value);
        tests.push(match condition {
            Condition::Flag(_) => return Err(unsupported(name)),
            Condition::Is(value) => Test::Is(field, add(value)),
            Condition::Set(ConditionSet::In(values)) => Test::In(field, values.iter().map(add).collect()),
            Condition::Set(ConditionSet::NotIn(values)) => {
                Test::NotIn(field, values.iter().map(add).collect())
            }
            Condition::Set(ConditionSet::Regex(pattern)) => {
                let regex = Regex::new(pattern).map_err(|_| unsupported(&format!("{name} {pattern}")))?;
                Test::Matches(field, Box::new(regex))
            }
        });
    }
    // The cheap tests first.
    tests.sort_by_key(|test| matches!(test, Test::Matches(..)));
    Ok(tests)
}

fn unsupported(what: &str) -> ModelError {
    ModelError::Unsupported(format!("its attribute ruler has a rule on {what}"))
}
