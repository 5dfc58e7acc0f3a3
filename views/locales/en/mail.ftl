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
