# Progress updates.

update-title = Post an update
updates-title = All updates
last-update = Last update
field-status = Status
field-reason = Why this status
field-headline = In one line
field-done = What was done
field-next = What comes next
field-risks = Risks
hint-status = How the activity stands as a whole
hint-reason = One sentence; needed when the status changes
hint-headline = 140 characters at most. For example: Second regional workshop held in Pretoria
hint-done = Since the last update
publish-update = Publish
keep-draft = Keep as draft
discard-draft = Discard the draft
draft-kept = This draft was kept on { $moment }. Only you can see it.
update-who-reads = Published updates are visible to partners, donors and, if public access is on, the public. They cannot be edited; post a new update to replace them.
overtaken-title = { $name } has published an update since you opened this form.
overtaken-text = It is shown beside. Your text is still in the form: change it where needed and publish again, or discard it.

update-correct = Correct this update
update-correct-text = The corrected words replace those below. The earlier words and the reason stay in the history of the activity. To change the status, post a new update.
update-word-in = Word it in { $language }
update-word-text = Readers in this language see these words instead of the original.
update-published = Published
update-corrected-on = Corrected on { $day }
field-why = Reason for the correction
hint-why = Visible in the history of the activity
notice-update-words-saved = The words are saved.
