SELECT came.pledge_id FROM pledge_gifts came WHERE came.entry_id = @entry_id;
