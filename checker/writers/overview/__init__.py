"""The index page: all plans of a run side by side."""
