-- What the plan states by itself about an activity of which a later decision has changed the planned years, topic or expected results.
CREATE TABLE activity_revisions (
  activity_id INTEGER NOT NULL PRIMARY KEY REFERENCES activities (id) ON DELETE CASCADE,
  start_year INTEGER,
  end_year INTEGER,
  topic_id INTEGER REFERENCES topics (id),
  results TEXT NOT NULL,
  reason TEXT NOT NULL,
  decision TEXT NOT NULL,
  changed_at TIMESTAMP NOT NULL
);
