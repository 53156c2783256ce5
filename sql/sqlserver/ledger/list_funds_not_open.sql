-- Asked behind the shared lock of ledger/load_last_closing, so that a fund frozen or closed meanwhile is seen.
SELECT fund_id, status FROM funds WHERE status <> N'open';
