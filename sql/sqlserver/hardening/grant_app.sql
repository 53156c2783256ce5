-- What the user of the running program may do. 'fundledger migrate' runs this each time, so that an upgrade that adds a table grants what it needs.
-- Nothing is denied: what is not granted is not allowed. Journal rows, the trail and receipts can be added and read; no grant to change or remove them
-- exists, and the triggers of the schema refuse it to everyone, the owner included.
GRANT SELECT ON ledger TO fundledger_app;
GRANT SELECT ON epochs TO fundledger_app;
GRANT SELECT ON schema_migrations TO fundledger_app;
GRANT SELECT, INSERT ON operations TO fundledger_app;
GRANT SELECT, INSERT ON journal_entries TO fundledger_app;
GRANT SELECT, INSERT ON journal_lines TO fundledger_app;
GRANT SELECT, INSERT ON period_events TO fundledger_app;
GRANT SELECT, INSERT ON period_snapshots TO fundledger_app;
GRANT SELECT, INSERT ON vouchers TO fundledger_app;
GRANT SELECT, INSERT ON receipts TO fundledger_app;
GRANT SELECT, INSERT ON entities TO fundledger_app;
GRANT SELECT, INSERT ON accounts TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON funds TO fundledger_app;
GRANT SELECT, INSERT ON fund_events TO fundledger_app;
GRANT SELECT, INSERT ON budgets TO fundledger_app;
GRANT SELECT, INSERT ON budget_envelopes TO fundledger_app;
GRANT SELECT, INSERT ON envelope_uses TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON sources TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON appropriations TO fundledger_app;
GRANT SELECT, INSERT ON matching_rules TO fundledger_app;
GRANT SELECT, INSERT ON match_returns TO fundledger_app;
GRANT SELECT, INSERT ON match_allotments TO fundledger_app;
GRANT SELECT, INSERT ON appropriation_versions TO fundledger_app;
GRANT SELECT, INSERT ON appropriation_receipts TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON seed_money_warnings TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON cofunding_requirements TO fundledger_app;
GRANT SELECT, INSERT ON cofunding_proofs TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON bank_accounts TO fundledger_app;
GRANT SELECT, INSERT ON fund_bank_accounts TO fundledger_app;
GRANT SELECT, INSERT ON entry_bank_accounts TO fundledger_app;
GRANT SELECT ON bank_account_lines TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON bank_numbers TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON bank_statements TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON bank_statement_lines TO fundledger_app;
GRANT SELECT, INSERT ON bank_line_events TO fundledger_app;
GRANT SELECT, INSERT ON bank_matches TO fundledger_app;
GRANT SELECT, INSERT ON bank_match_lines TO fundledger_app;
GRANT SELECT, INSERT ON bank_match_entries TO fundledger_app;
GRANT SELECT, INSERT ON bank_unmatches TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON bank_rules TO fundledger_app;
GRANT SELECT, INSERT ON bank_reconciliations TO fundledger_app;
GRANT SELECT, INSERT ON bank_reconciliation_unlocks TO fundledger_app;
GRANT SELECT, INSERT ON approval_tiers TO fundledger_app;
GRANT SELECT, INSERT ON proposal_decisions TO fundledger_app;
GRANT SELECT, INSERT ON audit_events TO fundledger_app;
GRANT SELECT, INSERT ON protection_keys TO fundledger_app;
-- Erasable, or sums that follow the journal and that verify derives again, or what is still under way.
GRANT SELECT, INSERT, DELETE ON entry_texts TO fundledger_app;
GRANT SELECT, INSERT, DELETE ON bank_line_texts TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON account_balances TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON daily_totals TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON positions TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON overdrawn_cases TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON open_items TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON periods TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON receipt_counters TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON verification_runs TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON donors TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON donations TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON matching_programmes TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON matching_counters TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON matches TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON related_parties TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON imports TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON import_row_keys TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON import_profiles TO fundledger_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_uploads TO fundledger_app;
GRANT SELECT, INSERT, DELETE ON import_upload_parts TO fundledger_app;
GRANT SELECT, INSERT, DELETE ON attachments TO fundledger_app;
GRANT SELECT, INSERT, DELETE ON attachment_references TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON people TO fundledger_app;
GRANT SELECT, INSERT, DELETE ON recovery_codes TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON access_tokens TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON grants TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON delegations TO fundledger_app;
GRANT SELECT, INSERT, UPDATE ON proposals TO fundledger_app;
-- Drawing numbers from a sequence is UPDATE here.
GRANT UPDATE ON entry_ids TO fundledger_app;
GRANT UPDATE ON audit_event_ids TO fundledger_app;
GRANT UPDATE ON approval_set_ids TO fundledger_app;
GRANT SELECT ON ledger_copies TO fundledger_app;
GRANT SELECT ON unused_numbers TO fundledger_app;
-- Babelfish checks a foreign key with the rights of who writes the row, and asks for UPDATE on the table referred to; there the triggers alone keep entries as they are.
-- And a type is a table there, to be selected from; elsewhere grant_types gives the rights on types.
IF SERVERPROPERTY('BabelfishVersion') IS NOT NULL
BEGIN
  EXEC (N'GRANT UPDATE ON entities TO fundledger_app');
  EXEC (N'GRANT UPDATE ON accounts TO fundledger_app');
  EXEC (N'GRANT UPDATE ON budgets TO fundledger_app');
  EXEC (N'GRANT UPDATE ON journal_entries TO fundledger_app');
  EXEC (N'GRANT UPDATE ON attachments TO fundledger_app');
  EXEC (N'GRANT UPDATE ON bank_matches TO fundledger_app');
  EXEC (N'GRANT UPDATE ON bank_reconciliations TO fundledger_app');
  EXEC (N'GRANT SELECT ON journal_entries_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON journal_lines_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON entry_texts_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON account_balances_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON daily_totals_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON donors_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON donations_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON import_row_keys_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON donor_look_ups TO fundledger_app');
  EXEC (N'GRANT SELECT ON known_row_look_ups TO fundledger_app');
  EXEC (N'GRANT SELECT ON matches_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON matching_counters_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON matching_counter_look_ups TO fundledger_app');
  EXEC (N'GRANT SELECT ON bank_statement_lines_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON bank_line_texts_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON bank_line_look_ups TO fundledger_app');
  EXEC (N'GRANT SELECT ON bank_matches_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON bank_match_lines_rows TO fundledger_app');
  EXEC (N'GRANT SELECT ON bank_match_entries_rows TO fundledger_app');
END;
-- The tables of the library that runs jobs; EXEC, since they may not be there.
IF SCHEMA_ID(N'HangFire') IS NOT NULL
  EXEC (N'GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::HangFire TO fundledger_app');
