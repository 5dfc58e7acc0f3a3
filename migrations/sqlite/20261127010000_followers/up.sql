-- Who follows which activity, and up to which moment its changes have been mailed to them.
CREATE TABLE activity_followers (
  activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  mailed_until TIMESTAMP NOT NULL,
  PRIMARY KEY (activity_id, person_id)
);
CREATE INDEX activity_followers_by_person ON activity_followers (person_id);
