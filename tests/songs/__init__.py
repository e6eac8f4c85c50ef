"""Songs made for tests, of which everything is known: beats, bars, chords, key, sections, tuning."""
