SELECT donor.name, donor.is_anonymous FROM pledges pledge JOIN donors donor ON donor.donor_id = pledge.donor_id WHERE pledge.pledge_id = @pledge_id;
