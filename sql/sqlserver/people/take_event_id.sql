-- A sequence, for the reasons told in ledger/take_entry_id.
SELECT NEXT VALUE FOR audit_event_ids;
