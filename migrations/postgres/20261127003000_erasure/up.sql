-- A row here allows the transaction that has put it in to erase words from what is otherwise never changed. It is removed before the
-- transaction ends, so that nobody else ever sees one.
CREATE TABLE erasing (
  id INTEGER NOT NULL PRIMARY KEY,
  CONSTRAINT erasing_one_row CHECK (id = 1)
);

-- When a record was erased. Its row stays, without what it said.
ALTER TABLE events ADD COLUMN erased_at TIMESTAMP;

DROP TRIGGER history_is_append_only ON history;
CREATE TRIGGER history_stays BEFORE DELETE OR TRUNCATE ON history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_change_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasing)
    OR (OLD.id, OLD.at, OLD.actor_id, OLD.subject_kind, OLD.subject_id, OLD.action)
      IS DISTINCT FROM (NEW.id, NEW.at, NEW.actor_id, NEW.subject_kind, NEW.subject_id, NEW.action) THEN
    RAISE EXCEPTION 'entries of % can only be added', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER history_is_append_only BEFORE UPDATE ON history
  FOR EACH ROW EXECUTE FUNCTION refuse_change_unless_erasing();

CREATE OR REPLACE FUNCTION refuse_frozen_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM erasing) AND NEW.frozen_at IS NOT DISTINCT FROM OLD.frozen_at THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a frozen report never changes';
END $$;
