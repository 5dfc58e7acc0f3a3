-- A row here allows the transaction that has put it in to erase words from what is otherwise never changed. It is removed before the
-- transaction ends, so that nobody else ever sees one.
CREATE TABLE erasing (
  id INTEGER NOT NULL PRIMARY KEY,
  CONSTRAINT erasing_one_row CHECK (id = 1)
);

-- When a record was erased. Its row stays, without what it said.
ALTER TABLE events ADD COLUMN erased_at TIMESTAMP;

DROP TRIGGER history_refuses_update;
CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
WHEN NOT EXISTS (SELECT 1 FROM erasing)
  OR OLD.id <> NEW.id OR OLD.at <> NEW.at OR OLD.actor_id IS NOT NEW.actor_id OR OLD.subject_kind <> NEW.subject_kind
  OR OLD.subject_id <> NEW.subject_id OR OLD.action <> NEW.action
BEGIN
  SELECT RAISE(ABORT, 'entries of history can only be added');
END;

DROP TRIGGER reports_stay_unchanged;
CREATE TRIGGER reports_stay_unchanged BEFORE UPDATE ON reports
WHEN OLD.frozen_at IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM erasing) OR NEW.frozen_at IS NOT OLD.frozen_at)
BEGIN
  SELECT RAISE(ABORT, 'a frozen report never changes');
END;
