//! What people ask. A query reads and returns a model of `domain`; whoever may not see something does not get it.

pub mod plan;
