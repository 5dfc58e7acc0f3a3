ALTER TABLE measurements DROP COLUMN figures_by;
ALTER TABLE events DROP COLUMN figures_by;
