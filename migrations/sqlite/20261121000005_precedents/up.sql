CREATE TABLE precedents (
  key TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  precision TEXT NOT NULL,
  place TEXT NOT NULL,
  country TEXT REFERENCES countries (iso2),
  organisers TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  sources TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT precedents_days CHECK (last_day >= first_day)
);
