# Events and what came before them.

precedent-title = Cooperation before the plan
precedent-sentence = Past cooperation events of the time before the plan, as the documents state them. They never count as results of the plan.
precedent-link = Cooperation events from before the plan
precedent-caption = { $count ->
    [one] { $count } dated entry about the Cartagena Protocol, newest first
   *[other] { $count } dated entries about the Cartagena Protocol, newest first
}
precedent-none = No past cooperation events are loaded.
precedent-when = Date
precedent-what = What
precedent-where = Where
precedent-who = Organisers and partners
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
