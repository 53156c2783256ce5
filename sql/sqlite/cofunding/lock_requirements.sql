-- Changes the rows before they are read: whoever moves public money into the same fund at once stands in line, so two cannot both use the same proof.
UPDATE cofunding_requirements SET last_day = last_day WHERE fund_id = @fund_id;
