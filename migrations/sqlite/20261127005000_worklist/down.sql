DROP TABLE reminder_requests;
ALTER TABLE update_drafts DROP COLUMN ended;
ALTER TABLE activities DROP COLUMN led_since;
