"""From figures and register to a build: fill, check, publish."""
