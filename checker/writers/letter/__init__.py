"""The letter of comments, filled into a Word template."""
