//! What has to be set before a new tracker is of use.

/// What has been set, and what has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checklist {
    /// Activities that are not over.
    pub activities: usize,
    /// Those of them that nobody leads.
    pub leaderless: usize,
    /// Those of them on which no partner is confirmed.
    pub unconfirmed: usize,
    /// Those of them without an output that has a due day.
    pub undated: usize,
    /// People with an account.
    pub people: usize,
    /// Whether mails go to a server.
    pub has_mail_server: bool,
    /// Whether somebody has decided about public pages.
    pub public_pages_decided: bool,
    /// Whether a backup was ever made.
    pub has_backup: bool,
}

/// A line of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Name the lead officers.
    Leads,
    /// Confirm the partners.
    Partners,
    /// Set the due days of outputs.
    Outputs,
    /// Invite people.
    People,
    /// Set up a mail server.
    Mail,
    /// Decide whether pages are open to the public.
    PublicPages,
    /// Make a backup.
    Backup,
}

impl Item {
    /// All of them, in the order in which they are best done.
    pub const ALL: [Self; 7] = [Self::People, Self::Leads, Self::Partners, Self::Outputs, Self::Mail, Self::PublicPages, Self::Backup];

    /// A word for texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Partners => "partners",
            Self::Outputs => "outputs",
            Self::People => "people",
            Self::Mail => "mail",
            Self::PublicPages => "public-pages",
            Self::Backup => "backup",
        }
    }
}

impl Checklist {
    /// How many activities an item still wants something of; 0 for items about something else.
    #[must_use]
    pub const fn missing(&self, item: Item) -> usize {
        match item {
            Item::Leads => self.leaderless,
            Item::Partners => self.unconfirmed,
            Item::Outputs => self.undated,
            Item::People | Item::Mail | Item::PublicPages | Item::Backup => 0,
        }
    }

    /// Whether an item is done.
    #[must_use]
    pub const fn has(&self, item: Item) -> bool {
        match item {
            Item::Leads | Item::Partners | Item::Outputs => self.missing(item) == 0,
            Item::People => self.people > 1,
            Item::Mail => self.has_mail_server,
            Item::PublicPages => self.public_pages_decided,
            Item::Backup => self.has_backup,
        }
    }

    /// Whether everything is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        Item::ALL.iter().all(|item| self.has(*item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_done_when_every_item_is() {
        let done = Checklist { people: 2, has_mail_server: true, public_pages_decided: true, has_backup: true, ..Checklist::default() };
        assert!(done.is_done());
        for open in [
            Checklist { leaderless: 1, ..done },
            Checklist { unconfirmed: 1, ..done },
            Checklist { undated: 1, ..done },
            Checklist { people: 1, ..done },
            Checklist { has_mail_server: false, ..done },
            Checklist { public_pages_decided: false, ..done },
            Checklist { has_backup: false, ..done },
        ] {
            assert_eq!(Item::ALL.iter().filter(|item| !open.has(**item)).count(), 1, "{open:?}");
        }
    }
}
