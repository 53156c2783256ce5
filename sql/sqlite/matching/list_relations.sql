SELECT party.relation_id, party.entity_id, party.donor_id, party.relation, party.first_day, party.last_day, donor.kind AS donor_kind, donor.name AS donor_name
FROM related_parties party JOIN donors donor ON donor.donor_id = party.donor_id ORDER BY party.relation_id;
