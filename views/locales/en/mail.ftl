# Mails.

mail-greeting = Dear { $name },
mail-foot = Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
mail-invitation-subject = Your invitation to Capacity Tracker
mail-invitation-text = { $sender } invites you to Capacity Tracker, where the capacity-building activities under the Cartagena Protocol on Biosafety are followed. Open your account with this link; it works once, for { $days } days.
mail-invitation-go = Set your password
mail-invitation-after = If you did not expect this mail, you need not do anything.
mail-password-reset-subject = Your new password for Capacity Tracker
mail-password-reset-text = Somebody asked for a new password for your account. Set one with this link; it works once, for 60 minutes.
mail-password-reset-go = Set a new password
mail-password-reset-after = If it was not you, you need not do anything: your password has not changed.
mail-event-submitted-subject = For your review: { $title }
mail-event-submitted-text = { $sender } has submitted the record of an event: “{ $title }”. It counts as soon as it is verified.
mail-event-submitted-go = Review the record
mail-event-submitted-after = If something has to change, you can return it there with your reason.
mail-event-returned-subject = Please correct: { $title }
mail-event-returned-text = { $sender } has returned your record “{ $title }” and says what has to change:
mail-event-returned-go = Open the form
mail-event-returned-after = Everything that you typed is still there. Submit it again when it is right.
mail-event-verified-subject = Verified: { $title }
mail-event-verified-text = { $sender } has verified your record “{ $title }”. It counts in published figures from now on.
mail-event-verified-go = See the record
mail-event-verified-after = If you find a mistake in it, tell the officer who leads the activity.

mail-password-changed-subject = Your password for Capacity Tracker was changed
mail-password-changed-text = The password of your account was changed. All other sessions and the secret address of your calendar were ended; a new address can be made on the page of your account.
mail-password-changed-go = It was not me: set a new password
mail-password-changed-after = If it was you, you need not do anything.
mail-address-changed-subject = The mail address of your account was changed
mail-address-changed-text = { $sender } changed the mail address with which you sign in to Capacity Tracker. This mail goes to the old and to the new address. All sessions were ended.
mail-address-changed-go = Sign in
mail-address-changed-after = If you did not expect this, tell the administrators of the tracker at once.
mail-role-changed-subject = Your role in Capacity Tracker was changed
mail-role-changed-text = { $sender } changed your role in Capacity Tracker. What you can see and do may be different from now on.
mail-role-changed-go = Open Capacity Tracker
mail-role-changed-after = If you did not expect this, ask the administrators of the tracker.

mail-audit-head-subject = Audit trail: entry { $position }
mail-audit-head-text = { $count ->
    [one] One entry was added to the audit trail since the last mail of this kind. It ends at entry { $position }:
   *[other] { $count } entries were added to the audit trail since the last mail of this kind. It ends at entry { $position }:
}
mail-audit-head-why = Keep this mail. Whoever could change the database cannot change this line: with it, this command finds out whether an entry up to here was changed, added or removed since.
mail-audit-head-go = Open the audit trail

mail-log = Mail
mail-log-sentence = Every mail that the tracker has queued, the newest first.
mail-log-caption = Mails { $first } to { $last } of { $all }
mail-log-none = No mail has been queued yet.
mail-log-none-found = No mail fits these filters.
mail-log-all = Show all mails
mail-column-to = To
mail-column-subject = Subject
mail-column-queued = Queued
mail-column-state = State
mail-filter-words = Name, address or subject
mail-filter-state = State
mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-failed = Failed
mail-state-cancelled = Stopped
mail-under-way = being sent now
mail-next-try = next try { $at }
mail-kind = Kind
mail-kind-invitation = Invitation
mail-kind-password-reset = New password
mail-kind-audit-head = Audit trail
mail-kind-password-changed = Password changed
mail-kind-address-changed = Address changed
mail-kind-role-changed = Role changed
mail-kind-event-submitted = Event for review
mail-kind-event-returned = Event returned
mail-kind-event-verified = Event verified
mail-attempts = Attempts
mail-last-try = Last attempt
mail-error = What the mail server said
mail-message-id = Message-ID
mail-text = Text
mail-text-secret = This mail holds a link that opens an account: its text is for the reader alone, and is forgotten once it is sent.
mail-secret-again = To send such a link once more, give out a new one:
mail-secret-person = open { $name }
mail-secret-reset = The reader can ask for a new link with “Forgotten your password?”.
mail-do = Send or stop
mail-again-sent = Send a copy now
mail-again-failed = Send it again
mail-again-cancelled = Send it after all
mail-again-waiting = Try now
mail-stop = Stop it
mail-outage = Mail is not going out since { $since }.
mail-outage-reason = { $count ->
    [one] { $count } attempt has failed; the reason: { $reason }.
   *[other] { $count } attempts have failed; the reason of the last one: { $reason }.
}
mail-outage-go = See what waits
mail-refused = mails are refused
mail-refused-title = Mails do not reach this address.
mail-refused-text = The mail server has refused it since { $since }: { $reason }
mail-refused-clear = It works again
