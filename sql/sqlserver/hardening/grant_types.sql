-- Rows are sent as tables of these types. Run with grant_app where the server knows rights on types.
GRANT EXECUTE ON TYPE::journal_entries_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::journal_lines_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::entry_texts_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::account_balances_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::daily_totals_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::donors_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::donations_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::import_row_keys_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::donor_look_ups TO fundledger_app;
GRANT EXECUTE ON TYPE::known_row_look_ups TO fundledger_app;
GRANT EXECUTE ON TYPE::matches_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::match_stops_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::matching_counters_rows TO fundledger_app;
GRANT EXECUTE ON TYPE::matching_counter_look_ups TO fundledger_app;
