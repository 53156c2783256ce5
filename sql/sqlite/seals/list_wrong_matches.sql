-- Matches that do not agree with their gift, with what they say themselves, or with what became of them since; and stops that do not agree with theirs.
SELECT earned.gift_entry_id FROM matches earned
LEFT JOIN donations gift ON gift.entry_id = earned.gift_entry_id
LEFT JOIN journal_entries entry ON entry.entry_id = earned.gift_entry_id
LEFT JOIN journal_entries moved ON moved.entry_id = earned.entry_id
WHERE gift.entry_id IS NULL OR gift.donor_id <> earned.donor_id OR gift.fund_id <> earned.fund_id OR entry.occurred_on <> earned.gift_day
  OR earned.counted_minor > gift.amount_minor OR (earned.place IS NULL AND earned.counted_minor NOT IN (0, gift.amount_minor))
  OR (earned.matched_minor > 0 AND (earned.reason <> 'none' OR moved.kind IS NULL OR moved.kind <> 'match-earned'))
  OR (earned.matched_minor = 0 AND (earned.reason = 'none' OR earned.entry_id IS NOT NULL))
  OR earned.returned_minor <> (SELECT COALESCE(SUM(back.returned_minor), 0) FROM match_returns back WHERE back.gift_entry_id = earned.gift_entry_id)
  OR earned.waived_minor <> (SELECT COALESCE(SUM(back.waived_minor), 0) FROM match_returns back WHERE back.gift_entry_id = earned.gift_entry_id)
  OR earned.owed_minor <> (SELECT COALESCE(SUM(back.owed_minor), 0) FROM match_returns back WHERE back.gift_entry_id = earned.gift_entry_id)
UNION
SELECT stop.gift_entry_id FROM match_stops stop
LEFT JOIN donations gift ON gift.entry_id = stop.gift_entry_id
LEFT JOIN journal_entries entry ON entry.entry_id = stop.gift_entry_id
WHERE gift.entry_id IS NULL OR gift.donor_id <> stop.donor_id OR gift.fund_id <> stop.fund_id OR entry.occurred_on <> stop.gift_day
ORDER BY 1;
