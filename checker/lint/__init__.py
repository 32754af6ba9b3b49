"""``check lint``: what is valid in a file and yet likely to spoil verdicts, or the evidence that they rest on.

Nearly every finding can be answered in two ways: mend the entry, or say in its ``note`` why it stands.
"""
