DROP TABLE update_drafts;
DROP TABLE progress_updates;
