-- Only the closing that stands; a reopened month's snapshot is void.
SELECT kept.entity_id, kept.period, kept.fund_id, kept.account_id, kept.source_id, kept.currency, kept.debit_minor, kept.credit_minor
FROM period_snapshots kept
JOIN periods period ON period.entity_id = kept.entity_id AND period.period = kept.period AND period.closing_no = kept.closing_no AND period.status = 'closed'
ORDER BY kept.entity_id, kept.period;
