"""Measurements: `python -m bench` prints them all, as medians of at least five runs."""
