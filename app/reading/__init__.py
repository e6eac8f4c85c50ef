"""What a song says, in the app: found, corrected, kept, and tied to the window."""
