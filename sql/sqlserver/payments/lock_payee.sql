-- Changes the row before it is read, so that an account is not changed while it is ordered to be paid to.
UPDATE payees SET kind = kind WHERE entity_id = @entity_id AND code = @code;
