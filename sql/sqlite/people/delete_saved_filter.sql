DELETE FROM saved_filters WHERE person_id = @person_id AND page = @page AND name = @name;
