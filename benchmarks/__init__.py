"""Benchmarks: ratios measured in one run. ``python -m benchmarks`` prints them as Markdown tables."""
