DROP TABLE sums_by_month;
DROP TABLE sums_by_country;
DROP TABLE sums_by_group;

-- What counts now, added up by activity, plan and kind: activity 0 stands for all activities of the plan, an empty kind for any.
-- An event that serves activities of two plans counts once in each plan. Months are those of the last day, as in 2019-03.
CREATE TABLE sums_by_month (
  activity_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  kind TEXT NOT NULL,
  month TEXT NOT NULL,
  events BIGINT NOT NULL,
  attended BIGINT NOT NULL,
  women BIGINT NOT NULL,
  men BIGINT NOT NULL,
  other_people BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  PRIMARY KEY (activity_id, plan_id, kind, month)
);

CREATE TABLE sums_by_country (
  activity_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  kind TEXT NOT NULL,
  country TEXT NOT NULL REFERENCES countries (iso2),
  events BIGINT NOT NULL,
  people BIGINT NOT NULL,
  party_events BIGINT NOT NULL,
  ldc_events BIGINT NOT NULL,
  ldc_people BIGINT NOT NULL,
  PRIMARY KEY (activity_id, plan_id, kind, country)
);

CREATE TABLE sums_by_group (
  activity_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  kind TEXT NOT NULL,
  stakeholder_group TEXT NOT NULL,
  people BIGINT NOT NULL,
  PRIMARY KEY (activity_id, plan_id, kind, stakeholder_group)
);

INSERT INTO sums_by_month (activity_id, plan_id, kind, month, events, attended, women, men, other_people, estimated)
  SELECT w.activity_id, w.plan_id, CASE t.kind WHEN 1 THEN e.kind ELSE '' END, SUBSTR(CAST(e.ends_on AS TEXT), 1, 7),
    COUNT(*), SUM(e.attended), SUM(e.women), SUM(e.men), SUM(e.other_people), SUM(CASE WHEN e.basis = 'estimated' THEN e.attended ELSE 0 END)
  FROM event_versions e
  JOIN (SELECT v.version_id, v.activity_id, a.plan_id FROM version_activities v JOIN activities a ON a.id = v.activity_id
    UNION SELECT v.version_id, 0, a.plan_id FROM version_activities v JOIN activities a ON a.id = v.activity_id) w ON w.version_id = e.id
  CROSS JOIN (SELECT 0 AS kind UNION ALL SELECT 1) t
  WHERE e.to_at IS NULL
  GROUP BY 1, 2, 3, 4;

INSERT INTO sums_by_country (activity_id, plan_id, kind, country, events, people, party_events, ldc_events, ldc_people)
  SELECT w.activity_id, w.plan_id, CASE t.kind WHEN 1 THEN e.kind ELSE '' END, c.country,
    COUNT(*), SUM(c.people),
    SUM(CASE WHEN COALESCE(k.is_cpb_party, FALSE) AND COALESCE(k.cpb_party_since <= e.ends_on, TRUE) THEN 1 ELSE 0 END),
    SUM(CASE WHEN COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE) THEN 1 ELSE 0 END),
    SUM(CASE WHEN COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE) THEN c.people ELSE 0 END)
  FROM event_versions e
  JOIN (SELECT v.version_id, v.activity_id, a.plan_id FROM version_activities v JOIN activities a ON a.id = v.activity_id
    UNION SELECT v.version_id, 0, a.plan_id FROM version_activities v JOIN activities a ON a.id = v.activity_id) w ON w.version_id = e.id
  CROSS JOIN (SELECT 0 AS kind UNION ALL SELECT 1) t
  JOIN version_countries c ON c.version_id = e.id JOIN countries k ON k.iso2 = c.country
  WHERE e.to_at IS NULL
  GROUP BY 1, 2, 3, 4;

INSERT INTO sums_by_group (activity_id, plan_id, kind, stakeholder_group, people)
  SELECT w.activity_id, w.plan_id, CASE t.kind WHEN 1 THEN e.kind ELSE '' END, g.stakeholder_group, SUM(g.people)
  FROM event_versions e
  JOIN (SELECT v.version_id, v.activity_id, a.plan_id FROM version_activities v JOIN activities a ON a.id = v.activity_id
    UNION SELECT v.version_id, 0, a.plan_id FROM version_activities v JOIN activities a ON a.id = v.activity_id) w ON w.version_id = e.id
  CROSS JOIN (SELECT 0 AS kind UNION ALL SELECT 1) t
  JOIN version_groups g ON g.version_id = e.id
  WHERE e.to_at IS NULL
  GROUP BY 1, 2, 3, 4;

-- A contribution to a plan as a whole says to which one; those recorded before were for the plan that was there first.
ALTER TABLE contributions ADD COLUMN plan_id INTEGER REFERENCES plans (id);
UPDATE contributions SET plan_id = (SELECT MIN(id) FROM plans) WHERE whole_plan;
