CREATE TABLE contributions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  donor_id INTEGER NOT NULL REFERENCES organisations (id),
  currency TEXT NOT NULL,
  pledged BIGINT NOT NULL,
  pledged_on DATE NOT NULL,
  whole_plan BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  cancelled_at TIMESTAMP,
  cancel_reason TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT contributions_pledged CHECK (pledged > 0),
  CONSTRAINT contributions_cancelled CHECK (cancelled_at IS NULL OR cancel_reason IS NOT NULL)
);
CREATE INDEX contributions_by_donor ON contributions (donor_id);

CREATE TABLE contribution_activities (
  contribution_id INTEGER NOT NULL REFERENCES contributions (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  PRIMARY KEY (contribution_id, activity_id)
);
CREATE INDEX contribution_activities_by_activity ON contribution_activities (activity_id);

CREATE TABLE contribution_payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contribution_id INTEGER NOT NULL REFERENCES contributions (id) ON DELETE CASCADE,
  received BIGINT NOT NULL,
  received_on DATE NOT NULL,
  CONSTRAINT contribution_payments_received CHECK (received > 0)
);
CREATE INDEX contribution_payments_by_contribution ON contribution_payments (contribution_id);

CREATE TABLE expenditures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  spender_id INTEGER NOT NULL REFERENCES organisations (id),
  currency TEXT NOT NULL,
  spent BIGINT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  purpose TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  cancelled_at TIMESTAMP,
  cancel_reason TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT expenditures_spent CHECK (spent > 0),
  CONSTRAINT expenditures_days CHECK (last_day >= first_day),
  CONSTRAINT expenditures_cancelled CHECK (cancelled_at IS NULL OR cancel_reason IS NOT NULL)
);
CREATE INDEX expenditures_by_activity ON expenditures (activity_id);
CREATE INDEX expenditures_by_spender ON expenditures (spender_id);

CREATE TABLE exchange_rates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  rate TEXT NOT NULL,
  on_day DATE NOT NULL,
  source TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES people (id),
  added_at TIMESTAMP NOT NULL,
  CONSTRAINT exchange_rates_currencies CHECK (from_currency <> to_currency)
);
CREATE INDEX exchange_rates_by_currency ON exchange_rates (to_currency, from_currency);

CREATE TABLE money_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  from_at TIMESTAMP NOT NULL,
  to_at TIMESTAMP,
  words TEXT NOT NULL,
  CONSTRAINT money_versions_order CHECK (to_at >= from_at)
);
CREATE INDEX money_versions_by_subject ON money_versions (subject, subject_id);
