-- Of one space, or of all. CONVERT: a day is a date here and ISO text in SQLite.
SELECT investment.space_id, investment.investment_no, investment.kind, investment.amount_minor, CONVERT(char(10), investment.spent_on, 23) AS spent_on, investment.what, investment.entry_id, investment.evidence_sha256, void.reason AS void_reason
FROM space_investments investment LEFT JOIN space_investment_voids void ON void.space_id = investment.space_id AND void.investment_no = investment.investment_no
WHERE @space_id = 0 OR investment.space_id = @space_id ORDER BY investment.space_id, investment.investment_no;
