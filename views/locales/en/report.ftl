# Status reports for meetings of the Parties.

reports = Reports
report = Report
reports-text = Status reports for meetings of the Parties. A frozen report never changes, whatever is recorded or corrected later.
reports-none = No report has been published yet.
reports-none-officer = There is no report yet. Make the first one: it collects status, outputs, events, people and money by itself.
report-new = New report
report-new-text = The report collects what was known at the end of its period. You can then edit its words, and freeze it when it is ready.
report-make = Make the report
report-edit = Edit narrative
report-edit-text = Figures come from the records and cannot be typed. The words began with the updates of the period; shorten and join them as the meeting needs.
report-draft = Draft
report-draft-text = only officers and administrators see it. Its figures follow the records until it is frozen.
report-frozen = Frozen
report-when = Frozen or begun
report-was-frozen = Somebody has frozen this report meanwhile
report-was-frozen-text = What you typed was not stored, and a frozen report cannot be changed. It still stands below: copy what you want to keep.
report-see = See the report
report-freeze = Freeze the report
report-freeze-now = Freeze the report permanently
report-freeze-text = A frozen report never changes and cannot be removed. Everybody who sees published pages can read it, and the next report is compared with it.
report-freeze-silent = { $count ->
    [one] The report has no words on 1 activity:
   *[other] The report has no words on { $count } activities:
}
report-freeze-overtaken = Words or figures have changed since you were asked. Nothing is frozen yet. Look at the report again, then decide.
report-frozen-title = About this report
report-frozen-text = This report is frozen: it says what was known when it was frozen, and stays as it is. Pages to which its figures lead can have changed since.
report-frozen-at = Frozen
report-fingerprint = Fingerprint (SHA-256)

field-meeting = Meeting
field-period = Period
field-report-from = First day
field-report-until = Last day
field-report-lang = Language
field-introduction = Introduction
field-narrative = Words on activity
hint-report-title = For instance “Report to the tenth meeting of the Parties”
hint-report-meeting = Name, place and dates of the meeting, as they should stand in the report
hint-report-until = Figures are those that were known at the end of this day. It cannot lie in the future.
hint-report-lang = Language of the whole report
hint-report-introduction = Stands before everything else. An empty line begins a new paragraph.

report-days = { $from } to { $until }
report-plan = Plan
report-known = Figures
report-known-at = As known at the end of { $day }
report-remark = Remark
report-invented = All people, updates and results in this report are invented.
report-told = { $day }: { $headline }
report-told-next = Next: { $words }
report-told-risks = Risks: { $words }
report-words = Narrative by activity
report-no-words = No update was published in this period.
report-results = Outputs and indicators
report-outputs-note = Those that were due by the end of the period, or of which something was delivered
report-indicators-note = Those with a value
report-no-outputs = No output was due or delivered by the end of the period.
report-no-indicators = No indicator had a value at the end of the period.
report-people = Events and people in the period
report-events = { $count ->
    [0] No verified event took place in the period.
    [one] 1 verified event took place in the period, with { $people } attendances from { $countries } countries.
   *[other] { $count } verified events took place in the period, with { $people } attendances from { $countries } countries.
}
report-countries = People came from: { $names }.
report-no-money = No money was recorded by the end of the period.
report-sources = Sources
report-source-plan = { $plan }, decision { $code }.
report-source-plan-no-decision = { $plan }.
report-source-records = Records of the Capacity Tracker as they were known at the end of { $day }; only verified records count.
report-since = Since the last report
report-since-which = Compared with “{ $title }”, whose period ended on { $day }.
report-first = This is the first report: there is none before it to compare with.
report-since-statuses = Activities whose declared status has changed
report-since-no-status = No activity has changed its declared status.
report-since-figures = Figures then and now
report-since-note = Counted from the beginning of the plan
report-difference = Difference
report-in-currency = { $what }, { $currency }

notice-report-made = The report is made. Read it, edit its words, and freeze it when it is ready.
notice-report-saved = The words are saved.
notice-report-frozen = The report is frozen. It stays as it is.
history-loaded-report = { $actor } read the report from data.
history-created-report = { $actor } made the report.
history-edited-report = { $actor } changed the words.
history-frozen = { $actor } froze the report.
