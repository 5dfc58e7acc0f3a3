DROP TABLE comment_recipients;
DROP TABLE comments;
