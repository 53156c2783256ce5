-- What is shown to everybody, and what people keep for themselves: which funds stand on the public pages, filters that somebody saved, and whose sign-in a donor's is.
-- How this differs from the SQLite script is said in 0001_ledger.

-- The last version says whether a fund is shown; a fund without one is.
CREATE TABLE fund_publicity (
  fund_id bigint NOT NULL REFERENCES funds,
  version_no bigint NOT NULL CHECK (version_no > 0),
  is_shown bigint NOT NULL CHECK (is_shown IN (0, 1)),
  reason nvarchar(2000) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (fund_id, version_no)
);
GO
CREATE TRIGGER fund_publicity_is_never_updated ON fund_publicity INSTEAD OF UPDATE AS
THROW 50000, N'what was shown is never changed: say it again', 1;
GO
CREATE TRIGGER fund_publicity_is_never_deleted ON fund_publicity INSTEAD OF DELETE AS
THROW 50000, N'what was shown is never deleted', 1;
GO

-- One's own, removed at will.
CREATE TABLE saved_filters (
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  page nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,  -- the program's own name of a page
  name nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  query nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,  -- parameters of that page, checked when they were saved
  saved_at bigint NOT NULL,
  PRIMARY KEY (person_id, page, name)
);

-- The sign-in by which a donor reads their own gifts; one that was ended stays.
CREATE TABLE donor_people (
  link_id bigint IDENTITY NOT NULL PRIMARY KEY,
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  donor_id bigint NOT NULL REFERENCES donors,
  linked_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  linked_at bigint NOT NULL,
  ended_at bigint NULL
);
CREATE UNIQUE INDEX donor_people_in_force ON donor_people (person_id, donor_id) WHERE ended_at IS NULL;
GO
CREATE TRIGGER donor_people_only_end ON donor_people AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM deleted WHERE ended_at IS NOT NULL)
  OR EXISTS (SELECT link_id, person_id, donor_id, linked_by, linked_at FROM deleted EXCEPT SELECT link_id, person_id, donor_id, linked_by, linked_at FROM inserted)
  THROW 50000, N'a link of a donor can only be ended', 1;
GO
CREATE TRIGGER donor_people_are_never_deleted ON donor_people INSTEAD OF DELETE AS
THROW 50000, N'a link of a donor is never deleted', 1;
GO
