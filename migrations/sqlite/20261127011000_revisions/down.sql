DROP TABLE activity_revisions;
