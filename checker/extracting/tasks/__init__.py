"""Tasks, from tables and from lists: title, lead agency, partners, output, due."""
