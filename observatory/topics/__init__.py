"""What each page says of its subject."""
