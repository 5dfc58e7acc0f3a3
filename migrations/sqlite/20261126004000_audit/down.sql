DROP TRIGGER history_refuses_update;
DROP TRIGGER history_refuses_delete;
DROP TABLE audit_entries;
ALTER TABLE history DROP COLUMN salt;
