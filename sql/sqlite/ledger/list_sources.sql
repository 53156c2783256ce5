SELECT source_id, entity_id, code, name, kind, restriction, is_public, is_spendable, origin, return_by, after_deadline FROM sources;
