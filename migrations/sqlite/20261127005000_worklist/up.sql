-- The day from which an activity has had a lead without a break: nothing on it is late from before.
ALTER TABLE activities ADD COLUMN led_since DATE;
UPDATE activities SET led_since = (
  SELECT date(MIN(h.at)) FROM history h WHERE h.subject_kind = 'activity' AND h.subject_id = activities.id AND h.changes LIKE '%"lead"%'
) WHERE lead_id IS NOT NULL;
-- The actual end in the draft of a last update, as a JSON array of what was typed as day, month and year.
ALTER TABLE update_drafts ADD COLUMN ended TEXT NOT NULL DEFAULT '["","",""]';
-- Reminders that somebody asked for by hand: once a day for each obligation.
CREATE TABLE reminder_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  on_day DATE NOT NULL,
  requested_by INTEGER NOT NULL REFERENCES people (id),
  requested_at TIMESTAMP NOT NULL,
  UNIQUE (kind, subject_kind, subject_id, on_day)
);
CREATE INDEX reminder_requests_by_person ON reminder_requests (requested_by);
