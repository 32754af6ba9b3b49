"""Tables of targets, with their cells or flattened: what each column and each row is, and what its values say."""
