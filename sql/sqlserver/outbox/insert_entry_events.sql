-- Of entries just posted, where a program listens for such. Nobody else hears of each entry, and nothing is written where none listens.
INSERT INTO outbox_events (kind, subject, entity, fund, organisation, person, detail, actor, recorded_at)
SELECT N'entry.posted', CAST(entry.entry_id AS nvarchar(20)), entity.code, N'', N'', N'', CONCAT(N'{"kind":"', entry.kind, N'"}'), entry.actor, entry.recorded_at
FROM journal_entries entry
JOIN entities entity ON entity.entity_id = entry.entity_id
WHERE entry.entry_id BETWEEN @first_entry AND @last_entry AND EXISTS (SELECT 1 FROM webhook_kinds WHERE kind = N'entry.posted')
ORDER BY entry.entry_id;
