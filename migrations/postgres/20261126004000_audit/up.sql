-- The audit trail: one chain of entries, each with the hash of itself and all before it. What the history says of a change is covered by
-- its hash, which is salted so that a short text that was erased cannot be guessed from it.
ALTER TABLE history ADD COLUMN salt TEXT NOT NULL DEFAULT '';
UPDATE history SET salt = REPLACE(gen_random_uuid()::text, '-', '');

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
);
CREATE INDEX audit_by_actor ON audit_entries (actor_id, position);
CREATE INDEX audit_by_subject ON audit_entries (subject_kind, subject_id, position);
CREATE INDEX audit_by_time ON audit_entries (at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of % can only be added', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
