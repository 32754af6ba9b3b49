"""Checks local health plans against national resolutions."""

__version__ = "0.1.0"
