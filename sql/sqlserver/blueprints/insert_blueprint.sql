INSERT INTO space_blueprints (space_id, version_no, reason, planned_on, maker, proposal_id, recorded_at)
VALUES (@space_id, @version_no, @reason, @planned_on, @maker, @proposal_id, @recorded_at);
