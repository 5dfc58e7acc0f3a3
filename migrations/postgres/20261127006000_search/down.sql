DROP TABLE search_queue;
DROP TABLE search_entries;
