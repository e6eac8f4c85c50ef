"""The demo song: its score, the instruments that play it, and the script that writes the OGG."""
