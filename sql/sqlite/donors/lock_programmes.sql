-- Gifts that are matched now are done first: the caps of the next ones follow the merge.
UPDATE matching_programmes SET lock_count = lock_count + 1;
