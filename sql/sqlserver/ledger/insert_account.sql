INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from)
VALUES (@entity_id, @code, @role, @name_zh, @name_en, @layer, @type, @counts_as, @valid_from);
