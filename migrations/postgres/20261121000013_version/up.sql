CREATE TABLE data_version (
  id INTEGER NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  CONSTRAINT data_version_one_row CHECK (id = 1)
);
INSERT INTO data_version (id, number) VALUES (1, 1);

-- Lists begin with the newest event.
DROP INDEX events_by_day;
CREATE INDEX events_by_newest ON events (starts_on DESC NULLS LAST, id DESC);
