DROP TRIGGER reports_stay_unchanged;
CREATE TRIGGER reports_stay_unchanged BEFORE UPDATE ON reports WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END;
DROP TRIGGER history_refuses_update;
CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'entries of history can only be added');
END;
ALTER TABLE events DROP COLUMN erased_at;
DROP TABLE erasing;
