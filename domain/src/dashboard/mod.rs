//! What a reader of the dashboard asks for, and how its figures at two moments differ.

mod figures;
mod read;

pub use figures::{Headline, OutputCount, Selection, quarters};
pub use read::{Dashboard, Earlier, Query};
