INSERT INTO award_objections (award_id, objection_no, raised_on, raised_by, content, recorded_at) VALUES (@award_id, @objection_no, @raised_on, @raised_by, @content, @recorded_at);
