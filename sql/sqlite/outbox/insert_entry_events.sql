-- Of entries just posted, where a program listens for such. Nobody else hears of each entry, and nothing is written where none listens.
INSERT INTO outbox_events (kind, subject, entity, fund, organisation, person, detail, actor, recorded_at)
SELECT 'entry.posted', CAST(entry.entry_id AS TEXT), entity.code, '', '', '', '{"kind":"' || entry.kind || '"}', entry.actor, entry.recorded_at
FROM journal_entries entry
JOIN entities entity ON entity.entity_id = entry.entity_id
WHERE entry.entry_id BETWEEN @first_entry AND @last_entry AND EXISTS (SELECT 1 FROM webhook_kinds WHERE kind = 'entry.posted')
ORDER BY entry.entry_id;
