"""Documents in: PDF, Word and text files → ``Source``, paragraphs and tables that know where they stand."""
