//! What the tracker holds, written out for other programs.

pub mod csv;
pub mod plan;
pub mod workbook;
