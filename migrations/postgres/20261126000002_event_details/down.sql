ALTER TABLE event_co_organisers DROP COLUMN position;
DROP TABLE event_details;
