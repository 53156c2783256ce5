-- Five years of a space as one budget, planned again each year: what an earlier version said of a year stays.

CREATE TABLE space_blueprints (
  space_id bigint NOT NULL REFERENCES spaces,
  version_no bigint NOT NULL CHECK (version_no > 0),
  reason nvarchar(2000) NOT NULL,
  planned_on date NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- null where nobody else had to agree
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, version_no)
);
GO
CREATE TRIGGER space_blueprints_are_never_updated ON space_blueprints INSTEAD OF UPDATE AS
THROW 50000, N'a blueprint is never changed: plan it again', 1;
GO
CREATE TRIGGER space_blueprints_are_never_deleted ON space_blueprints INSTEAD OF DELETE AS
THROW 50000, N'a blueprint is never deleted', 1;
GO

CREATE TABLE space_blueprint_years (
  space_id bigint NOT NULL,
  version_no bigint NOT NULL,
  year_no bigint NOT NULL CHECK (year_no BETWEEN 1900 AND 8999),
  aim nvarchar(2000) NOT NULL,
  hardware_minor bigint NOT NULL CHECK (hardware_minor >= 0),
  governance_minor bigint NOT NULL CHECK (governance_minor >= 0),
  operation_minor bigint NOT NULL CHECK (operation_minor >= 0),
  self_sufficiency bigint NULL CHECK (self_sufficiency >= 0),  -- in ten-thousandths; null where none is aimed at
  PRIMARY KEY (space_id, version_no, year_no),
  FOREIGN KEY (space_id, version_no) REFERENCES space_blueprints
);
GO
CREATE TRIGGER space_blueprint_years_are_never_updated ON space_blueprint_years INSTEAD OF UPDATE AS
THROW 50000, N'a blueprint is never changed: plan it again', 1;
GO
CREATE TRIGGER space_blueprint_years_are_never_deleted ON space_blueprint_years INSTEAD OF DELETE AS
THROW 50000, N'a blueprint is never deleted', 1;
GO
