-- How often leads report, and the thresholds of the calculated status (JSON); of a plan, or of one activity. The newest row of each holds,
-- those before it say what held on a past day; without numbers an activity follows its plan.
CREATE TABLE monitoring_settings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  activity_id INTEGER REFERENCES activities (id) ON DELETE CASCADE,
  numbers TEXT,
  set_at TIMESTAMP NOT NULL
);
CREATE INDEX monitoring_settings_by_plan ON monitoring_settings (plan_id, id);
