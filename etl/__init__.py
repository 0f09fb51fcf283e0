"""From the services' answers to a published build."""
