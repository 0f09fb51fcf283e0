"""What the commands print, and the documents that are made from code."""
