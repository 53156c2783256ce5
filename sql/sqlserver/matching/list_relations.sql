-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT party.relation_id, party.entity_id, party.donor_id, party.relation, CONVERT(char(10), party.first_day, 23) AS first_day, CONVERT(char(10), party.last_day, 23) AS last_day,
  donor.kind AS donor_kind, donor.name AS donor_name
FROM related_parties party JOIN donors donor ON donor.donor_id = party.donor_id ORDER BY party.relation_id;
