"""What an exit status means."""

CONFORMS, GAPS, INVALID, NOTHING, INTERRUPTED = 0, 1, 2, 3, 130
