INSERT INTO ledger (ledger_no, ledger_id, is_demo, secret, created_at) VALUES (1, @ledger_id, @is_demo, @secret, @created_at);
