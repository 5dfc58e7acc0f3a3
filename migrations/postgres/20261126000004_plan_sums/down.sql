ALTER TABLE contributions DROP COLUMN plan_id;
DROP TABLE sums_by_month;
DROP TABLE sums_by_country;
DROP TABLE sums_by_group;

CREATE TABLE sums_by_month (
  activity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  month TEXT NOT NULL,
  events BIGINT NOT NULL,
  attended BIGINT NOT NULL,
  women BIGINT NOT NULL,
  men BIGINT NOT NULL,
  other_people BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  PRIMARY KEY (activity_id, kind, month)
);

CREATE TABLE sums_by_country (
  activity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL REFERENCES countries (iso2),
  events BIGINT NOT NULL,
  people BIGINT NOT NULL,
  party_events BIGINT NOT NULL,
  ldc_events BIGINT NOT NULL,
  ldc_people BIGINT NOT NULL,
  PRIMARY KEY (activity_id, kind, country)
);

CREATE TABLE sums_by_group (
  activity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stakeholder_group TEXT NOT NULL,
  people BIGINT NOT NULL,
  PRIMARY KEY (activity_id, kind, stakeholder_group)
);

INSERT INTO sums_by_month (activity_id, kind, month, events, attended, women, men, other_people, estimated)
  SELECT COALESCE(a.activity_id, 0), CASE t.kind WHEN 1 THEN e.kind ELSE '' END, SUBSTR(CAST(e.ends_on AS TEXT), 1, 7),
    COUNT(*), SUM(e.attended), SUM(e.women), SUM(e.men), SUM(e.other_people), SUM(CASE WHEN e.basis = 'estimated' THEN e.attended ELSE 0 END)
  FROM event_versions e
  CROSS JOIN (SELECT 0 AS activity, 0 AS kind UNION ALL SELECT 0, 1 UNION ALL SELECT 1, 0 UNION ALL SELECT 1, 1) t
  LEFT JOIN version_activities a ON t.activity = 1 AND a.version_id = e.id
  WHERE (t.activity = 0 OR a.activity_id IS NOT NULL) AND e.to_at IS NULL
  GROUP BY 1, 2, 3;

INSERT INTO sums_by_country (activity_id, kind, country, events, people, party_events, ldc_events, ldc_people)
  SELECT COALESCE(a.activity_id, 0), CASE t.kind WHEN 1 THEN e.kind ELSE '' END, c.country,
    COUNT(*), SUM(c.people),
    SUM(CASE WHEN COALESCE(k.is_cpb_party, FALSE) AND COALESCE(k.cpb_party_since <= e.ends_on, TRUE) THEN 1 ELSE 0 END),
    SUM(CASE WHEN COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE) THEN 1 ELSE 0 END),
    SUM(CASE WHEN COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE) THEN c.people ELSE 0 END)
  FROM event_versions e
  CROSS JOIN (SELECT 0 AS activity, 0 AS kind UNION ALL SELECT 0, 1 UNION ALL SELECT 1, 0 UNION ALL SELECT 1, 1) t
  LEFT JOIN version_activities a ON t.activity = 1 AND a.version_id = e.id
  JOIN version_countries c ON c.version_id = e.id JOIN countries k ON k.iso2 = c.country
  WHERE (t.activity = 0 OR a.activity_id IS NOT NULL) AND e.to_at IS NULL
  GROUP BY 1, 2, 3;

INSERT INTO sums_by_group (activity_id, kind, stakeholder_group, people)
  SELECT COALESCE(a.activity_id, 0), CASE t.kind WHEN 1 THEN e.kind ELSE '' END, g.stakeholder_group, SUM(g.people)
  FROM event_versions e
  CROSS JOIN (SELECT 0 AS activity, 0 AS kind UNION ALL SELECT 0, 1 UNION ALL SELECT 1, 0 UNION ALL SELECT 1, 1) t
  LEFT JOIN version_activities a ON t.activity = 1 AND a.version_id = e.id
  JOIN version_groups g ON g.version_id = e.id
  WHERE (t.activity = 0 OR a.activity_id IS NOT NULL) AND e.to_at IS NULL
  GROUP BY 1, 2, 3;
