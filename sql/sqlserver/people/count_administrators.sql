-- Active people who can sign in and run the whole ledger, with no end set.
-- The exclusive lock is held until the transaction ends: two administrators who disable each other at once end with one. SQLite has one writer and needs none.
DECLARE @Lock int;
EXEC @Lock = sp_getapplock N'administrators', N'Exclusive', N'Transaction';
IF @Lock < 0 THROW 50001, N'waited in vain for the administrators: run the operation again', 1;
SELECT COUNT_BIG(DISTINCT held.person_id) FROM grants held
JOIN people person ON person.person_id = held.person_id
WHERE held.role = N'administrator' AND held.scope = N'ledger' AND held.revoked_at IS NULL AND held.valid_from <= CAST(@today AS date) AND held.valid_to IS NULL
  AND person.status = N'active' AND person.password_hash IS NOT NULL;
