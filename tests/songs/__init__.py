"""Songs made for tests, of which everything is known: beats, chords, key, sections, tuning."""
