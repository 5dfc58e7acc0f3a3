DROP TABLE update_wordings;
ALTER TABLE progress_updates DROP COLUMN corrected_at;
