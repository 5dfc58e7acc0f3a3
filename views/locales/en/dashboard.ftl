# The dashboard, its tables and downloads.

place-dashboard = Dashboard
dashboard-title = Progress of the action plan
dashboard-sentence-no-years = Results of the { $count } activities as at { $day }. Verified records only; select a figure to see the records.
dashboard-sentence = Results of the { $count } activities ({ $first }–{ $last }) as at { $day }. Verified records only; select a figure to see the records.
dashboard-own = Activities funded by my organization
dashboard-whole-plan = The whole plan
dashboard-summary = Summary
dashboard-blank = Nothing has been reported yet. The plan shows what the activities are for.
dashboard-blank-officer = Nothing has been reported yet. Post updates, set outputs and targets on the pages of the activities, and verify events: the figures come here by themselves.
filter-from = From
filter-until = Until
filter-since = Changes since
filter-partner-activity = Partner on the activity
same-as-table = Same numbers as a table

dashboard-well = On track or completed
dashboard-of = of { $count }
dashboard-well-means = { $completed } completed, { $track } on track, as declared
dashboard-outputs = Outputs delivered
dashboard-of-due = of { $count } due
dashboard-outputs-planned = { $count } planned in all
dashboard-outputs-early = { $count } delivered before they were due
dashboard-outputs-axis = { $delivered } delivered whole of { $due } that were due by the day; { $planned } are planned in all.
dashboard-events-held = Events held
dashboard-events-verified = all verified
dashboard-waiting = { $count } more await review
dashboard-women = { $percent } % women: { $women } of { $of } whose gender is stated
dashboard-see-people = by region and gender
dashboard-countries = Countries reached
dashboard-countries-means = { $parties } of { $all } Parties; { $ldc } LDCs, { $sids } SIDS, some are both
dashboard-money-spent = Money spent
dashboard-money-of = of { $received } received; { $pledged } pledged
dashboard-money-more = { $count ->
    [one] 1 other currency
   *[other] { $count } other currencies
}
dashboard-status = Status of the activities
dashboard-status-title = Declared status of { $count } activities
dashboard-activities = Activities
dashboard-disagree = { $count ->
    [one] For 1 activity the reported data do not support the declared status:
   *[other] For { $count } activities the reported data do not support the declared status:
}
dashboard-see-timeline = The same as a table
dashboard-events = Events
dashboard-by-quarter = Events by quarter
dashboard-by-kind = Events by kind
column-quarter = Quarter
dashboard-indicators = Indicators against targets
dashboard-indicators-axis = { $count } of { $all } indicators have a target. The thick line is the target; the bar begins at the baseline.
dashboard-indicators-whole = Values of indicators are those of the whole activity up to the day, whatever time or group is chosen.
dashboard-indicators-count = { $count ->
    [one] 1 indicator
   *[other] { $count } indicators
}
dashboard-progress = Progress
dashboard-value-of-target = Value and target
dashboard-no-target = No target set
n-of-m = { $number } of { $all }
dashboard-people = People by gender and group of countries
dashboard-people-axis = { $count ->
    [one] { $people } people took part in 1 verified event.
   *[other] { $people } attendances at { $count } verified events. Whoever came to two of them counts twice.
}
dashboard-by-gender = Attendances by gender
dashboard-groups-overlap = Least developed countries and small island States also stand in their regions.
few-people-not-split = How many were women and men is not shown: they are fewer than five people from one country.
dashboard-tiles-axis = One tile for each country with its code and its attendances; a stronger colour means more.
dashboard-region = { $count } countries reached, of { $parties } Parties in the region · { $people } attendances
dashboard-money = Money by currency
dashboard-money-note = Currencies are never added to each other
dashboard-spent-share = Spent of received
dashboard-see-money = Contributions and expenditures
dashboard-due = Outputs due
dashboard-delivered = Outputs delivered
dashboard-planned = Outputs planned
dashboard-pieces-delivered = Pieces delivered
dashboard-pieces = Pieces in all
column-country = Country
column-code = Code
dashboard-quality = Data quality and timeliness
dashboard-fresh = Activities with an update or confirmation in the last { $days } days
dashboard-never = Activities without any update
dashboard-never-which = Without any update:
dashboard-with-outputs = Activities with outputs set
dashboard-with-target = Indicators with a target
dashboard-with-value = Indicators with a value
dashboard-located = Attendances whose country is known
dashboard-since = What changed since { $day }
dashboard-since-figures = Figures then and now
dashboard-since-statuses = Declared status then and now
dashboard-since-no-status = No activity has another declared status than then.

download = Download
dashboard-events-csv = All events as CSV
download-xlsx = All tables as a workbook (XLSX)
download-csv = Single tables as CSV, for machines
sheet-about = About
sheet-what = What this is
sheet-as-of = As of
sheet-made = Made at
sheet-filters = Filters
sheet-none = none
sheet-address = Address of the page
sheet-definitions = How figures are counted
sheet-definition-events = An event counts from the moment an officer has verified its record, with what the record said at that moment; corrections count from their own moment.
sheet-definition-attendances = Attendances are added up over events: whoever attended two of them counts twice. No names are kept.
sheet-definition-outputs = An output counts as delivered when all its pieces, in all its languages, were delivered and verified.
sheet-definition-reach = Of the way to the target: (value − baseline) / (target − baseline); without a baseline, a rising count starts from 0.
sheet-definition-money = Money stands in the currency in which it was given or spent; currencies are never added to each other.
sheet-definition-countries = Countries are those from which people came. A country counts as least developed if it was so on the first day of the event, and as a Party if it was one on the last.
dashboard-outputs-list = The outputs one by one
dashboard-fresh-own = Activities with an update or confirmation within their interval
