-- Who last changed what a record counts, if it was not its author: they do not verify it alone.
ALTER TABLE events ADD COLUMN figures_by INTEGER REFERENCES people (id);
ALTER TABLE measurements ADD COLUMN figures_by INTEGER REFERENCES people (id);
