UPDATE plans SET decision_code = '' WHERE decision_code IS NULL;
ALTER TABLE plans ALTER COLUMN start_year SET NOT NULL;
ALTER TABLE plans ALTER COLUMN end_year SET NOT NULL;
ALTER TABLE plans ALTER COLUMN decision_code SET NOT NULL;
ALTER TABLE activities ALTER COLUMN topic_id SET NOT NULL;
ALTER TABLE activities ALTER COLUMN start_year SET NOT NULL;
ALTER TABLE activities ALTER COLUMN end_year SET NOT NULL;
