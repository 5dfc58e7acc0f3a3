DROP INDEX events_by_place;
DROP INDEX events_by_end;
DROP INDEX events_by_stage;
CREATE INDEX events_by_stage ON events (stage, stage_at);
DROP INDEX events_by_merging;
CREATE INDEX events_by_merging ON events (merged_into_id);
DROP TABLE sums_by_group;
DROP TABLE sums_by_country;
DROP TABLE sums_by_month;
