# Events and what came before them.

place-events = Events
place-reviews = Reviews
any = Any
filter-words = Words in title or city
filter-activity = Activity
filter-year = Year of the last day
filter-state = State
filter-more = More filters
filter-kind = Kind
filter-mode = Held
filter-country = Country, of the place or of people
filter-group = Group of countries
filter-stakeholders = Stakeholder group
filter-organiser = Organizer
event-log = Log an event
event-log-first = Log the first event
event-untitled = Event without a title
event-new-title = Log an event
event-edit-title = Edit the event
event-correct-title = Correct a verified record
event-form-sentence = Give numbers of people only, never names. You can keep a draft at any time and go on later.
event-correct-sentence = The record stays verified. What it said before is kept in its history, and its author stays its author.
event-correct-hint = Everybody who can read the history reads this
event-correct-go = Save the correction
event-correct = Correct
event-part-event = The event
event-part-organisers = Organizers
event-part-people = Who took part
event-part-outcome = Results and evidence
event-no-activities = Your organization is not a partner on any activity yet. Ask the programme officer who leads the activity to add it; then you can log events here.
event-hint-title = Short, with the place. For example: Workshop on LMO detection, Lima
event-hint-activities = Those of the plan that the event serves; one or more
event-hint-activities-partner = Those that the event serves. You see the activities on which your organization is a partner
event-hint-day = For example 27 2 2019
event-hint-end = Leave it empty if the event took one day
event-hint-place = Not needed for events that are all online
event-hint-country = Start to type and choose from the list; its two-letter code works too
event-hint-region = If it was meant for one regional group in particular
event-region-none = No group in particular
event-hint-co-organisers = They share the credit with the organizer
event-co-organiser = Co-organizer
event-more-organisers = More co-organizers
event-list-text = If you have a list of participants, the tracker can count it for you. The list is not stored.
event-list-go = Count from a list
event-hint-scores = Mean result of a test before and after, from 0 to 100 per cent
event-hint-learning = What participants can do now that they could not do before
event-hint-links = Report, programme, web page; one address a line. Files can be attached after the draft is kept
event-hint-contact = Whom a reviewer can ask. Not shown to the public
event-submit = Submit for review
event-submit-anyway = It is another event: submit
event-submit-text = The officer who leads the activity is told by mail. You get a mail when the record is verified or returned.
event-conflict-title = { $name } has changed this record since you opened it
event-conflict-text = Your text is still in the form. Below is what differs: what is stored now → what you typed. If you send the form again, yours is stored.
event-returned-because = Returned. What has to change:
event-cancelled-because = Cancelled:
event-waits-own = The record waits for review. You get a mail when it is verified or returned; until then you can still change it.
event-waits-own-figures = You changed figures of this record. Another officer verifies or returns it.
event-recounted = Figures of this record were corrected after it was verified. The history says by whom and why.
event-waits = The record waits for review and does not count yet.
event-merged-into = This record does not count by itself. It is credited together with
event-record = The record
event-dates = Dates
event-place = Place
event-organisers = Organizers
event-scores = { $before } % before, { $after } % after
event-continue = Continue
event-cancel = Cancel the record
event-logged-by = logged by { $name }
event-draft-seen = Only you, your organization and the secretariat see this draft.
not-given = not given
name-with-acronym = { $name } ({ $acronym })
events-sentence = Workshops, training courses, webinars, online discussions and meetings held under the plan. Totals include verified events only.
events-none = No event is recorded yet.
events-none-found = No event fits these filters.
events-show-all = Show all events
events-xlsx = Download this list as a workbook (XLSX)
events-csv = Download this list as CSV
events-caption = { $first } to { $last } of { $all }
events-serves = { $count ->
    [one] activity { $numbers }
   *[other] activities { $numbers }
}
pages = Pages
page-before = Previous page
page-after = Next page
page-of = Page { $page } of { $pages }
event-kind-workshop = Workshop
event-kind-training-course = Training course
event-kind-webinar = Webinar
event-kind-online-discussion = Online discussion
event-kind-meeting = Meeting
event-mode-in-person = In person
event-mode-online = Online
event-mode-hybrid = In person and online
region-africa = Africa
region-asia-pacific = Asia and the Pacific
region-central-eastern-europe = Central and Eastern Europe
region-latin-america-caribbean = Latin America and the Caribbean
region-western-europe-others = Western Europe and Others
group-ldc = Least developed countries (LDC)
group-sids = Small island developing States (SIDS)
group-short-ldc = LDC
group-short-sids = SIDS
stakeholders-government = Government
field-group-government = Government
stakeholders-academia = Academia
field-group-academia = Academia
stakeholders-civil-society = Civil society
field-group-civil-society = Civil society
stakeholders-indigenous-peoples = Indigenous peoples and local communities
field-group-indigenous-peoples = Indigenous peoples and local communities
stakeholders-private-sector = Private sector
field-group-private-sector = Private sector
stakeholders-international-organisation = International organization
field-group-international-organisation = International organization
basis-counted = Counted, for example from the list of participants
basis-estimated = Estimated
stage-draft = Draft
stage-submitted = Awaiting review
stage-returned = Returned
stage-verified = Verified
stage-cancelled = Cancelled
stage-merged = Merged with another
language-pt = Portuguese
field-activities = Activities it serves
field-event-kind = Kind
field-mode = How it was held
field-start = First day
field-end = Last day
field-city = City
field-region = Regional group
field-languages = Languages
field-organiser = Organizer
field-co-organisers = Co-organizers
field-registered = Registered
field-attended = Attended
field-women = Women
field-men = Men
field-other = Other or not stated
field-countries = People by country
field-groups = People by stakeholder group
field-basis = Where the numbers come from
field-scores = Test results
field-score-before = Before
field-score-after = After
field-learning = What was learned
field-links = Report and links
field-contact = Contact (e-mail)
field-merged-into = Merged with
field-cancel-reason = Why is it cancelled?
field-return-reason = What has to change?
field-correct-reason = Why is it corrected?
people-total = Number of people
people-by-gender = By gender
people-gender-hint = The three add up to the number who attended
people-by-gender-counted = By gender, counted
people-by-gender-estimated = By gender, estimated
people-running = { $given } of { $total } people given
people-by-country = By country
people-country-hint = As far as it is known; the rest counts as not stated
people-of-country = People from country { $number }
people-more-countries = More countries
people-by-group = By stakeholder group
people-none-yet = No numbers of people are given yet.
people-all = Total
people-not-stated = not stated
people-countries = { $count ->
    [one] { $count } country
   *[other] { $count } countries
}
people-registered = { $count ->
    [one] { $count } person had registered.
   *[other] { $count } people had registered.
}
column-people = People
column-group = Group
column-gender = Gender
column-share = Share
column-figure = Figure
column-event-title = Event
column-event-day = Date
column-event-place = Place
column-event-attended = Attended
column-event-state = State
column-logged-by = Logged by
column-waits = Has waited
waits-days = { $days ->
    [0] since today
    [one] { $days } day
   *[other] { $days } days
}
totals-events = Events held
totals-attendances = Attendances
totals-countries = Countries
totals-sentence-events = { $count ->
    [one] { $count } verified event
   *[other] { $count } verified events
}
totals-sentence-people = { $count ->
    [one] { $count } person attended
   *[other] { $count } people attended
}
totals-sentence-attendances = { $count ->
    [one] { $count } attendance
   *[other] { $count } attendances
}
totals-attendances-mean = A person who attends two events is counted twice, because names are not stored.
totals-estimated = { $count ->
    [one] { $count } of them is estimated.
   *[other] { $count } of them are estimated.
}
totals-waiting = { $count ->
    [one] { $count } more awaits review and does not count yet.
   *[other] { $count } more await review and do not count yet.
}
totals-more = Attendances by gender and group
totals-by-gender = By gender
totals-by-group = By group of the countries from which people came
totals-by-stakeholders = By stakeholder group
alike-title = This may be recorded already
alike-one = Possible duplicate
alike-text = Same activity and overlapping dates, in the same country or online. If it is the same event, do not submit this record.
merge-compare = Compare and merge
merge-title = Two records of one event?
merge-sentence = Choose the record to keep. The other is retained in the history but no longer counted; the organizers of both are credited. You can undo this.
merge-keep-this = Keep this record
merge-undo = Separate again
merge-refused-not-allowed = You cannot decide this: one of the records is your own. Ask another officer.
merge-refused-merged-already = One of the two is merged with another record already. Separate those first.
merge-refused-wrong-state = This one cannot stand for both as long as it is not verified, or the other one is still being written.
merged-title = Recorded more than once
merged-text = These records are of the same event. Their organizers are credited too; only this record counts.
review-go = Review
review-decision = Your decision
review-verify = Verify
review-verify-text = Counts in published figures from now on.
review-return-title = Return to the author
review-return-hint = The author gets your words by mail, with a link to the form
review-return = Return
review-checks = Checks
review-countries-whole = All countries are stated
review-countries-gap = { $count ->
    [one] The country of { $count } person is not stated
   *[other] The countries of { $count } people are not stated
}
review-no-report = No report and no link
review-file = File attached
review-effect = What verifying changes
review-effect-caption = Figures of activity { $activity }
review-now = Now
review-after = After
reviews-sentence = { $count ->
    [one] { $count } record waits for review. The one that has waited longest comes first.
   *[other] { $count } records wait for review. The one that has waited longest comes first.
}
reviews-none = Nothing waits for review.
reviews-see-events = See the events
reviews-verify = Verify selected
reviews-verify-text = They count in published figures from now on. Open a record to see it whole or to return it.
reviews-choose = Choose
reviews-choose-one = Choose { $title }
reviews-own = your own: somebody else reviews it
reviews-own-figures = you changed its figures: somebody else reviews it
cancel-title = Cancel this record?
cancel-text = The record stays where it is, marked as cancelled, and does not count. This cannot be undone.
cancel-hint = For example: it did not take place
discard-title = Throw this draft away?
discard-text = The draft and its files are gone then. This cannot be undone.
partner-missing = Organizers that are not partners yet
partner-missing-text = They organized this event, but are not partners on the activity. As partners they can log events for it.
partner-add-to = Add { $organisation } to activity { $number }
totals-none = No verified event yet.
activity-newest-events = Newest records
activity-all-events = All events of this activity ({ $count })
activity-events-come = Partners log workshops and other events here; they count once an officer has verified them.
work-records = My records
work-not-submitted = Not submitted yet

# Cooperation before the plan.

precedent-title = Cooperation before the plan
precedent-sentence = Cooperation events held before the action plan, as reported in documents of the Protocol. Not counted as results of the plan.
precedent-link = Cooperation events from before the plan
precedent-caption = { $count ->
    [one] { $count } dated entry about the Cartagena Protocol, newest first
   *[other] { $count } dated entries about the Cartagena Protocol, newest first
}
precedent-none = No past cooperation events are loaded.
precedent-when = Date
precedent-what = What
precedent-where = Where
precedent-who = Organizers and partners
precedent-source = Source
precedent-role = The secretariat: { $role }
precedent-organiser = { $name } ({ $acronym })
precedent-place = { $city }, { $country }
precedent-place-unknown = Not stated
precedent-day-unknown = Day not stated
precedent-month-unknown = Month and day not stated
precedent-paragraph = paragraph { $number }
precedent-footnote = footnote { $number }
precedent-kind-meeting = Meeting
precedent-kind-workshop = Workshop
precedent-kind-webinar = Webinar
precedent-kind-online-forum = Online forum
precedent-kind-publication = Publication
precedent-kind-agreement = Agreement
precedent-status-held = held
precedent-status-planned = planned when the document was written; whether it took place is not stated
precedent-status-published = published
precedent-status-signed = signed
precedent-date-month = { $month } { $year }
precedent-date-year = { $year }
precedent-date-from-to = { $from } – { $to }
precedent-date-same-month = { $from }–{ $to } { $month } { $year }
stage-planned = Planned
event-announce = Announce as planned
event-announce-text = An event that is still to come can be announced: it appears as planned, in the list of events and in calendars, and counts when it is over and verified.
event-planned-text = Planned: it counts in no figures until it is over, recorded and verified.
event-record-it = Record what took place
event-copy = Copy as a new event
notice-event-announced = The event is announced as planned.
events-planned = { $count ->
    [one] { $count } planned event
   *[other] { $count } planned events
}
field-answer = Answer to the reviewer
event-hint-answer = It is added to the comments on the record.
reviews-select-all = Select all
reviews-select-none = Select none
reviews-alike-alone = review it by itself
review-previous = ← Previous
review-next = Next →
event-reopen = Back to review
reopen-title = Put this record back to review?
reopen-text = It does not count in figures until it is verified again. Figures of earlier days stay as they were. Its author gets a mail.
reopen-hint = The author and the officers can read it.
field-reopen-reason = Why it has to be reviewed again
notice-event-reopened = The record is back in review and does not count.
notice-records-held-back = The others are verified. Possible duplicates were held back: compare and review them one by one.
draft-kept-at = Draft saved at { $time }
merge-differs = (differs)
merge-people-differ = The numbers of participants differ.
