"""The one-page brief of a member."""
