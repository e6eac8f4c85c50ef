"""The window, its views, the practice session that ties everything, and the command line."""
