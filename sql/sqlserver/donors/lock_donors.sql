-- Changes the rows before they are read: whoever merges or parts the same donors at once stands in line.
UPDATE donors SET is_anonymous = is_anonymous WHERE donor_id = @donor_id OR donor_id = @into_id;
