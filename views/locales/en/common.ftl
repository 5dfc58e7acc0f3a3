# The shell, forms, days and numbers, faults.

product = Capacity Tracker
skip = Skip to content
menu = Menu
nav-main = Main
nav-about = About
nav-plans = Plans
breadcrumbs = Breadcrumbs
language = Language
as-of = Figures as of { $day } · Capacity Tracker, version { $version }
source-link = Where the plan comes from
colon = {": "}
list-semicolon = {"; "}
list-comma = {", "}
optional = (optional)
choose = Choose
cancel = Cancel
edit = Edit
save-changes = Save changes
draft = Draft
note = Note
demo-title = Demonstration data.
demo-text = All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be { $day }.

place-work = My work
place-plan = Plan
place-organisations = Organisations
place-people = People
place-settings = Settings
your-account = Your account
sign-in = Sign in
sign-out = Sign out

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
day = { $day } { $month } { $year }
day-short = { $day } { $month }
day-with-weekday = { $weekday } { $day }
moment = { $day }, { $clock }
quarter = Q{ $number } { $year }
since-quarter = since { $quarter }
since-day = since { $day }
percent = { $number } %
days-ago = { $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
}
days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
due-today = due today
due-in-days = { $days ->
    [one] due tomorrow
   *[other] due in { $days } days
}
in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
date-day = Day
date-month = Month
date-year = Year
language-ar = Arabic
language-en = English
language-es = Spanish
language-fr = French
language-ru = Russian
language-zh = Chinese
answer-yes = yes
answer-no = no

label-in-language = { $label } ({ $language })
label-numbered = { $label } { $number }
problem-summary = There is a problem
problem-prefix = Error:
problem-required = Fill in this field
problem-too-long = Use { $max } characters at most; there are { $by } too many
problem-too-short = Use at least { $min } characters
problem-unprintable = Take out invisible characters; copying from another program may have brought them in
problem-not-a-date = Give a day that exists, as day, month and year in numbers
problem-date-out-of-range = Give a year from { $from } to { $to }
problem-end-before-start = The end must be on or after the start
problem-in-the-future = This day has not come yet; give the day on which it happened
problem-not-a-choice = Choose one from the list
problem-not-an-email = Give a mail address like name@example.org
problem-taken = This is there already; give another
problem-mismatch = The two entries differ; type both again
problem-wrong-password = This is not your present password
problem-guessable-password = This password is too easy to guess; use several words that do not belong together
problem-reason-for-status = Say in a sentence why the status is this one
problem-organisation-needed = Partners and donors act for an organisation; choose it
problem-last-administrator = This is the last administrator; make another one first
problem-not-a-count = Give a whole number, for example 32
problem-count-too-high = This number is too high; give { $max } at most
problem-sum-differs = Women, men and others add up to { $sum }, but { $total } attended; correct one of them
problem-sum-above = These add up to { $sum }, which is more than the { $total } who attended
problem-country-needed = Name the country of these people, or take the number out
problem-count-needed = Give the number of people from this country, or take it out
problem-not-a-score = Give a whole number from 0 to 100
problem-not-a-link = Give at most 10 web addresses, one a line, each beginning with https:// or http://
problem-not-over-yet = The event is not over. Keep it as a draft and send it when it is
problem-not-a-country = Choose a country from the list, by its name or two-letter code

notice-signed-out = You are signed out.
notice-update-published = The update is published. The next one is due in 90 days.
notice-update-published-last = The update is published. The activity is over: no further one is due.
notice-update-confirmed = It is noted that nothing has changed. The next update is due in 90 days.
notice-draft-kept = The draft is kept. Only you can see it.
notice-draft-discarded = The draft is gone.
notice-activity-saved = The activity is changed. The history below shows what and by whom.
notice-activity-unchanged = Nothing was different, so nothing was changed.
notice-person-invited = The invitation is on its way. The link in it works for 7 days.
notice-person-saved = The account is changed.
notice-person-deactivated = The account is shut; the person is signed out everywhere.
notice-person-reactivated = The account is open again.
notice-organisation-saved = The organisation is changed.
notice-organisation-added = The organisation is added. It can be chosen as a partner now.
notice-preferences-saved = Your preferences are kept.
notice-password-changed = Your password is changed. You are signed out everywhere else.
notice-calendar-made = The address is made. Paste it into your calendar program.
notice-calendar-ended = The address is ended. Calendars that used it get nothing more.
notice-mail-again = The mail is queued and goes out now.
notice-mail-stopped = The mail is stopped. It will not be sent.
notice-mail-trusted = The address is marked as working again.
notice-session-ended = The session is ended.
notice-settings-saved = The setting is changed.
notice-event-kept = The draft is kept. You can go on at any time.
notice-event-submitted = The record is submitted. It counts as soon as an officer has verified it.
notice-event-changed = The record is changed. It still waits for review.
notice-event-corrected = The correction is stored. The history below shows what was there before.
notice-event-cancelled = The record is cancelled and does not count.
notice-event-discarded = The draft is gone.
notice-record-verified = The record is verified and counts from now on. Its author gets a mail.
notice-record-returned = The record is returned. Its author gets your words by mail.
notice-records-verified = The records are verified and count from now on.
notice-records-verified-some = Not all of them could be verified: some were changed or decided in between. They are still listed below.
notice-records-none-chosen = Tick the records that you want to verify first.
notice-records-merged = The two records are merged. This one stands for both.
notice-records-separated = The record stands by itself again.
notice-partner-added = The organisation is a partner on the activity now. Its role can be changed there.
notice-welcome = Welcome. Your password is set and you are signed in.

error-not-found-title = This page does not exist
error-not-found-text = It may have moved, or the address is not complete. The plan and your work are in the menu above.
error-forged-title = This form could not be accepted
error-forged-text = It did not come from a current page of this site. Go back, load the page again and send it once more.
error-unreadable-title = This request cannot be read
error-unreadable-text = Something in it is damaged. Go back and try again; what you typed is still in your browser.
error-impossible-day-title = There is no such day to show
error-impossible-day-text = The address asks for a day that does not exist or lies outside the years 1990 to 2100. Write days as year-month-day, for instance 2018-12-31.
error-compressed-body-title = Compressed requests are not accepted
error-compressed-body-text = Send the request again without the header “Content-Encoding”. Nothing was stored.
error-too-large-title = This is too large
error-too-large-text = Go back and send less; what you typed is still in your browser.
error-too-many-title = Too many tries
error-too-many-text = Wait a minute, then try again. Nothing was changed.
error-dead-link-title = This link does not work any more
error-dead-link-text = Links work once and for a limited time. If you have set a password already, sign in. Otherwise ask for a new link with “Forgotten your password?” or from the person who invited you.
error-stale-title = Somebody else was faster
error-stale-text = This has been changed since you opened the page. Open it again, look at what is there now, and decide anew. Nothing of yours was stored.
error-unavailable-title = The tracker cannot answer at the moment
error-unavailable-text = Its database does not respond. Try again in a minute; what was confirmed before is safe, what you just sent was not stored.
error-internal-title = Something went wrong on our side
error-internal-text = The fault is in the log. What you just sent was not stored; go back, it is still in your browser.
error-not-allowed-title = This cannot be done here
error-not-allowed-text = The address exists, but not for this kind of request.
error-request = For the administrator: request { $id }
error-home = Go to the start page
number-short = { $number }k
number-shorter = { $number }m
