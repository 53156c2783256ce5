-- The keys under which the web host protects cookies and form tokens: in the books, so that a restart keeps them and every node has them.
-- They stand here as they are: whoever can read the database can read them.

CREATE TABLE protection_keys (
  key_no bigint IDENTITY NOT NULL PRIMARY KEY,
  name nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  element nvarchar(max) NOT NULL  -- XML, as the host wrote it
);
