UPDATE people SET status = @status, security_stamp = @security_stamp, version = version + 1 WHERE person_id = @person_id AND status <> 'erased' AND status <> @status;
