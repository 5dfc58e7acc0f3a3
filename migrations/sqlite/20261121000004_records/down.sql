DROP TABLE settings;
DROP TABLE outbox;
DROP TABLE history;
