DROP TABLE attachments;
DROP TABLE event_groups;
DROP TABLE event_countries;
DROP TABLE event_co_organisers;
DROP TABLE event_activities;
DROP TABLE events;
