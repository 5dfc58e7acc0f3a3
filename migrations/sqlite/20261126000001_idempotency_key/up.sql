ALTER TABLE events RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE measurements RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE outputs RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE deliveries RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE outcome_evidence RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE contributions RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE expenditures RENAME COLUMN once_key TO idempotency_key;
ALTER TABLE reports RENAME COLUMN once_key TO idempotency_key;
