"""The findings of a run as a table for programs: its columns, its rows, and the file they are written to."""
