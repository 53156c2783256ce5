SELECT page, name, query FROM saved_filters WHERE person_id = @person_id ORDER BY page, name;
