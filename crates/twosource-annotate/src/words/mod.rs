//! Words by themselves: those that tie a sentence together, and those for numbers.

mod function;
mod number;

pub use function::is_function_word;
pub use number::value_of_word;
