"""One module a service: what to ask of it, and what its answers say."""
