"""Titles, sources, filters and the register in a reader's words."""
