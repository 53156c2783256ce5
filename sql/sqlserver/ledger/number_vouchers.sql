-- In the order of the days, then of recording; a month that was closed before goes on from its last number.
-- N and CAST: Chinese text says that it is Unicode, and a day is a date here and ISO text in SQLite.
INSERT INTO vouchers (entity_id, period, series, number, entry_id)
SELECT @entity_id, @period, N'记',
  (SELECT COALESCE(MAX(number), 0) FROM vouchers WHERE entity_id = @entity_id AND period = @period AND series = N'记')
    + ROW_NUMBER() OVER (ORDER BY entry.occurred_on, entry.entry_id),
  entry.entry_id
FROM journal_entries entry
WHERE entry.entity_id = @entity_id AND entry.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND NOT EXISTS (SELECT 1 FROM vouchers given WHERE given.entry_id = entry.entry_id)
  -- Only entries of the statutory books are vouchers; promises are not.
  AND EXISTS (SELECT 1 FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.entry_id = entry.entry_id AND account.layer = 'actual');
