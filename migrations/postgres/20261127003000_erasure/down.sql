CREATE OR REPLACE FUNCTION refuse_frozen_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a frozen report never changes'; END $$;
DROP TRIGGER history_is_append_only ON history;
DROP TRIGGER history_stays ON history;
DROP FUNCTION refuse_change_unless_erasing;
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE events DROP COLUMN erased_at;
DROP TABLE erasing;
