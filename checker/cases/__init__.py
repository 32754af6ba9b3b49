"""Cases that a lawyer writes for a ruleset, and how they are run."""
