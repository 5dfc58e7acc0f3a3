DROP TABLE monitoring_settings;
