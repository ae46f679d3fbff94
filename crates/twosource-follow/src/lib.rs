//! Telling those who follow a story, a name, a claim or a number what came to stand otherwise: by webhook and by mail.
//!
//! Only substance is told: a standing fell, a claim came into dispute or found a second source, a report changed a number, a date or a
//! source, or changed quietly. Other words of the same thing are no news. [`Plan`] says who follows what, [`substance`] finds what
//! happened, [`Round`] sends each follower what they were not told yet; what could not be sent is tried again.

mod mail;
mod plan;
mod round;
pub mod substance;
mod webhook;

pub use mail::{Mailer, Post, Security};
pub use plan::{Follower, Plan, PlanError, What};
pub use round::{Round, Told};
pub use substance::Entry;
