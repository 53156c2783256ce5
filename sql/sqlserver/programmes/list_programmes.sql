SELECT programme.programme_id, programme.code, programme.entity_id, programme.fund_id, programme.kind, programme.name_zh, programme.name_en, programme.version_no, version.terms
FROM grant_programmes programme
JOIN grant_programme_versions version ON version.programme_id = programme.programme_id AND version.version_no = programme.version_no
ORDER BY programme.code;
