"""The Secretariat's work between two meetings: needs and offers, funds, steps with members."""
