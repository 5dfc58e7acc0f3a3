DROP TABLE attachment_pieces;
