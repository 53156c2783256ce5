-- Of all plans. CONVERT: a day is a date here and ISO text in SQLite.
SELECT plan_id, year_no, amount_minor, entry_id, evaluation, decision, CONVERT(char(10), approved_on, 23) AS approved_on, reason, maker, proposal_id, recorded_at FROM taper_years ORDER BY plan_id, year_no;
