"""Widgets that paint and emit; they decide nothing."""
