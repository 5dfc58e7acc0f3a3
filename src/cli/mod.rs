//! What the command line does beyond starting the server, as functions that return what is to be printed.

pub mod plan;
