"""The summary that a terminal shows."""
