"""Decks: ordered lists of views, and the ready-made ones."""
