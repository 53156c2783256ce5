SELECT ledger_id, is_demo, secret FROM ledger;
