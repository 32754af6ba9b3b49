"""The gap report as Markdown."""
