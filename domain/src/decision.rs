//! Decisions of the governing bodies that an activity carries out.

use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// The body that took a decision.
    Body ("body") {
        /// Conference of the Parties serving as the meeting of the Parties to the Cartagena Protocol.
        CopMop = "cop-mop",
        /// Conference of the Parties to the Convention on Biological Diversity.
        Cop = "cop",
    }
}

/// A decision as an activity cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Code, for instance “BS-VII/10”.
    pub code: String,
    /// The body that took it.
    pub body: Body,
    /// What it is about, where that is known.
    pub topic: Translated,
    /// On what that knowledge rests.
    pub basis: Translated,
    /// Paragraphs as cited; `None` where the document cites none.
    pub paragraphs: Option<String>,
    /// What is odd about the citation.
    pub note: Translated,
}
