# What was changed, in words.

history = History
history-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
history-program = The program
history-none = nothing
history-reason = Reason: { $reason }
history-confirmed-short = Nothing has changed.

history-loaded-plan = { $actor } read the plan from its data.
history-loaded-activity = { $actor } read the activity from the plan.
history-loaded-organisation = { $actor } read the organization from the plan.
history-loaded-person = { $actor } made the account.
history-loaded-settings = { $actor } set this up.
history-created-plan = { $actor } made the plan.
history-created-activity = { $actor } added the activity.
history-created-organisation = { $actor } added the organization.
history-created-person = { $actor } made the account.
history-created-settings = { $actor } set this up.
history-edited-plan = { $actor } changed the plan.
history-edited-activity = { $actor } changed the activity.
history-edited-organisation = { $actor } changed the organization.
history-edited-person = { $actor } changed the account.
history-edited-settings = { $actor } changed the settings.
history-reported = { $actor } published an update.
history-confirmed = { $actor } confirmed that nothing has changed.
history-invited = { $actor } sent an invitation.
history-joined = { $actor } followed the invitation and set a password.
history-password-changed = { $actor } changed the password.
history-deactivated = { $actor } deactivated it.
history-reactivated = { $actor } made it active again.
history-loaded-event = { $actor } read the event from its data.
history-created-event = { $actor } began the record.
history-edited-event = { $actor } changed the record.
history-submitted = { $actor } submitted the record for review.
history-verified = { $actor } verified the record.
history-returned = { $actor } returned the record.
history-cancelled = { $actor } cancelled the record.
history-erased = { $actor } erased content of the record.
history-corrected = { $actor } corrected the verified record.
history-merged = { $actor } merged it with another record.
history-separated = { $actor } separated it from the other record.
history-calendar-opened = { $actor } made a secret address for their calendar.
history-calendar-ended = { $actor } ended the secret address of their calendar.
history-sent-again = { $actor } had the mail sent again.
history-stopped = { $actor } stopped the mail.
history-mail-trusted = { $actor } said that mails reach the address again.

history-partner = { $name } ({ $role }, { $standing })
history-counted = { $name } { $count }
history-dated = { $value } ({ $day })
history-scores = { $before } % → { $after } %
history-narrative = activity { $number }: { $words }
history-announced = { $actor } announced the event.
history-reopened = { $actor } put the record back to review.
history-corrected-activity = { $actor } corrected an update.
history-worded = { $actor } worded an update in another language.
