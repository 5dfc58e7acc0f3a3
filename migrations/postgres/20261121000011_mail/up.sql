ALTER TABLE outbox ADD COLUMN thread TEXT;
ALTER TABLE outbox ADD COLUMN unsubscribe TEXT;
ALTER TABLE outbox ADD COLUMN calendar TEXT;
ALTER TABLE outbox ADD COLUMN leased_by TEXT;
ALTER TABLE outbox ADD COLUMN tried_at TIMESTAMP;
ALTER TABLE outbox ADD COLUMN cancelled_at TIMESTAMP;
DROP INDEX outbox_by_due;
CREATE INDEX outbox_waiting ON outbox (due_at, id) WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL;

ALTER TABLE people ADD COLUMN mail_failed_at TIMESTAMP;
ALTER TABLE people ADD COLUMN mail_failure TEXT;

CREATE TABLE mail_outages (
  id INTEGER NOT NULL PRIMARY KEY,
  since TIMESTAMP NOT NULL,
  failures INTEGER NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT mail_outages_one CHECK (id = 1)
);

CREATE TABLE calendar_addresses (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  nonce TEXT NOT NULL,
  made_at TIMESTAMP NOT NULL
);

UPDATE outbox SET text_body = '', html_body = '' WHERE failed_at IS NOT NULL AND (kind = 'invitation' OR kind = 'password-reset');
