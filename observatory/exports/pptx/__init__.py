"""Decks with native charts: a chart on a slide is PowerPoint's own, with its workbook inside."""

from observatory.exports.pptx.write import deck

__all__ = ["deck"]
