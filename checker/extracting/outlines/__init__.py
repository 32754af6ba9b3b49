"""Where each block stands in the document’s own numbering, what its section is for, whose year it inherits."""
