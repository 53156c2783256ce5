-- CONCAT: || does not join texts here.
-- What a pledge still expects is what its instalments came to less the gifts on it, and nothing once it has ended; a gift on a pledge is of its fund and source.
SELECT pledge.pledge_id
FROM pledges pledge
WHERE (CASE WHEN pledge.ended_on IS NOT NULL THEN 0 ELSE
    CASE WHEN (CASE WHEN pledge.instalment_count IS NULL THEN pledge.amount_minor * pledge.expected_count ELSE pledge.amount_minor END)
        > COALESCE((SELECT SUM(gift.amount_minor) FROM pledge_gifts came JOIN donations gift ON gift.entry_id = came.entry_id WHERE came.pledge_id = pledge.pledge_id AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = came.entry_id)), 0)
      THEN (CASE WHEN pledge.instalment_count IS NULL THEN pledge.amount_minor * pledge.expected_count ELSE pledge.amount_minor END)
        - COALESCE((SELECT SUM(gift.amount_minor) FROM pledge_gifts came JOIN donations gift ON gift.entry_id = came.entry_id WHERE came.pledge_id = pledge.pledge_id AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = came.entry_id)), 0)
      ELSE 0 END END)
  <> COALESCE((SELECT SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id WHERE item.subject = CONCAT(N'pledge/', pledge.pledge_id) AND account.role = 'PledgeExpected'), 0)
  OR EXISTS (SELECT 1 FROM pledge_gifts came JOIN donations gift ON gift.entry_id = came.entry_id WHERE came.pledge_id = pledge.pledge_id AND (gift.fund_id <> pledge.fund_id OR gift.source_id <> pledge.source_id))
ORDER BY pledge.pledge_id;
