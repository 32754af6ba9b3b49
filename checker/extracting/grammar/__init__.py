"""Vietnamese target sentences: names, numbers and years in tokens, and which of them belong together."""
