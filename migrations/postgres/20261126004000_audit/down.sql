DROP TRIGGER history_is_append_only ON history;
DROP TABLE audit_entries;
DROP FUNCTION refuse_change;
ALTER TABLE history DROP COLUMN salt;
