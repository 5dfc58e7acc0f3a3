//! Calendars: the file that calendar programs read, and the page on which its secret address is made.

pub mod file;
pub mod show;
