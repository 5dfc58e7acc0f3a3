-- The audit trail: one chain of entries, each with the hash of itself and all before it. What the history says of a change is covered by
-- its hash, which is salted so that a short text that was erased cannot be guessed from it.
ALTER TABLE history ADD COLUMN salt TEXT NOT NULL DEFAULT '';
UPDATE history SET salt = LOWER(HEX(RANDOMBLOB(16)));

CREATE TABLE audit_entries (
  position BIGINT NOT NULL PRIMARY KEY,
  at TIMESTAMP NOT NULL,
  actor_id INTEGER REFERENCES people (id),
  kind TEXT NOT NULL,
  subject_kind TEXT,
  subject_id INTEGER,
  detail TEXT,
  history_id INTEGER REFERENCES history (id),
  history_hash TEXT,
  hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX audit_by_actor ON audit_entries (actor_id, position);
CREATE INDEX audit_by_subject ON audit_entries (subject_kind, subject_id, position);
CREATE INDEX audit_by_time ON audit_entries (at);

CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit_entries
BEGIN
  SELECT RAISE(ABORT, 'entries of audit_entries can only be added');
END;

CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit_entries
BEGIN
  SELECT RAISE(ABORT, 'entries of audit_entries can only be added');
END;

CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'entries of history can only be added');
END;

CREATE TRIGGER history_refuses_delete BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'entries of history can only be added');
END;
