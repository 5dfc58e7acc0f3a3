ALTER TABLE events RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE measurements RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE outputs RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE deliveries RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE outcome_evidence RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE contributions RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE expenditures RENAME COLUMN idempotency_key TO once_key;
ALTER TABLE reports RENAME COLUMN idempotency_key TO once_key;
