INSERT INTO voucher_layouts (code, version_no, content, actor, recorded_at) VALUES (@code, @version_no, @content, @actor, @recorded_at);
