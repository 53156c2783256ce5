DELETE FROM saved_filters WHERE person_id = @person_id;
