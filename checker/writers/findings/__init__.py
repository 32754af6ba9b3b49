"""Findings at the lines of plan files, for continuous integration."""
