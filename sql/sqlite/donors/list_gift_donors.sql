SELECT gift.entry_id, gift.donor_id, gift.fund_id, donor.name, donor.is_anonymous
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE gift.fund_id = @fund_id AND entry.occurred_on BETWEEN @first_day AND @last_day AND donor.name IS NOT NULL AND donor.is_anonymous = 0
ORDER BY gift.entry_id;
