-- What people say to each other about an activity, an event, an indicator or an output.
CREATE TABLE comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  idempotency_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  key INTEGER NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  text TEXT NOT NULL,
  is_urgent BOOLEAN NOT NULL,
  commented_at TIMESTAMP NOT NULL
);
CREATE INDEX comments_by_subject ON comments (kind, key, id);
CREATE INDEX comments_by_author ON comments (author_id);
-- To whom a comment is mailed, and when it was; those who have no mail yet get it with their next daily mail.
CREATE TABLE comment_recipients (
  comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  mailed_at TIMESTAMP,
  PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX comment_recipients_by_person ON comment_recipients (person_id, mailed_at);
