"""Asking the services politely, and keeping what they answered."""
