SELECT key_no, public_key, added_at, actor, endorsement, reason FROM seal_keys ORDER BY key_no;
