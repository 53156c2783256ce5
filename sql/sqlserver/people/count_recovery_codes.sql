-- COUNT_BIG: COUNT is a 32-bit number here.
SELECT COUNT_BIG(*) FROM recovery_codes WHERE person_id = @person_id;
