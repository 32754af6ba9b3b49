"""The page that shows a document with all that was found in it: what was taken, what is doubtful, what was passed over."""
