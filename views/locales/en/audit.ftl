# The audit trail.

audit = Audit trail
audit-sentence = Every change of a record, right or setting, every sign-in and every download by a person, newest first. Entries cannot be changed or removed. Days are in UTC.
audit-csv = Download as CSV
audit-none = No entry fits these filters.
audit-all = Show all entries
audit-caption = { $count ->
    [one] One entry
   *[other] { $count } entries
}
audit-column-act = What happened
audit-column-record = Record
audit-column-time = Time
audit-column-position = Entry
audit-filter-person = Person
audit-filter-kind = What happened
audit-filter-record = Kind of record
audit-filter-key = Number of record
audit-filter-from = From
audit-filter-until = Until
audit-newest = Newest entries
audit-older = Older entries
audit-of-record = all entries
audit-nobody = Somebody who was not signed in
audit-proof = How to check it
audit-proof-text = Each entry holds a hash of itself and of all entries before it. The last one is mailed to administrators every day and written into each backup. On the server, this command checks every entry up to the present end:

audit-signed-in = { $actor } signed in.
audit-sign-in-refused = A wrong password was given for this account.
audit-code-refused = A wrong second factor was given for this account, after the right password.
audit-identity-confirmed = { $actor } confirmed who they are.
audit-second-factor-set = { $actor } set up a second factor.
audit-second-factor-ended = { $actor } turned off the second factor.
audit-recovery-codes-made = { $actor } made new recovery codes.
audit-recovery-code-used = { $actor } used a recovery code.
audit-second-factor-removal-asked = { $actor } asked for the removal of the second factor.
audit-second-factor-removed = { $actor } removed the second factor of this account.
audit-signed-out = { $actor } ended a session.
audit-sessions-ended = { $actor } ended sessions.
audit-reset-asked = A link for a new password was asked for and sent.
audit-link-made = A link that opens this account was made on the command line.
audit-denied = { $actor } was refused a page that their role does not open.
audit-erasure = { $actor } erased content.
audit-retention = The program deleted what had been kept long enough.
audit-exported = { $actor } downloaded a file.
audit-draft-saved = { $actor } stored a draft of an update.
audit-draft-deleted = { $actor } deleted a draft.
audit-rate-stated = { $actor } stated an exchange rate.

audit-kind-signed-in = Signed in
audit-kind-sign-in-refused = Sign-in refused
audit-kind-code-refused = Second factor refused
audit-kind-identity-confirmed = Identity confirmed
audit-kind-second-factor-set = Second factor set up
audit-kind-second-factor-ended = Second factor turned off
audit-kind-recovery-codes-made = Recovery codes made
audit-kind-recovery-code-used = Recovery code used
audit-kind-second-factor-removal-asked = Removal of second factor asked for
audit-kind-second-factor-removed = Second factor removed
audit-kind-signed-out = Signed out
audit-kind-sessions-ended = Sessions ended
audit-kind-reset-asked = New password asked for
audit-kind-link-made = Link made
audit-kind-denied = Access denied
audit-kind-erasure = Erasure, with the entries of the history
audit-kind-retention = Retention
audit-kind-erased = Erased
audit-kind-exported = Downloaded
audit-kind-draft-saved = Draft stored
audit-kind-draft-deleted = Draft deleted
audit-kind-rate-stated = Exchange rate stated
audit-kind-loaded = Loaded from data
audit-kind-created = Created
audit-kind-edited = Changed
audit-kind-reported = Update published
audit-kind-confirmed = No change confirmed
audit-kind-invited = Invited
audit-kind-joined = Joined
audit-kind-password-changed = Password changed
audit-kind-deactivated = Deactivated
audit-kind-reactivated = Reactivated
audit-kind-measured = Value reported
audit-kind-delivered = Delivery recorded
audit-kind-evidenced = Evidence of an outcome
audit-kind-submitted = Submitted for review
audit-kind-verified = Verified
audit-kind-returned = Returned
audit-kind-cancelled = Cancelled
audit-kind-corrected = Corrected
audit-kind-worded = Worded in another language
audit-kind-merged = Merged
audit-kind-separated = Separated
audit-kind-attached = File added
audit-kind-detached = File removed
audit-kind-frozen = Frozen
audit-kind-calendar-opened = Calendar address made
audit-kind-calendar-ended = Calendar address ended
audit-kind-sent-again = Mail sent again
audit-kind-stopped = Mail stopped
audit-kind-mail-trusted = Address trusted again

audit-record-plan = Plan
audit-record-activity = Activity
audit-record-organisation = Organization
audit-record-person = Account
audit-record-mail = Mail
audit-record-settings = Settings
audit-record-event = Event
audit-record-indicator = Indicator
audit-record-output = Output
audit-record-objective = Operational objective
audit-record-contribution = Contribution
audit-record-expenditure = Expenditure
audit-record-relationship = Relationship
audit-record-report = Report

erasures = Erase words
erasures-text = For what must not be kept, such as the name or telephone number of a person. The words are replaced by “[erased]” on every page, in past views, exports, mails and histories. This cannot be undone; backups that were made before still hold them. Contents of attached files are not searched.
field-erasure-words = Words to erase
hint-erasure-words = As they are written; capital and small letters are the same. Whole words alone are found
field-erasure-reason = Why?
hint-erasure-reason = The reason stays in the history and the audit trail. Do not repeat the words in it
erasure-find = Show where they stand
erasure-places = { $count ->
    [one] One place
   *[other] { $count } places
}
erasure-none = The words do not stand anywhere.
erasure-column = Field
erasure-excerpt = Text
erasure-more = and { $count } more
erasure-go = Erase them
erase-event = Erase the record
erase-event-title = Erase this record?
erase-event-text = Everything that the record ever said is erased: on its page, in past views, exports, mails and its history, with its files. Figures do not count it any more, for past days neither; reports that are frozen keep their figures. Who erased it, when and why stays. This cannot be undone.

personal-data = Personal data
retention = How long data is kept
retention-text = Personal data that nobody needs any more is deleted every day once it is older than these periods, in months. An empty field keeps it for ever.
field-retention-sign-ins = Sign-ins
field-retention-mail-texts = Texts of mails
field-retention-contacts = Contacts of events
field-retention-accounts = Unused accounts
hint-retention-sign-ins = Browser, network and times of sessions that have ended, and links that were used; in months
hint-retention-mail-texts = Mails that were sent or given up: their texts go, that they were sent stays; in months
hint-retention-contacts = Counted from the end of the event; in months
hint-retention-accounts = Counted from the last sign-in: they are deactivated, what their owners did stays; in months
retention-preview = Show what would go
retention-due = What goes next
retention-due-typed = What would go with these periods
retention-nothing = Nothing: everything is kept.
retention-count-sign-ins = { $count ->
    [one] One ended session or link
   *[other] { $count } ended sessions and links
}
retention-count-mail-texts = { $count ->
    [one] The text of one mail
   *[other] The texts of { $count } mails
}
retention-count-contacts = { $count ->
    [one] The contact of one event
   *[other] The contacts of { $count } events
}
retention-count-accounts = { $count ->
    [one] One account is deactivated
   *[other] { $count } accounts are deactivated
}
audit-reminder-requested = { $actor } requested a reminder.
audit-kind-reminder-requested = Reminder requested
audit-kind-announced = Event announced
audit-commented = { $actor } wrote a comment.
audit-kind-commented = Comment written
audit-kind-reopened = Back to review
