CREATE TABLE relationships (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT UNIQUE,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  counterpart_id INTEGER NOT NULL REFERENCES organisations (id),
  kind TEXT NOT NULL,
  protocol TEXT NOT NULL,
  state TEXT NOT NULL,
  started TEXT,
  ended TEXT,
  description TEXT NOT NULL,
  sources TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT relationships_two CHECK (organisation_id <> counterpart_id)
);
CREATE INDEX relationships_by_organisation ON relationships (organisation_id);
CREATE INDEX relationships_by_counterpart ON relationships (counterpart_id);

CREATE TABLE organisation_members (
  group_id INTEGER NOT NULL REFERENCES organisations (id),
  member_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (group_id, member_id),
  CONSTRAINT organisation_members_two CHECK (group_id <> member_id)
);
CREATE INDEX organisation_members_by_member ON organisation_members (member_id);
