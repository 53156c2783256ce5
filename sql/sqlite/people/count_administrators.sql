-- Active people who can sign in and run the whole ledger, with no end set.
SELECT COUNT(DISTINCT held.person_id) FROM grants held
JOIN people person ON person.person_id = held.person_id
WHERE held.role = 'administrator' AND held.scope = 'ledger' AND held.revoked_at IS NULL AND held.valid_from <= @today AND held.valid_to IS NULL
  AND person.status = 'active' AND person.password_hash IS NOT NULL;
