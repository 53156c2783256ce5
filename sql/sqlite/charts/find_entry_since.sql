-- The first entry that counts for that day or later and is no part of the change of the chart.
SELECT MIN(entry_id) FROM journal_entries WHERE entity_id = @entity_id AND occurred_on >= @first_day AND kind <> 'chart-converted';
