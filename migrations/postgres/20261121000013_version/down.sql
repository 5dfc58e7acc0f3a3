DROP INDEX events_by_newest;
CREATE INDEX events_by_day ON events (starts_on, id);
DROP TABLE data_version;
