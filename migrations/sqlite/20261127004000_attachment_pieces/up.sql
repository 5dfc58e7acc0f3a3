-- The bytes of attached files, in pieces: on PostgreSQL, so that all processes reach them with the database alone. With SQLite they are files
-- in the data folder, beside the database.
CREATE TABLE attachment_pieces (
  attachment_id INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (attachment_id, position)
);
