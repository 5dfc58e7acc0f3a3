DROP TABLE report_narratives;
DROP TABLE reports;
DROP FUNCTION refuse_frozen_report();
