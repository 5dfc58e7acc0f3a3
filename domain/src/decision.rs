//! Decisions of the governing bodies that an activity carries out.

use crate::words::words;

words! {
    /// The body that took a decision.
    Body ("body") {
        /// Conference of the Parties serving as the meeting of the Parties to the Cartagena Protocol.
        CopMop = "cop-mop",
        /// Conference of the Parties to the Convention on Biological Diversity.
        Cop = "cop",
    }
}
