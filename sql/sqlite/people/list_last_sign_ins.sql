SELECT person_id, MAX(created_at) AS signed_in_at FROM access_tokens WHERE kind = 'session' GROUP BY person_id;
