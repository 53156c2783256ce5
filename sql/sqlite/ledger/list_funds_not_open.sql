-- Asked only on a server: the one writer here knows its own funds.
SELECT fund_id, status FROM funds WHERE status <> 'open';
