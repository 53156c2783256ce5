-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT pledge.pledge_id, pledge.fund_id, pledge.source_id, pledge.donor_id, CONVERT(char(10), pledge.pledged_on, 23) AS pledged_on, CONVERT(char(10), pledge.first_due, 23) AS first_due, pledge.every_months, pledge.instalment_count,
  pledge.currency, pledge.amount_minor, pledge.document_number, pledge.expected_count, CONVERT(char(10), pledge.ended_on, 23) AS ended_on, pledge.end_reason, donor.kind AS donor_kind, donor.name AS donor_name, donor.is_anonymous,
  COALESCE((
    SELECT SUM(gift.amount_minor) FROM pledge_gifts came JOIN donations gift ON gift.entry_id = came.entry_id
    WHERE came.pledge_id = pledge.pledge_id AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = came.entry_id)), 0) AS paid_minor
FROM pledges pledge
JOIN donors donor ON donor.donor_id = pledge.donor_id
WHERE pledge.pledge_id = @pledge_id;
