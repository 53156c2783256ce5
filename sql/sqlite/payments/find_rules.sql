SELECT version_no, cooling_days FROM payment_rules WHERE version_no = (SELECT MAX(latest.version_no) FROM payment_rules latest);
