"""Facts, rules and the engine: what becomes of a plan before a norm."""
