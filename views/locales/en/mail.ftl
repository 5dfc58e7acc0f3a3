# Mails.

mail-greeting = Dear { $name },
mail-foot = Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
mail-invitation-subject = Your invitation to Capacity Tracker
mail-invitation-text = { $sender } invites you to Capacity Tracker, where the capacity-building activities under the Cartagena Protocol on Biosafety are followed. Open your account with this link; it works once, for { $days } days.
mail-invitation-go = Set your password
mail-invitation-after = If you did not expect this mail, you need not do anything.
mail-password-reset-subject = Your new password for Capacity Tracker
mail-password-reset-text = Somebody asked for a new password for your account. Set one with this link; it works once, for { $hours } hours.
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
