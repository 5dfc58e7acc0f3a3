# Reminders: mails and pages.

reminders = Reminders
reminder-kind-update = Progress update
reminder-kind-output = Output
reminder-kind-event-coming = Event coming up
reminder-kind-event-report = Report on an event
reminder-kind-returned = Returned record
reminder-kind-review = Review
reminder-kind-measurement = Measurement
reminder-kind-donor-digest = Quarterly digest
reminder-what-update = Post an update on { $title }
reminder-what-output = Record delivery: { $title }
reminder-what-event-coming = Coming up: { $title }
reminder-what-event-report = Complete and submit: { $title }
reminder-what-returned = Correct and submit again: { $title }
reminder-what-review = Review: { $title }
reminder-what-measurement = Measure: { $title }
reminder-what-donor-digest = What came of the plan in the last quarter
reminder-since-update = Due on { $day }
reminder-since-output = Due on { $day }
reminder-since-event-coming = Begins on { $day }
reminder-since-event-report = Ended on { $day }
reminder-since-returned = Returned on { $day }
reminder-since-review = Sent by { $sender } on { $day }
reminder-since-measurement = The period ended on { $day }
reminder-since-donor-digest = Until { $day }
reminder-when = ({ $words })
reminder-activity-number = Activity { $number }
reminder-activity = Activity { $number }: { $name }
reminder-plan = Plan: { $plan }
reminder-told-administrators = Escalated to the administrators
reminder-told-lead = Escalated to the lead officer
reminder-other = To be done by { $names }
reminder-nobody = No one has been assigned. Assign a person, or complete the item yourself.
reminder-subject-one = To do: { $what }
reminder-count-late = { $count } late
reminder-count-waiting = { $count } waiting
reminder-count-soon = { $count } due within 7 days
reminder-count-later = { $count } coming up
reminder-count-others = { $count } not done by others
reminder-text = Items requiring your action on { $day }, most urgent first. Each link opens the form.
reminder-late = Late
reminder-waiting = Waiting for you
reminder-soon = Due within 7 days
reminder-later = Coming up
reminder-foot = You get at most one such mail a day, and none when nothing is due.
reminder-change = Change your reminders
reminder-stop = Stop these mails

donor-subject = The action plan from { $from } to { $to }
donor-text = Results of the plan from { $from } to { $to }. Figures are as at the last day; links lead to the supporting records.
donor-figures = Figures
donor-activities = Activities that have moved
donor-money = Money
donor-events = Verified events: { $count }
donor-attendances = Attendances: { $count }
donor-women = Attendances of women: { $count }
donor-countries = Countries from which people came: { $count }
donor-outputs = Outputs delivered: { $count } of { $all }
donor-same = unchanged
donor-more = { $count } more than before
donor-less = { $count } fewer than before, as records were corrected
donor-status = Status: { $status }
donor-status-changed = Status: { $status } (was: { $was })
donor-money-line = { $currency }: pledged { $pledged }, received { $received }, spent { $spent }

reminders-sentence = One mail a day at most, at 8 in the morning where you are, and none when nothing is due.
reminders-choices = What you want to hear
reminders-not-security = Mails about the security of your account are always sent.
reminders-coming = What is coming
reminders-coming-text = If nothing is done until then, you are told on these days.
reminders-none = Nothing is coming: nothing waits for you.
field-remind-update = Progress updates
field-remind-output = Outputs
field-remind-event-coming = Events coming up
field-remind-event-report = Reports on events
field-remind-returned = Returned records
field-remind-review = Reviews
field-remind-measurement = Measurements
field-remind-donor-digest = Quarterly digest
reminder-choice-as-it-comes = As it comes
reminder-choice-weekly = On Mondays
reminder-choice-off = Never
notice-reminders-saved = Your choice is kept.

reminder-rules = Rules of reminders
reminder-rules-of = Reminders of activity { $number }: { $name }
reminder-rules-text = On which days people are told. What is set here holds from the next morning on.
reminder-rules-own-text = A kind that is left empty follows the rules for all activities.
reminder-general = For all activities: { $rule }.
reminder-rule-days = on days { $days }
reminder-rule-every = then every { $days } days
reminder-rule-escalates = others are told after { $days } days
reminder-rule-never = nobody is reminded
reminder-counts-update = Counted from the day on which an update is due.
reminder-counts-output = Counted from the due day of the output.
reminder-counts-event-coming = Counted from the first day of the event.
reminder-counts-event-report = Counted from the last day of the event.
reminder-counts-returned = Counted from the day on which the record was returned.
reminder-counts-review = Counted from the day on which the record was submitted.
reminder-counts-measurement = Counted from the end of the period: the day of a target or a milestone.
reminder-counts-donor-digest = Counted from the first day of a quarter; it tells of the quarter before.
field-steps = Days
field-every = Then again every … days
field-escalates = Escalate after … days
hint-steps = Days are given with commas; minus is before the day. Without days nobody is reminded.
hint-escalates-administrators = The administrators, and the reminded are told so
hint-escalates-lead = The officer who leads the activity, and the reminded are told so
problem-not-days = Give whole numbers of days, at most { $max }; at most 12 days in a list.
reminder-own-rules = Activities with rules of their own
reminder-own-rules-text = Choose an activity to set other days for it.
reminder-has-own = has its own
notice-reminder-rules-saved = The rules are changed.
reminders-preview = Preview
reminders-preview-text = Who would get what on a day, if everything stayed as it is today.
reminders-preview-show = Show
reminders-on-day = { $day }: { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
reminders-nobody-that-day = Nobody would get a mail on that day.
field-on = Day

reminders-end = Stop all reminders?
reminders-end-text = { $name } would get no reminders and no digests any more, until they are switched on again under Your account.
reminders-end-others = What is due stays due, and others are told of it when it is late. Mails about the security of the account are still sent.
reminders-end-go = Stop all reminders
reminders-ended = The reminders are stopped
reminders-ended-text = { $name } gets no reminders and no digests any more. They can be switched on again at any time.
field-reminders = Reminders
field-reminder-rule = Rule of reminders
reminder-unassigned = No one responsible
reminder-others = Not done by others
reminder-count-unassigned = { $count } without a responsible person
reminder-kind-closing = Closing of an activity
reminder-what-closing = Close the activity: { $title }
reminder-since-closing = Planned end passed; asked since { $day }
reminder-counts-closing = Counted from the day after the planned end.
field-remind-closing = Closing of activities
reminder-reason = Reason: { $reason }
reminder-sent-by = Sent by { $name }
reminder-request-text = { $name } asks you to do this now:
comments-new = New comments
comments-new-text = New comments on records that concern you:
comments-count = { $count ->
    [one] { $count } new comment
   *[other] { $count } new comments
}
comment-by = { $name } on { $title }
changes-new = Activities that you follow
changes-new-text = News about activities that you follow:
changes-count = { $count ->
    [one] news of { $count } activity
   *[other] news of { $count } activities
}
