"""Mix in, stems out: models, overlap-add, the stem store, evaluation. Knows torch, never Qt."""
