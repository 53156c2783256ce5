-- Five years of a space as one budget, planned again each year: what an earlier version said of a year stays.

CREATE TABLE space_blueprints (
  space_id INTEGER NOT NULL REFERENCES spaces,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  reason TEXT NOT NULL,
  planned_on TEXT NOT NULL CHECK (length(planned_on) = 10),
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- null where nobody else had to agree
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_blueprints_are_never_updated BEFORE UPDATE ON space_blueprints BEGIN SELECT RAISE(ABORT, 'a blueprint is never changed: plan it again'); END;
CREATE TRIGGER space_blueprints_are_never_deleted BEFORE DELETE ON space_blueprints BEGIN SELECT RAISE(ABORT, 'a blueprint is never deleted'); END;

CREATE TABLE space_blueprint_years (
  space_id INTEGER NOT NULL,
  version_no INTEGER NOT NULL,
  year_no INTEGER NOT NULL CHECK (year_no BETWEEN 1900 AND 8999),
  aim TEXT NOT NULL,
  hardware_minor INTEGER NOT NULL CHECK (hardware_minor >= 0),
  governance_minor INTEGER NOT NULL CHECK (governance_minor >= 0),
  operation_minor INTEGER NOT NULL CHECK (operation_minor >= 0),
  self_sufficiency INTEGER CHECK (self_sufficiency >= 0),  -- in ten-thousandths; null where none is aimed at
  PRIMARY KEY (space_id, version_no, year_no),
  FOREIGN KEY (space_id, version_no) REFERENCES space_blueprints
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_blueprint_years_are_never_updated BEFORE UPDATE ON space_blueprint_years BEGIN SELECT RAISE(ABORT, 'a blueprint is never changed: plan it again'); END;
CREATE TRIGGER space_blueprint_years_are_never_deleted BEFORE DELETE ON space_blueprint_years BEGIN SELECT RAISE(ABORT, 'a blueprint is never deleted'); END;
