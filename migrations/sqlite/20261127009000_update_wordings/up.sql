-- When the words of an update were corrected, and its words in languages other than that of its author.
ALTER TABLE progress_updates ADD COLUMN corrected_at TIMESTAMP;
CREATE TABLE update_wordings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  update_id INTEGER NOT NULL REFERENCES progress_updates (id) ON DELETE CASCADE,
  lang TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  reason TEXT,
  headline TEXT NOT NULL,
  done TEXT NOT NULL,
  next_steps TEXT NOT NULL,
  risks TEXT NOT NULL,
  UNIQUE (update_id, lang)
);
CREATE INDEX update_wordings_by_activity ON update_wordings (activity_id);
