"""What `woodshed` can do without a window: one file per command."""
