DROP TABLE __search_words;
DROP TABLE search_queue;
DROP TABLE search_entries;
