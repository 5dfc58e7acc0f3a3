# The draft Strategic Plan: focal areas, objectives, programme of work, and which activities serve them.

framework-tab = Strategic Plan (draft)
framework-sentence = Focal areas, operational objectives, outcomes and indicators of the 2010 draft, and the activities that serve them.
framework-draft = Draft of 2010, not the adopted text
framework-draft-text = { $meeting }. Summarized, not quoted; the source document and paragraph are given for each item.
framework-reading = The links between activities and objectives, and their strength, are an assessment made for this tracker; they are not stated in any document.
framework-reading-officers = Programme officers can change a link; changed links are marked.
framework-counts-areas = Focal areas
framework-counts-objectives = Operational objectives
framework-counts-outcomes = Outcomes
framework-counts-indicators = Indicators
framework-gaps = Gaps
framework-gaps-priorities = Decision CP-VIII/3, paragraph 3, urges Parties to give priority to four areas:
framework-gap-none = No activity
framework-gap-priority = { $subject } (objective { $code })
framework-gaps-objectives = { $count ->
    [0] Every one of the { $total } objectives is served by at least one activity.
    [one] { $count } of { $total } objectives is served by no activity:
   *[other] { $count } of { $total } objectives are served by no activity:
}
framework-area = Focal area { $number }
framework-area-objective = Strategic objective
framework-area-impacts = Expected impacts
framework-place-objective = Annex I, table, { $code }
framework-served = { $count ->
    [0] no activity
    [one] { $count } activity
   *[other] { $count } activities
}
framework-outcomes = Outcomes
framework-indicators = Indicators
framework-links = Activities that serve it
framework-link = { $number }. { $title } – { $strength }
framework-link-ours = Our reading
framework-link-officers = Set by an officer
framework-links-none = No activity serves this objective.
framework-links-edit = Change the links of { $code }
framework-adopted = In the adopted plan: { $code }
framework-adopted-confirmed = confirmed by a source document
framework-adopted-unconfirmed = not confirmed by a source document
framework-adopted-none = No counterpart in the adopted plan could be confirmed.
framework-strength-none = No link
framework-strength-weak = weak
framework-strength-partial = partial
framework-strength-strong = strong
framework-programme = Programme of work by meeting
framework-programme-text = Annex II uses an earlier numbering. The number is shown as printed, followed by the objective to which it corresponds (tracker assessment).
framework-programme-mismatches = { $mismatches } of { $citations } cited objective numbers do not match the table in annex I.
framework-meeting = Meeting { $number }
framework-standing = Standing items of every meeting
framework-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
framework-column-item = Item
framework-column-cites = Articles and decisions
framework-column-objective = Objective number in the document
framework-place-item = Annex II, { $place }
framework-article = Article { $number }
framework-cited-fits = fits annex I
framework-cited-meant = means { $code }, { $title }
framework-notes-about = About the document
framework-notes-vision = Vision
framework-notes-mission = Mission
framework-notes-logic = Structure of the plan
framework-notes-symbol = Symbol
framework-notes-adopted = Adoption
framework-notes-numbering = Where numbers differ
framework-notes-translation = Notes on the Chinese source text
framework-notes-assumption = Assumptions and resource requirements
framework-activity = Objectives of the draft Strategic Plan it serves
framework-activity-none = In our reading it serves none.
framework-activity-reading = Our reading, or that of officers; no document states it.
framework-edit-title = Links of objective { $code }
framework-edit-hint = For each activity, choose how strongly it contributes to the objective. A reason is required and is visible to all users.
framework-edit-activity = { $number }. { $title }
framework-edit-conflict-title = { $name } has changed these links since you opened this form.
framework-edit-conflict-text = Nothing of yours is lost: it stands in the form below. Compare, change what you like, and save.
framework-edit-conflict-caption = Where the two differ
framework-edit-activity-column = Activity
framework-history-link = { $strength }: { $reason }
history-of-plan = {" "}({ $plan })

field-link-strength = How much it serves the objective, activity
field-link-reason = Reason, activity
field-objective-link = Link
history-loaded-objective = { $actor } read the objective and our reading of its links.
history-created-objective = { $actor } added the objective.
history-edited-objective = { $actor } changed the links.
notice-links-saved = The links are changed.
notice-links-unchanged = Nothing was different, so nothing was changed.
