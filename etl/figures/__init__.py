"""From payloads to the one shape of an observation."""
