"""Mix in, stems out: models and their files, overlap-add, the stem store, evaluation. Knows torch, never Qt."""
