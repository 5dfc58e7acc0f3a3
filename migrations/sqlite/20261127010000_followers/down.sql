DROP TABLE activity_followers;
