-- A sequence, for the reasons told in ledger/take_entry_id.
SELECT NEXT VALUE FOR approval_set_ids;
