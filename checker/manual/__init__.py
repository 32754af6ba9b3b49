"""The ruleset files as a manual: lists, pages with worked examples, coverage of a norm."""
