DROP TABLE links;
DROP TABLE sessions;
DROP TABLE people;
DROP TABLE organisations;
DROP TABLE countries;
