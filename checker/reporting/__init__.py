"""The report as frozen data, and all its words."""
