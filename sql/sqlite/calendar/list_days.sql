SELECT day, kind, name, origin FROM calendar_days ORDER BY day;
