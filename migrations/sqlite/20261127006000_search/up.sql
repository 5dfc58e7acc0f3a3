-- What is searched: one entry for each thing, made anew from its record when that has changed.
CREATE TABLE search_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  area TEXT NOT NULL,
  key TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (area, key)
);
-- Records that have changed since their entry was made.
CREATE TABLE search_queue (
  kind TEXT NOT NULL,
  key INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
);
INSERT INTO search_queue (kind, key) SELECT 'activity', id FROM activities;
INSERT INTO search_queue (kind, key) SELECT 'indicator', id FROM indicators;
INSERT INTO search_queue (kind, key) SELECT 'output', id FROM outputs;
INSERT INTO search_queue (kind, key) SELECT 'event', id FROM events;
INSERT INTO search_queue (kind, key) SELECT 'organisation', id FROM organisations;
INSERT INTO search_queue (kind, key) SELECT 'report', id FROM reports;
INSERT INTO search_queue (kind, key) SELECT 'person', id FROM people;
-- The words are folded by the program: here they are only told apart, at blanks.
CREATE VIRTUAL TABLE __search_words USING fts5 (
  words, content = 'search_entries', content_rowid = 'id', detail = none, columnsize = 0, prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
);
CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
  INSERT INTO __search_words (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN
  INSERT INTO __search_words (__search_words, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries BEGIN
  INSERT INTO __search_words (__search_words, rowid, words) VALUES ('delete', old.id, old.words);
  INSERT INTO __search_words (rowid, words) VALUES (new.id, new.words);
END;
