CREATE TABLE progress_updates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  confirms_id INTEGER REFERENCES progress_updates (id),
  status TEXT NOT NULL,
  reason TEXT,
  headline TEXT NOT NULL,
  done TEXT NOT NULL,
  next_steps TEXT NOT NULL,
  risks TEXT NOT NULL,
  lang TEXT NOT NULL,
  published_at TIMESTAMP NOT NULL
);
CREATE INDEX progress_updates_by_activity ON progress_updates (activity_id, id);

CREATE TABLE update_drafts (
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  headline TEXT NOT NULL,
  done TEXT NOT NULL,
  next_steps TEXT NOT NULL,
  risks TEXT NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  PRIMARY KEY (activity_id, author_id)
);
