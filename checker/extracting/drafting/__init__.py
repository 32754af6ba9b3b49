"""Findings out: the draft of a plan file, and its comparison with a checked one."""
