DROP TABLE organisation_members;
DROP TABLE relationships;
