"""The HTML page of one plan, and the same on paper."""
