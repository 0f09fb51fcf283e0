"""The catalogue: what exists in the world, typed and read from data/catalog."""
