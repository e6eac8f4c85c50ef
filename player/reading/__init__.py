"""What a song says: chords, key, sections, notes and words of it, and the files they come in."""
