"""The window's words in other languages; English has only its plurals here."""
