-- When a person has last proved in this session who they are. Sessions of former versions have not, and are asked before dangerous acts.
ALTER TABLE sessions ADD COLUMN confirmed_at TIMESTAMP;

-- Authenticator apps. The secret that an app holds is computed from the key of the installation and this nonce: a copy of the database does
-- not contain it. The last step that was accepted is stored, so that no code is accepted twice.
CREATE TABLE second_factors (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  nonce TEXT NOT NULL,
  since TIMESTAMP NOT NULL,
  last_step BIGINT NOT NULL,
  removal_asked_at TIMESTAMP
);

CREATE TABLE recovery_codes (
  code_hash TEXT NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  used_at TIMESTAMP
);
CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id);

-- Limits on attempts, shared by all processes: for the hash of what is limited, the time until which its allowance is used up.
CREATE TABLE throttles (
  key_hash TEXT NOT NULL PRIMARY KEY,
  used_until_ms BIGINT NOT NULL
);
CREATE INDEX throttles_by_end ON throttles (used_until_ms);
