"""What shows what a song says."""
