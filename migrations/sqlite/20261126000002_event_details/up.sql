-- What a record of an event says beyond the columns of lists and totals. Once it was accepted, a record is read from these columns and
-- never again from what was typed. The rows of records that were there before are made at the next start.
CREATE TABLE event_details (
  event_id INTEGER NOT NULL PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  region TEXT,
  languages TEXT NOT NULL,
  score_before INTEGER,
  score_after INTEGER,
  learning TEXT NOT NULL,
  links TEXT NOT NULL,
  contact TEXT
);

ALTER TABLE event_co_organisers ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
