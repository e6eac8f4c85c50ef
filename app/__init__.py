"""The window: everything that knows Qt, the practice session that ties the rooms together, the command line."""
