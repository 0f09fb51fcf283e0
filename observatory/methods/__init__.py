"""Methods: pure functions from frame to frame, each with its formula and source."""
