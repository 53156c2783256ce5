INSERT INTO space_blueprint_years (space_id, version_no, year_no, aim, hardware_minor, governance_minor, operation_minor, self_sufficiency)
VALUES (@space_id, @version_no, @year_no, @aim, @hardware_minor, @governance_minor, @operation_minor, @self_sufficiency);
