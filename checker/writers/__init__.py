"""Writers: pure functions from a report to bytes or text, one module for each format."""
